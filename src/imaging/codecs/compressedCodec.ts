/** JPEG, JPEG-LS, JPEG 2000, HTJ2K and JPEG XL frames: the stream itself, not the transfer syntax, chooses the decoder. */
import { t } from '@vscode/l10n';
import type { ImageNote } from '../../display/imageNote.ts';
import { imageNote } from '../../display/imageNote.ts';
import type { FrameBytes } from '../samples/frameBytes.ts';
import type { PixelModule } from '../samples/pixelModule.ts';
import { containerBits } from '../samples/pixelModule.ts';
import type { DecodedFrame } from '../samples/decodedFrame.ts';
import { storedSamples } from './decodedStream.ts';
import type { DecodedStream, SampleReading } from './decodedStream.ts';
import { decodeHtj2k } from './htj2kDecoder.ts';
import { decodeJpeg2000 } from './jpeg2000Decoder.ts';
import { decodeJpeg, jpegColourNotes } from './jpegDecoder.ts';
import { decodeJpegLs } from './jpegLsDecoder.ts';
import { decodeJpegXl } from './jpegXlDecoder.ts';
import { codestream, streamHeader } from './streamHeader.ts';
import type { StreamFacts } from './streamFacts.ts';

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
  if (bits > containerBits(module.bitsAllocated)) throw new Error('wider samples than the data set says');
  if (stream.length < leastBytes) throw new Error('more tiles or packets than the stream has bytes for');
  if (scans > MOST_SCANS) throw new Error('more scans than a picture has use for');
  const decoded = storedSamples(await decode(stream, header, module), module, readingOf(header, module));
  const partial = frame.truncated || !isEnded(stream, header);
  return { ...decoded, partial, notes: [...jpegColourNotes(header, module), ...signNotes(header, module)] };
}

/**
 * End of image (ITU-T T.81, T.87) and end of codestream (T.800) are the same two bytes, which stand nowhere in compressed
 * data. Decoders fill what a stream without them lacks, and do not say so.
 */
const END_OF_STREAM = Buffer.of(0xff, 0xd9);

function isEnded(stream: Uint8Array, { codec }: StreamFacts): boolean {
  // A JPEG XL stream has no such marker, and its decoder fails where it is cut.
  if (codec === 'jpegXl') return true;
  return Buffer.from(stream.buffer, stream.byteOffset, stream.byteLength).lastIndexOf(END_OF_STREAM) >= 0;
}

function decode(stream: Uint8Array, header: StreamFacts, module: PixelModule): Promise<DecodedStream> {
  switch (header.codec) {
    case 'jpeg':
      return decodeJpeg(stream, header, module);
    case 'jpegLs':
      return decodeJpegLs(stream, header);
    case 'jpeg2000':
      return decodeJpeg2000(stream, header);
    case 'htj2k':
      return decodeHtj2k(stream, header);
    case 'jpegXl':
      return decodeJpegXl(stream, header, module);
  }
}

function readingOf(header: StreamFacts, { photometric }: PixelModule): SampleReading {
  const { codec, bits, signed, lossy, colourTransform } = header;
  const rgb = codec === 'jpeg' || colourTransform || (codec === 'jpegXl' && photometric !== 'YBR_FULL');
  return { bits, signed, lossy, rgb };
}

/** JPEG 2000 says for itself whether samples may be negative. */
function signNotes(header: StreamFacts, { signed }: PixelModule): readonly ImageNote[] {
  const saysSign = header.codec === 'jpeg2000' || header.codec === 'htj2k';
  if (!saysSign || header.signed === signed || header.components > 1) return [];
  const text = signed
    ? t`The compressed stream holds values without a sign, the file says with; they were read as the file says.`
    : t`The compressed stream holds values with a sign, the file says without; they were read as the file says.`;
  return [imageNote('decoderChose', text)];
}
