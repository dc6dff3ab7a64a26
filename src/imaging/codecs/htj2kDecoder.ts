import { readFileSync } from 'node:fs';
import type { DecodedStream } from './decodedStream.ts';
import { decodeStream, quietly } from './emscripten.ts';
import { Renewable } from './renewable.ts';
import { wasmFile } from './wasmFile.ts';

const openJph = new Renewable(async () => {
  const { default: load } = await import('@cornerstonejs/codec-openjph/wasmjs');
  return quietly(load, readFileSync(wasmFile('@cornerstonejs/codec-openjph/wasm', 'openjphjs.wasm')));
});

/** ITU-T T.814 by OpenJPH, which undoes the colour transform. */
export function decodeHtj2k(stream: Uint8Array): Promise<DecodedStream> {
  return openJph.use(({ HTJ2KDecoder }) => decodeStream(HTJ2KDecoder, stream));
}
