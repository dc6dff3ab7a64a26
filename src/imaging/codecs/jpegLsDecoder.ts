import type { DecodedStream } from './decodedStream.ts';
import { decodeStream, renewableCodec } from './emscripten.ts';
import type { StreamFacts } from './streamFacts.ts';

const charls = renewableCodec(
  () => import('@cornerstonejs/codec-charls/decodewasmjs'),
  '@cornerstonejs/codec-charls/decodewasm',
  'charlswasm_decode.wasm',
);

/** EOI. Where a damaged stream has none, CharLS reads on beyond its end, for seconds. */
const END_OF_IMAGE = Uint8Array.of(0xff, 0xd9);

/** ITU-T T.87 by CharLS. */
export function decodeJpegLs(stream: Uint8Array, header: StreamFacts): Promise<DecodedStream> {
  const ended = Buffer.concat([stream, END_OF_IMAGE]);
  return charls.use(({ JpegLSDecoder }) => decodeStream(JpegLSDecoder, ended, header));
}
