import type { PixelModule } from '../samples/pixelModule.ts';
import { decodeByDcmjs } from './dcmjsDecoder.ts';
import type { DecodedStream } from './decodedStream.ts';
import type { StreamFacts } from './streamFacts.ts';

/** ISO/IEC 18181 by dcmjs-codecs (libjxl). */
export function decodeJpegXl(stream: Uint8Array, header: StreamFacts, module: PixelModule): Promise<DecodedStream> {
  return decodeByDcmjs('decodeJpegXl', stream, header, module);
}
