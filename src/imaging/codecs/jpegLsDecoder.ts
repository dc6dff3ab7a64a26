import type { DecodedStream } from './decodedStream.ts';
import { decodeStream, renewableCodec } from './emscripten.ts';
import type { StreamHeader } from './streamHeader.ts';

const charls = renewableCodec(
  () => import('@cornerstonejs/codec-charls/decodewasmjs'), '@cornerstonejs/codec-charls/decodewasm', 'charlswasm_decode.wasm',
);

/** ITU-T T.87 by CharLS. */
export function decodeJpegLs(stream: Uint8Array, header: StreamHeader): Promise<DecodedStream> {
  return charls.use(({ JpegLSDecoder }) => decodeStream(JpegLSDecoder, stream, header));
}
