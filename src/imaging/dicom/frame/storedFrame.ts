/**
 * A frame's stored values: decoded by the codec of the transfer syntax, but neither windowed nor converted in colour.
 */
import { t } from '@vscode/l10n';
import type { ImageNote } from '../../../display/imageNote.ts';
import { CodecMissing } from '../../codecs/codecMissing.ts';
import type { Samples } from '../../../display/frameImage.ts';
import { decodeCompressed } from '../../codecs/compressedCodec.ts';
import { codecMissing, corrupt, frameMissing, unsupportedTransferSyntax } from '../../intake/imagingErrors.ts';
import { encapsulatedFrame, nativeFrame } from './frameBytes.ts';
import { decodeNative } from '../../codecs/nativeCodec.ts';
import type { Codec, DecodedFrame } from '../../samples/decodedFrame.ts';
import type { FrameBytes } from '../../samples/frameBytes.ts';
import type { Photometric, PixelModule } from '../../samples/pixelModule.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { decodeRle } from '../../codecs/rleCodec.ts';
import type { PixelDataElement } from '../dataSet/pixelDataElement.ts';
import type { PixelEncoding } from '../dataSet/transferSyntaxes.ts';
import { readImagePixels } from './readPixelModule.ts';
import { decodeDeflatedFrame } from '../../codecs/deflatedFrameCodec.ts';

export interface StoredFrame {
  readonly rows: number;
  readonly columns: number;
  /** Pixel after pixel, `rows * columns * samplesPerPixel` of them: masked to Bits Stored and sign-extended. */
  readonly samples: Samples;
  readonly samplesPerPixel: 1 | 3;
  /** Of the samples: a codec may have turned YBR into RGB. */
  readonly photometric: Photometric;
  /** Part of the frame was missing in the file; it is zero here, or what the decoder of a stream made of it. */
  readonly partial: boolean;
  /** How much of a partial frame was there, 0 to 1; undefined where that cannot be known. */
  readonly share: number | undefined;
  /** What the codec had to choose. */
  readonly notes: readonly ImageNote[];
}

/** The codecs there are. An encoding without one is an unsupported transfer syntax. */
const CODECS: Readonly<Partial<Record<PixelEncoding, Codec>>> = {
  native: decodeNative,
  rle: decodeRle,
  deflatedFrame: decodeDeflatedFrame,
  jpeg: decodeCompressed,
  jpegLs: decodeCompressed,
  jpeg2000: decodeCompressed,
  htj2k: decodeCompressed,
  jpegXl: decodeCompressed,
};

export async function readStoredFrame(file: DicomFile, module: PixelModule, frame: number): Promise<StoredFrame> {
  const { encoding, data } = readImagePixels(file);
  const codec = CODECS[encoding];
  if (codec === undefined) throw unsupportedTransferSyntax(file.name, file.syntax.name);
  if (!Number.isInteger(frame) || frame < 0 || frame >= module.frames)
    throw frameMissing(file.name, frame, module.frames);
  const bytes = frameBytes(file, module, data, frame);
  const { rows, columns, samplesPerPixel } = module;
  const decoded = await decodeWith(codec, bytes, file, module);
  const photometric = decoded.photometric ?? module.photometric;
  return {
    rows,
    columns,
    samplesPerPixel,
    photometric,
    samples: decoded.samples,
    partial: decoded.partial || bytes.truncated,
    share: decoded.share ?? bytes.share,
    notes: decoded.notes ?? [],
  };
}

function frameBytes(file: DicomFile, module: PixelModule, data: PixelDataElement, frame: number): FrameBytes {
  return data.kind === 'native' ? nativeFrame(file, module, data, frame) : encapsulatedFrame(file, module, data, frame);
}

async function decodeWith(
  codec: Codec,
  bytes: FrameBytes,
  file: DicomFile,
  module: PixelModule,
): Promise<DecodedFrame> {
  try {
    return await codec(bytes, module, file.syntax.bigEndianPixels);
  } catch (error) {
    if (error instanceof CodecMissing) throw codecMissing(file.name, error.fileName);
    throw corrupt(file.name, t`its pixel data are not valid ${file.syntax.name}`);
  }
}
