import { readFileSync } from 'node:fs';
import type { DecodedStream } from './decodedStream.ts';
import { decodeStream, quietly } from './emscripten.ts';
import { Renewable } from './renewable.ts';
import { wasmFile } from './wasmFile.ts';

const openJpeg = new Renewable(async () => {
  const { default: load } = await import('@cornerstonejs/codec-openjpeg/decodewasmjs');
  return quietly(load, readFileSync(wasmFile('@cornerstonejs/codec-openjpeg/decodewasm', 'openjpegwasm_decode.wasm')));
});

/** ITU-T T.800 by OpenJPEG, which undoes the colour transform. */
export function decodeJpeg2000(stream: Uint8Array): Promise<DecodedStream> {
  return openJpeg.use(({ J2KDecoder }) => decodeStream(J2KDecoder, stream));
}
