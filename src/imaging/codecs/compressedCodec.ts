/** JPEG, JPEG-LS, JPEG 2000 and HTJ2K frames: the stream itself, not the transfer syntax, chooses the decoder. */
import type { FrameBytes } from '../samples/frameBytes.ts';
import type { PixelModule } from '../samples/pixelModule.ts';
import type { DecodedFrame } from '../samples/decodedFrame.ts';
import { storedSamples } from './decodedStream.ts';
import type { DecodedStream, StreamFacts } from './decodedStream.ts';
import { decodeHtj2k } from './htj2kDecoder.ts';
import { decodeJpeg2000 } from './jpeg2000Decoder.ts';
import { decodeJpeg } from './jpegDecoder.ts';
import { decodeJpegLs } from './jpegLsDecoder.ts';
import { codestream, streamHeader } from './streamHeader.ts';
import type { StreamHeader } from './streamHeader.ts';

/** Progressive JPEG has about ten. */
const MOST_SCANS = 100;

/**
 * Throws before anything is allocated when the stream claims another image than the data set, which has been held to
 * the limits.
 */
export async function decodeCompressed(frame: FrameBytes, module: PixelModule): Promise<DecodedFrame> {
  const stream = codestream(frame.bytes);
  const header = streamHeader(stream);
  if (header === undefined) throw new Error('no stream of a known codec');
  const { width, height, components, bits, leastBytes, scans } = header;
  if (width !== module.columns || height !== module.rows || components !== module.samplesPerPixel)
    throw new Error('another size than the data set says');
  if (bits > module.bitsAllocated) throw new Error('wider samples than the data set says');
  if (stream.length < leastBytes) throw new Error('more tiles or packets than the stream has bytes for');
  if (scans > MOST_SCANS) throw new Error('more scans than a picture has use for');
  const decoded = storedSamples(await decode(stream, header, module), module, factsOf(header));
  return frame.truncated || !isEnded(stream) ? { ...decoded, partial: true } : decoded;
}

/**
 * End of image (ITU-T T.81, T.87) and end of codestream (T.800) are the same two bytes, which stand nowhere in compressed
 * data. Decoders fill what a stream without them lacks, and do not say so.
 */
const END_OF_STREAM = Buffer.of(0xff, 0xd9);

function isEnded(stream: Uint8Array): boolean {
  return Buffer.from(stream.buffer, stream.byteOffset, stream.byteLength).lastIndexOf(END_OF_STREAM) >= 0;
}

function decode(stream: Uint8Array, header: StreamHeader, module: PixelModule): Promise<DecodedStream> {
  switch (header.codec) {
    case 'jpeg':
      return decodeJpeg(stream, header, module);
    case 'jpegLs':
      return decodeJpegLs(stream, header);
    case 'jpeg2000':
      return decodeJpeg2000(stream, header);
    case 'htj2k':
      return decodeHtj2k(stream, header);
  }
}

function factsOf({ codec, lossy, colourTransform }: StreamHeader): StreamFacts {
  switch (codec) {
    case 'jpeg':
      return { lossy, rgb: true };
    case 'jpegLs':
      return { lossy: false, rgb: false };
    case 'jpeg2000':
    case 'htj2k':
      return { lossy, rgb: colourTransform };
  }
}
