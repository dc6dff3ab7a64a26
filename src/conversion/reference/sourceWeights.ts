/** The weights of a checkpoint as the reference reads them: from their files, a stretch of rows at a time. */
import { t } from '@vscode/l10n';
import { openRegularFile } from '../../files/regularFile.ts';
import { checkpointErrors } from '../../weights/checkpoint/checkpointErrors.ts';
import type { PartTensors } from '../../weights/checkpoint/readCheckpoint.ts';
import type { SourceTensor } from '../../weights/checkpoint/safetensors.ts';
import { floatBytes, toFloats } from '../../weights/gguf/floatType.ts';
import { multiply } from './matrixProduct.ts';

/** Numbers that are multiplied between two looks at Stop: a tenth of a second or so. */
const mostProducts = 150e6;
const mostStretchBytes = 16 * 2 ** 20;

export class SourceWeights {
  readonly #folder: string;
  readonly #tensors: PartTensors;
  readonly #onProducts: (products: number) => void;
  readonly #signal: AbortSignal | undefined;

  /** `onProducts` is told how many numbers more were multiplied. */
  constructor(
    folder: string,
    tensors: PartTensors,
    onProducts: (products: number) => void = () => undefined,
    signal?: AbortSignal,
  ) {
    this.#folder = folder;
    this.#tensors = tensors;
    this.#onProducts = onProducts;
    this.#signal = signal;
  }

  has(name: string): boolean {
    return this.#tensors.has(name);
  }

  /** All of a small tensor. */
  async values(name: string): Promise<Float32Array> {
    return this.#read(this.#tensor(name));
  }

  /** Row `row` of a matrix, for each of `rows`. */
  async rows(name: string, rows: readonly number[]): Promise<Float32Array> {
    const tensor = this.#tensor(name);
    const width = tensor.shape[1] ?? 1;
    const all = new Float32Array(rows.length * width);
    for (const [at, row] of rows.entries()) all.set(await this.#read(tensor, row, 1), at * width);
    return all;
  }

  /** `x` (rows of the matrix's width) times the matrix, plus `NAME.bias` where there is one: rows of its outputs. */
  async linear(name: string, x: Float32Array): Promise<Float32Array> {
    const tensor = this.#tensor(`${name}.weight`);
    const [outputs = 1, ...inner] = tensor.shape;
    const width = inner.reduce((product, size) => product * size, 1);
    const tokens = x.length / width;
    const target = new Float32Array(tokens * outputs);
    const stretch = Math.min(mostProducts / (tokens * width), mostStretchBytes / (width * floatBytes[tensor.type]));
    // An even number, as rows are multiplied in pairs.
    const rowsAtOnce = Math.max(2, 2 * Math.floor(stretch / 2));
    for (let row = 0; row < outputs; row += rowsAtOnce) {
      const count = Math.min(rowsAtOnce, outputs - row);
      multiply(x, await this.#read(tensor, row, count, width), width, target, outputs, row);
      this.#onProducts(count * width * tokens);
      this.#signal?.throwIfAborted();
    }
    if (this.has(`${name}.bias`)) addToRows(target, await this.values(`${name}.bias`));
    return target;
  }

  #tensor(name: string): SourceTensor {
    const tensor = this.#tensors.get(name);
    if (tensor === undefined) throw checkpointErrors.tensor(this.#folder, name, t`is missing`);
    return tensor;
  }

  async #read(
    { path, offset, bytes, type, shape }: SourceTensor,
    row = 0,
    rows?: number,
    width = shape[1] ?? 1,
  ): Promise<Float32Array> {
    const rowBytes = width * floatBytes[type];
    const buffer = new Uint8Array(rows === undefined ? bytes : rows * rowBytes);
    const file = await openRegularFile(path);
    try {
      await file.read(buffer, 0, buffer.length, offset + row * rowBytes);
    } finally {
      await file.close();
    }
    return toFloats(buffer, type);
  }
}

export function addToRows(rows: Float32Array, vector: Float32Array): void {
  for (let at = 0; at < rows.length; at += vector.length)
    for (let i = 0; i < vector.length; i++) rows[at + i] = rows[at + i]! + vector[i]!;
}

export function add(target: Float32Array, more: Float32Array): void {
  for (let i = 0; i < target.length; i++) target[i] = target[i]! + more[i]!;
}
