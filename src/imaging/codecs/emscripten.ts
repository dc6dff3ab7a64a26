/** The shape that Cornerstone's codecs share: an Emscripten factory, and a decoder class with buffers inside WebAssembly memory. */
import type { DecodedStream } from './decodedStream.ts';

export type Load<M> = (options: { wasmBinary: Uint8Array; print: (line: string) => void; printErr: (line: string) => void }) => Promise<M>;

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

const silent = (): void => undefined;

export function quietly<M>(load: Load<M>, wasmBinary: Uint8Array): Promise<M> {
  return load({ wasmBinary, print: silent, printErr: silent });
}

/** Decodes one stream. `samples` are copied out of WebAssembly memory, with one byte a sample up to 8 bits and two above. */
export function decodeStream(Decoder: DecoderClass, stream: Uint8Array): DecodedStream {
  const decoder = new Decoder();
  try {
    decoder.getEncodedBuffer(stream.length).set(stream);
    decoder.decode();
    const { width, height, bitsPerSample, componentCount } = decoder.getFrameInfo();
    const bytes = decoder.getDecodedBuffer().slice();
    return { width, height, components: componentCount, bits: bitsPerSample, bytes, planar: decoder.getInterleaveMode?.() === 0 && componentCount > 1 };
  } finally {
    decoder.delete();
  }
}
