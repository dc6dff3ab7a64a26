/**
 * The shape that Cornerstone's codecs share: an Emscripten factory, and a decoder class with buffers inside WebAssembly
 * memory.
 */
import type { DecodedStream } from './decodedStream.ts';
import { verified } from './decodedStream.ts';
import { Renewable } from './renewable.ts';
import type { StreamFacts } from './streamFacts.ts';
import { readWasm } from './wasmFile.ts';

export interface LoadOptions {
  instantiateWasm(
    imports: WebAssembly.Imports,
    received: (instance: WebAssembly.Instance) => void,
  ): WebAssembly.Exports;
  print(line: string): void;
  printErr(line: string): void;
}

export interface EmscriptenModule {
  /** All of the instance's memory. */
  readonly HEAP8: Int8Array;
}

export type Load<M> = (options: LoadOptions) => Promise<M & EmscriptenModule>;

export type DecoderClass = new () => WasmDecoder;

export interface WasmDecoder {
  /** A view into WebAssembly memory for that many compressed bytes. */
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): { width: number; height: number; bitsPerSample: number; componentCount: number; isSigned?: boolean };
  /** JPEG-LS only: 0 is plane after plane. */
  getInterleaveMode?(): number;
  delete(): void;
}

/** An instance whose memory has grown to more than this is not kept. */
const KEPT_MEMORY_BYTES = 400 * 2 ** 20;

const silent = (): void => undefined;

/**
 * A codec by its factory and its WebAssembly file. The compiled module outlives its instances, so that a new one costs
 * about a millisecond.
 */
export function renewableCodec<M>(
  factory: () => Promise<{ default: Load<M> }>,
  specifier: string,
  fileName: string,
): Renewable<M & EmscriptenModule> {
  let compiled: WebAssembly.Module | undefined;
  return new Renewable(
    async () => {
      const module = (compiled ??= new WebAssembly.Module(readWasm(specifier, fileName).bytes));
      const { default: load } = await factory();
      return load({
        instantiateWasm: (imports, received) => {
          const instance = new WebAssembly.Instance(module, imports);
          received(instance);
          return instance.exports;
        },
        print: silent,
        printErr: silent,
      });
    },
    ({ HEAP8 }) => HEAP8.byteLength > KEPT_MEMORY_BYTES,
  );
}

/**
 * Decodes one stream; throws unless the result is what the stream's header promises. `bytes` are copied out of
 * WebAssembly memory.
 */
export function decodeStream(Decoder: DecoderClass, stream: Uint8Array, header: StreamFacts): DecodedStream {
  const decoder = new Decoder();
  try {
    decoder.getEncodedBuffer(stream.length).set(stream);
    decoder.decode();
    const { width, height, bitsPerSample, componentCount } = decoder.getFrameInfo();
    const bytes = decoder.getDecodedBuffer().slice();
    const planar = decoder.getInterleaveMode?.() === 0 && componentCount > 1;
    return verified({ width, height, components: componentCount, bits: bitsPerSample, bytes, planar }, header);
  } finally {
    decoder.delete();
  }
}
