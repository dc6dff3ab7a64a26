/** JPEG, JPEG-LS, JPEG 2000 and HTJ2K frames: the stream itself, not the transfer syntax, chooses the decoder. */
import type { FrameBytes } from '../dicom/frameBytes.ts';
import type { PixelModule } from '../dicom/pixelModule.ts';
import type { DecodedFrame } from '../dicom/storedFrame.ts';
import { storedSamples } from './decodedStream.ts';
import type { DecodedStream, StreamFacts } from './decodedStream.ts';
import { decodeHtj2k } from './htj2kDecoder.ts';
import { decodeJpeg2000 } from './jpeg2000Decoder.ts';
import { decodeJpeg } from './jpegDecoder.ts';
import { decodeJpegLs } from './jpegLsDecoder.ts';
import { codestream, streamKind } from './streamKind.ts';
import type { StreamKind } from './streamKind.ts';

export async function decodeCompressed(frame: FrameBytes, module: PixelModule): Promise<DecodedFrame> {
  const stream = codestream(frame.bytes);
  const kind = streamKind(stream);
  if (kind === undefined) throw new Error('no stream of a known codec');
  const decoded = storedSamples(await decode(stream, kind, module), module, factsOf(kind));
  return frame.truncated ? { ...decoded, partial: true } : decoded;
}

function decode(stream: Uint8Array, { codec }: StreamKind, module: PixelModule): Promise<DecodedStream> {
  switch (codec) {
    case 'jpeg':
      return decodeJpeg(stream, module);
    case 'jpegLs':
      return decodeJpegLs(stream);
    case 'jpeg2000':
      return decodeJpeg2000(stream);
    case 'htj2k':
      return decodeHtj2k(stream);
  }
}

function factsOf(kind: StreamKind): StreamFacts {
  switch (kind.codec) {
    case 'jpeg':
      return { lossy: kind.lossy, rgb: true };
    case 'jpegLs':
      return { lossy: false, rgb: false };
    case 'jpeg2000':
    case 'htj2k':
      return { lossy: kind.lossy, rgb: kind.colourTransform };
  }
}
