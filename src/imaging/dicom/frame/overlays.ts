/**
 * Overlay planes (PS3.3 section C.9.2): in data of their own, or, retired but alive in archives, in bits of the pixel
 * data that hold no sample.
 */
import { t } from '@vscode/l10n';
import type { DataSet } from 'dicom-parser';
import type { OverlayPlane, Samples } from '../../../display/frameImage.ts';
import type { ImageNote } from '../../../display/imageNote.ts';
import { imageNote } from '../../../display/imageNote.ts';
import { LIMITS } from '../../intake/limits.ts';
import { integer, texts, unsigned16 } from '../dataSet/attributes.ts';
import type { PixelModule } from '../../samples/pixelModule.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { readStoredFrame } from './storedFrame.ts';

/** Repeating groups 6000 to 601E, and up to 60FE in old files. */
const GROUPS = Array.from({ length: 128 }, (_, i) => 0x6000 + 2 * i);

export interface FrameOverlays {
  readonly planes: readonly OverlayPlane[];
  readonly notes: readonly ImageNote[];
}

const leftOut = (): ImageNote => imageNote('decoderDropped', t`An overlay of the file cannot be read and is left out.`);

/** Those of a frame (from 0). A plane that is described badly or whose bits are missing is left out, with a note. */
export async function readOverlays(file: DicomFile, module: PixelModule, frame: number): Promise<FrameOverlays> {
  const planes: OverlayPlane[] = [];
  let isLeftOut = false;
  let words: Samples | undefined;
  // A byte for each bit: a damaged file must not fill the memory.
  let room: number = LIMITS.framePixels;
  for (const group of GROUPS) {
    const tag = (element: string): string => `x${group.toString(16)}${element}`;
    const plane = describe(file.dataSet, group, tag, module);
    if (plane === undefined) {
      isLeftOut ||= isDescribed(file.dataSet, tag);
      continue;
    }
    room -= plane.rows * plane.columns;
    if (room < 0) {
      isLeftOut = true;
      break;
    }
    const position = embeddedAt(file.dataSet, tag, module);
    if (position === undefined) {
      const bits = separateBits(file, tag, plane.rows * plane.columns, frame);
      if (bits === 'missing') isLeftOut = true;
      else if (bits !== undefined) planes.push({ ...plane, bits });
    } else {
      words ??= await wholeWords(file, module, frame);
      planes.push({ ...plane, bits: bitPlane(words, position) });
    }
  }
  return { planes, notes: isLeftOut ? [leftOut()] : [] };
}

/** Rows and columns of a plane without any place for its bits. */
function isDescribed(dataSet: DataSet, tag: TagOf): boolean {
  return [tag('0010'), tag('0011')].every((each) => (unsigned16(dataSet, each) ?? 0) > 0);
}

type TagOf = (element: string) => string;

function describe(
  dataSet: DataSet,
  group: number,
  tag: TagOf,
  module: PixelModule,
): Omit<OverlayPlane, 'bits'> | undefined {
  const isEmbedded = embeddedAt(dataSet, tag, module) !== undefined;
  if (!isEmbedded && dataSet.elements[tag('3000')] === undefined) return undefined;
  const origin = dataSet.elements[tag('0050')];
  const at = (index: number): number =>
    (origin !== undefined && origin.length >= 4 ? (dataSet.int16(tag('0050'), index) ?? 1) : 1) - 1;
  const type = texts(dataSet, tag('0040'))[0] === 'R' ? 'R' : 'G';
  const label = texts(dataSet, tag('1500'))[0] || texts(dataSet, tag('0022'))[0] || undefined;
  // A plane in the pixels' own bits is as large as they are, whatever it says.
  if (isEmbedded) return { group, label, type, rows: module.rows, columns: module.columns, top: 0, left: 0 };
  const rows = unsigned16(dataSet, tag('0010')) ?? module.rows;
  const columns = unsigned16(dataSet, tag('0011')) ?? module.columns;
  return { group, label, type, rows, columns, top: at(0), left: at(1) };
}

/** One byte a pixel from Overlay Data (60xx,3000); undefined when this frame has none, `missing` where it is too short. */
function separateBits(file: DicomFile, tag: TagOf, count: number, frame: number): Uint8Array | 'missing' | undefined {
  const { dataSet, bytes } = file;
  const element = dataSet.elements[tag('3000')];
  const frames = integer(dataSet, tag('0015'));
  // A plane that does not say how many frames it has belongs to all frames of the image.
  const index = frames === undefined ? 0 : frame - ((unsigned16(dataSet, tag('0051')) ?? 1) - 1);
  if (element === undefined || count === 0 || index < 0 || index >= (frames ?? 1)) return undefined;
  const first = index * count;
  if (element.length * 8 < first + count) return 'missing';
  // Eight pixels a byte, the first in the lowest bit, frames without alignment (PS3.5 section 8.1.2); big-endian words
  // have their bytes swapped.
  const swap = file.syntax.bigEndian && element.vr !== 'OB' ? 1 : 0;
  const bits = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const bit = first + i;
    bits[i] = (bytes[element.dataOffset + ((bit >> 3) ^ swap)]! >> (bit & 7)) & 1;
  }
  return bits;
}

/** The bit of a plane without data of its own, which lies outside of the sample (PS3.5 section 8.1.2 until 2004). */
function embeddedAt(
  dataSet: DataSet,
  tag: TagOf,
  { bitsAllocated, bitsStored, highBit, samplesPerPixel, kind }: PixelModule,
): number | undefined {
  const position = unsigned16(dataSet, tag('0102'));
  if (
    position === undefined ||
    dataSet.elements[tag('3000')] !== undefined ||
    samplesPerPixel !== 1 ||
    kind !== 'integer'
  )
    return undefined;
  const isOutside = position < bitsAllocated && (position > highBit || position <= highBit - bitsStored);
  return isOutside && unsigned16(dataSet, tag('0100')) === bitsAllocated ? position : undefined;
}

/** The frame's words with all of their bits. */
async function wholeWords(file: DicomFile, module: PixelModule, frame: number): Promise<Samples> {
  const { bitsAllocated } = module;
  const { samples } = await readStoredFrame(
    file,
    { ...module, bitsStored: bitsAllocated, highBit: bitsAllocated - 1, signed: false },
    frame,
  );
  return samples;
}

function bitPlane(words: Samples, position: number): Uint8Array {
  const bits = new Uint8Array(words.length);
  for (let i = 0; i < bits.length; i++) bits[i] = (words[i]! >>> position) & 1;
  return bits;
}
