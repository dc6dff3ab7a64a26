import { readFileSync } from 'node:fs';
import type { DecodedStream } from './decodedStream.ts';
import { decodeStream, quietly } from './emscripten.ts';
import { Renewable } from './renewable.ts';
import { wasmFile } from './wasmFile.ts';

const charls = new Renewable(async () => {
  const { default: load } = await import('@cornerstonejs/codec-charls/decodewasmjs');
  return quietly(load, readFileSync(wasmFile('@cornerstonejs/codec-charls/decodewasm', 'charlswasm_decode.wasm')));
});

/** ITU-T T.87 by CharLS. */
export function decodeJpegLs(stream: Uint8Array): Promise<DecodedStream> {
  return charls.use(({ JpegLSDecoder }) => decodeStream(JpegLSDecoder, stream));
}
