/**
 * What pixel data are, by their bytes: whether they stand in fragments, how they begin, how many there are. The transfer
 * syntax is what the file calls them, and is wrong in files that were converted halfway or written by hand.
 */
import { t } from '@vscode/l10n';
import type { ImageNote } from '../../../display/imageNote.ts';
import { imageNote } from '../../../display/imageNote.ts';
import { streamHeader } from '../../codecs/streamHeader.ts';
import { isRle, streamKind } from '../../codecs/streamKind.ts';
import { corrupt } from '../../intake/imagingErrors.ts';
import type { PixelDataElement } from '../dataSet/pixelDataElement.ts';
import { fragmentsWithin } from '../dataSet/pixelDataElement.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { isPrivateSyntax, type PixelEncoding } from '../dataSet/transferSyntaxes.ts';

export interface RecognisedPixels {
  readonly data: PixelDataElement;
  readonly encoding: PixelEncoding;
  readonly notes: readonly ImageNote[];
}

/** What the data set says of the amount of its pixel data. */
export interface PixelAmount {
  readonly rows: number;
  readonly columns: number;
  /** Bytes of all frames without compression; several where the layout is open. */
  readonly native: readonly number[];
  /** Of an RLE frame. */
  readonly rleSegments: number;
}

type Run = PixelDataElement & { kind: 'native' };
type Fragments = PixelDataElement & { kind: 'encapsulated' };

/** Throws an `ImagingError` where they are nothing that is known: noise is never shown for a picture. */
export function recognisePixels(file: DicomFile, data: PixelDataElement, amount: PixelAmount): RecognisedPixels {
  return data.kind === 'native' ? inOneRun(file, data, amount) : inFragments(file, data, amount);
}

function inOneRun(file: DicomFile, data: Run, amount: PixelAmount): RecognisedPixels {
  const label = file.syntax.pixels;
  if (label === 'native' && data.length >= Math.min(...amount.native)) return asCalled(file, data);
  const bytes = file.bytes.subarray(data.start, data.start + data.length);
  // Encapsulated data whose length is given, or a bare stream: both against PS3.5 section A.4, and both seen.
  const fragments = fragmentsWithin(file.bytes, data);
  if (fragments !== undefined) return inFragments(file, fragments, amount);
  const header = streamHeader(bytes);
  const isStream = header?.width === amount.columns && header.height === amount.rows;
  if (isStream || (label !== 'native' && isRle(bytes, amount.rleSegments)))
    return inFragments(file, asFragment(data), amount);
  return label !== 'native' && isNativeAmount(data.length, amount)
    ? otherwise(file, data, 'native')
    : asCalled(file, data);
}

function inFragments(file: DicomFile, data: Fragments, amount: PixelAmount): RecognisedPixels {
  const { pixels: label, isEncapsulatedNative, isJpeg2000Part2 } = file.syntax;
  const [first] = data.fragments;
  if (first === undefined || isJpeg2000Part2) return asCalled(file, data);
  const bytes = file.bytes.subarray(first.start, first.start + first.length);
  const kind = streamKind(bytes);
  if (kind !== undefined) {
    const encoding = streamHeader(bytes)?.codec ?? (FAMILY[kind].includes(label) ? label : kind);
    return encoding === label ? asCalled(file, data) : otherwise(file, data, encoding);
  }
  if (label === 'deflatedFrame' || isEncapsulatedNative) return asCalled(file, data);
  if (isRle(bytes, amount.rleSegments)) return label === 'rle' ? asCalled(file, data) : otherwise(file, data, 'rle');
  const length = data.fragments.reduce((sum, fragment) => sum + fragment.length, 0);
  // Nothing but zeroes is a stream that was lost rather than a black picture.
  if (data.fragments.length === 1 && isNativeAmount(length, amount) && bytes.some((byte) => byte !== 0))
    return otherwise(file, asRun(data, first), 'native');
  if (label === 'native')
    throw corrupt(
      file.name,
      t`its pixel data are neither uncompressed, as it says, nor in a compression that is known`,
    );
  return asCalled(file, data);
}

const FAMILY: Readonly<Record<NonNullable<ReturnType<typeof streamKind>>, readonly PixelEncoding[]>> = {
  jpeg: ['jpeg', 'jpegLs'],
  jpeg2000: ['jpeg2000', 'htj2k'],
  jpegXl: ['jpegXl'],
  video: ['video'],
};

const words = (): Readonly<Partial<Record<PixelEncoding, string>>> => ({
  native: t`uncompressed`,
  rle: 'RLE',
  jpeg: 'JPEG',
  jpegLs: 'JPEG-LS',
  jpeg2000: 'JPEG 2000',
  htj2k: 'High-Throughput JPEG 2000',
  jpegXl: 'JPEG XL',
  video: t`a video`,
});

function asCalled(file: DicomFile, data: PixelDataElement): RecognisedPixels {
  return { data, encoding: file.syntax.pixels, notes: [] };
}

function otherwise({ syntax }: DicomFile, data: PixelDataElement, encoding: PixelEncoding): RecognisedPixels {
  const are = words()[encoding] ?? t`something else`;
  const text = isPrivateSyntax(syntax)
    ? t`The file has a private transfer syntax; its pixel data were read as what they seem to be: ${are}.`
    : t`The file calls its pixel data "${syntax.name}", but they are ${are}, and were read so.`;
  return { data, encoding, notes: [imageNote('decoderChose', text)] };
}

/** A byte of padding makes the length even (PS3.5 section 8.1.1). */
function isNativeAmount(length: number, { native }: PixelAmount): boolean {
  return native.some((bytes) => length === bytes || length === bytes + (bytes % 2));
}

function asFragment({ tag, start, length, lacking }: Run): Fragments {
  return { kind: 'encapsulated', tag, basicOffsets: [], fragments: [{ offset: 0, start, length }], lacking };
}

function asRun({ tag, lacking }: Fragments, { start, length }: Fragments['fragments'][number]): Run {
  return { kind: 'native', tag, vr: undefined, start, length, lacking };
}
