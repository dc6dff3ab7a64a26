import type { DecodedStream } from './decodedStream.ts';
import { decodeStream, renewableCodec } from './emscripten.ts';
import type { StreamFacts } from './streamFacts.ts';

const openJph = renewableCodec(
  () => import('@cornerstonejs/codec-openjph/wasmjs'),
  '@cornerstonejs/codec-openjph/wasm',
  'openjphjs.wasm',
);

/** ITU-T T.814 by OpenJPH, which undoes the colour transform. */
export function decodeHtj2k(stream: Uint8Array, header: StreamFacts): Promise<DecodedStream> {
  return openJph.use(({ HTJ2KDecoder }) => decodeStream(HTJ2KDecoder, stream, header));
}
