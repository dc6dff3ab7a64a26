/**
 * The bytes of one frame as the file holds them: a slice of native pixel data, or the joined fragments of an
 * encapsulated frame.
 */
import { t } from '@vscode/l10n';
import type { DataSet } from 'dicom-parser';
import { corrupt } from '../../intake/imagingErrors.ts';
import { LIMITS } from '../../intake/limits.ts';
import type { PixelDataElement, PixelFragment } from '../dataSet/pixelDataElement.ts';
import type { FrameBytes } from '../../samples/frameBytes.ts';
import { isPacked, nativeFrameBits } from '../../samples/pixelModule.ts';
import type { PixelModule } from '../../samples/pixelModule.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';

export function nativeFrame(
  file: DicomFile,
  module: PixelModule,
  element: PixelDataElement & { kind: 'native' },
  frame: number,
): FrameBytes {
  const bits = nativeFrameBits(module);
  const firstBit = frame * bits;
  const from = Math.floor(firstBit / 8);
  const to = Math.ceil((firstBit + bits) / 8);
  if (from >= element.length)
    throw corrupt(
      file.name,
      element.length === 0 ? t`its pixel data are empty` : t`frame ${frame + 1} is not in the file`,
    );
  const swaps = file.syntax.bigEndian && element.vr === 'OW' && (module.bitsAllocated <= 8 || isPacked(module));
  const bytes = swaps
    ? swappedWords(file.bytes, element.start, element.length, from, to)
    : file.bytes.subarray(element.start + from, element.start + Math.min(to, element.length));
  return {
    bytes,
    firstBit: firstBit % 8,
    truncated: to > element.length,
    share: (element.length - from) / (to - from),
  };
}

/** Bytes `from` to `to` of big-endian 16-bit words in their little-endian order: 8-bit samples in OW. */
function swappedWords(file: Uint8Array, start: number, length: number, from: number, to: number): Uint8Array {
  const end = Math.min(to, length);
  const bytes = new Uint8Array(end - from);
  for (let i = from; i < end; i++) bytes[i - from] = file[start + (i ^ 1)] ?? 0;
  return bytes;
}

export function encapsulatedFrame(
  file: DicomFile,
  module: PixelModule,
  element: PixelDataElement & { kind: 'encapsulated' },
  frame: number,
): FrameBytes {
  const fragments = fragmentsOfFrame(file, module, element, frame);
  if (fragments.length === 0) {
    throw corrupt(
      file.name,
      element.fragments.length === 0 ? t`its pixel data are empty` : t`frame ${frame + 1} is not in the file`,
    );
  }
  const parts = fragments.map(({ start, length }) => file.bytes.subarray(start, start + length));
  const isLast = fragments.at(-1) === element.fragments.at(-1);
  const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  const truncated = isLast && element.lacking > 0;
  return {
    bytes,
    firstBit: 0,
    truncated,
    share: truncated ? bytes.length / (bytes.length + element.lacking) : undefined,
  };
}

/** Grouped once for each element: a loop of a thousand frames is leafed through. */
const GROUPED = new WeakMap<PixelDataElement, readonly (readonly PixelFragment[])[]>();

function fragmentsOfFrame(
  file: DicomFile,
  module: PixelModule,
  element: PixelDataElement & { kind: 'encapsulated' },
  frame: number,
): readonly PixelFragment[] {
  let groups = GROUPED.get(element);
  if (groups === undefined) GROUPED.set(element, (groups = fragmentsByFrame(file, module, element)));
  return groups[frame] ?? [];
}

function fragmentsByFrame(
  file: DicomFile,
  module: PixelModule,
  element: PixelDataElement & { kind: 'encapsulated' },
): readonly (readonly PixelFragment[])[] {
  const { fragments } = element;
  if (module.frames === 1) return [fragments];
  const indexAt = new Map(fragments.map(({ offset }, index) => [offset, index]));
  for (const offsets of [extendedOffsets(file.dataSet), element.basicOffsets]) {
    // A table is believed when it has an entry per frame and each one is a fragment's, in order.
    const starts = offsets.map((offset) => indexAt.get(offset) ?? -1);
    if (starts.length === module.frames && starts.every((at, i) => at > (starts[i - 1] ?? -1))) {
      return starts.map((start, i) => fragments.slice(start, starts[i + 1]));
    }
  }
  if (fragments.length === module.frames) return fragments.map((fragment) => [fragment]);
  return fragmentsByImageStart(file.bytes, fragments);
}

/** Extended Offset Table (7FE0,0001): 64-bit offsets, one per frame (PS3.3 section C.7.6.3.1.8). */
function extendedOffsets(dataSet: DataSet): readonly number[] {
  const element = dataSet.elements[TAG.extendedOffsetTable];
  if (element === undefined || element.length > LIMITS.fragments * 8) return [];
  const { byteArray } = dataSet;
  const view = new DataView(
    byteArray.buffer,
    byteArray.byteOffset + element.dataOffset,
    element.length - (element.length % 8),
  );
  return Array.from({ length: view.byteLength / 8 }, (_, i) => Number(view.getBigUint64(i * 8, true)));
}

/**
 * Without an offset table: a JPEG or JPEG-LS frame begins with FF D8, a JPEG 2000 one with FF 4F; an RLE frame is one
 * fragment.
 */
function fragmentsByImageStart(
  bytes: Uint8Array,
  fragments: readonly PixelFragment[],
): readonly (readonly PixelFragment[])[] {
  const frames: PixelFragment[][] = [];
  for (const fragment of fragments) {
    const second = bytes[fragment.start + 1];
    const begins = bytes[fragment.start] === 0xff && (second === 0xd8 || second === 0x4f);
    const current = frames.at(-1);
    if (begins || current === undefined) frames.push([fragment]);
    else current.push(fragment);
  }
  return frames;
}
