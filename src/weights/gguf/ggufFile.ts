/** A GGUF file that is being written: tensors in any order, each at its place; the header last. */
import { open, type FileHandle } from 'node:fs/promises';
import { ggufHeader, paddingAfter, tensorBytes, type GgufFields, type TensorShape } from './ggufWriter.ts';

export class GgufFile {
  readonly #file: FileHandle;
  readonly #tensors: readonly TensorShape[];
  readonly #headerBytes: number;
  readonly #offsets = new Map<TensorShape, number>();

  private constructor(file: FileHandle, fields: GgufFields, tensors: readonly TensorShape[]) {
    this.#file = file;
    this.#tensors = tensors;
    this.#headerBytes = ggufHeader(fields, tensors).length;
    let offset = this.#headerBytes;
    for (const tensor of tensors) {
      this.#offsets.set(tensor, offset);
      offset += tensorBytes(tensor) + paddingAfter(tensor);
    }
  }

  /** `fields`: as long as those that `finish` writes. */
  static async create(path: string, fields: GgufFields, tensors: readonly TensorShape[]): Promise<GgufFile> {
    return new GgufFile(await open(path, 'w'), fields, tensors);
  }

  /** Bytes of the whole file. */
  static size(fields: GgufFields, tensors: readonly TensorShape[]): number {
    const data = tensors.reduce((sum, tensor) => sum + tensorBytes(tensor) + paddingAfter(tensor), 0);
    return ggufHeader(fields, tensors).length + data;
  }

  /** `at`: bytes from the tensor's first. */
  async write(tensor: TensorShape, at: number, bytes: Uint8Array): Promise<void> {
    const start = this.#offsets.get(tensor);
    if (start === undefined) throw new Error(`${tensor.name} is no tensor of this file`);
    await this.#writeAll(bytes, start + at);
  }

  /** Writes the header and what lies between tensors, and has all of it on the disk. */
  async finish(fields: GgufFields): Promise<void> {
    const header = ggufHeader(fields, this.#tensors);
    if (header.length !== this.#headerBytes) throw new Error('the header has changed its length');
    await this.#writeAll(header, 0);
    for (const [tensor, start] of this.#offsets)
      await this.#writeAll(new Uint8Array(paddingAfter(tensor)), start + tensorBytes(tensor));
    await this.#file.sync();
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #writeAll(bytes: Uint8Array, position: number): Promise<void> {
    for (let written = 0; written < bytes.length;)
      written += (await this.#file.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
  }
}
