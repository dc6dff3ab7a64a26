import type { DecodedStream } from './decodedStream.ts';
import { decodeStream, renewableCodec } from './emscripten.ts';
import type { StreamFacts } from './streamFacts.ts';

const openJpeg = renewableCodec(
  () => import('@cornerstonejs/codec-openjpeg/decodewasmjs'),
  '@cornerstonejs/codec-openjpeg/decodewasm',
  'openjpegwasm_decode.wasm',
);

/** ITU-T T.800 by OpenJPEG, which undoes the colour transform. */
export function decodeJpeg2000(stream: Uint8Array, header: StreamFacts): Promise<DecodedStream> {
  return openJpeg.use(({ J2KDecoder }) => decodeStream(J2KDecoder, stream, header));
}
