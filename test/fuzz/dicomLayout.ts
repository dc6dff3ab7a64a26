/**
 * Where the elements of a DICOM file stand, so that mutations can aim: a forgiving walk that ends at the first thing
 * that makes no sense.
 */

export interface LaidElement {
  /** 'ggggeeee'. */
  readonly tag: string;
  /** Undefined for implicit VR and for items. */
  readonly vr: string | undefined;
  readonly start: number;
  readonly lengthAt: number;
  readonly lengthSize: 2 | 4;
  readonly valueAt: number;
  /** One past the value, within the file. */
  readonly end: number;
}

export interface DicomLayout {
  readonly bytes: Uint8Array;
  readonly bigEndian: boolean;
  readonly explicit: boolean;
  /** Where the data set begins; the file meta information stands before it. */
  readonly dataSetAt: number;
  /** Of the file meta information and the data set, nested ones after their sequence. */
  readonly elements: readonly LaidElement[];
  /** Items of encapsulated pixel data, the offset table first. */
  readonly fragments: readonly LaidElement[];
}

const LONG_VRS = new Set(['OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const UNDEFINED_LENGTH = 0xffffffff;
const MOST_ELEMENTS = 2_000;

export function dicomLayout(bytes: Uint8Array): DicomLayout {
  const meta: LaidElement[] = [];
  let at = String.fromCharCode(...bytes.subarray(128, 132)) === 'DICM' ? 132 : 0;
  while (bytes[at] === 2 && bytes[at + 1] === 0) {
    const element = readElement(bytes, at, { explicit: true, bigEndian: false });
    if (element === undefined) break;
    meta.push(element);
    at = element.end;
  }
  const syntax = textOf(
    bytes,
    meta.find(({ tag }) => tag === '00020010'),
  );
  const bigEndian = syntax === '1.2.840.10008.1.2.2';
  const explicit = /^[A-Z]{2}$/.test(String.fromCharCode(bytes[at + 4] ?? 0, bytes[at + 5] ?? 0));
  const elements: LaidElement[] = [];
  const fragments: LaidElement[] = [];
  walk(bytes, at, bytes.length, { explicit, bigEndian }, elements, fragments);
  return { bytes, bigEndian, explicit, dataSetAt: at, elements: [...meta, ...elements], fragments };
}

type Encoding = Pick<DicomLayout, 'explicit' | 'bigEndian'>;

function walk(
  bytes: Uint8Array,
  from: number,
  to: number,
  encoding: Encoding,
  elements: LaidElement[],
  fragments: LaidElement[],
): number {
  let at = from;
  while (at + 8 <= to && elements.length < MOST_ELEMENTS) {
    const element = readElement(bytes, at, encoding);
    if (element === undefined) return at;
    if (element.tag === 'fffee00d' || element.tag === 'fffee0dd') return element.valueAt;
    const index = elements.push(element) - 1;
    const isOpen = element.end < element.valueAt;
    if (element.tag === '7fe00010' && isOpen) {
      const end = walk(bytes, element.valueAt, to, { explicit: false, bigEndian: false }, fragments, []);
      elements[index] = { ...element, end };
      return end;
    }
    const holdsElements = element.vr === 'SQ' || element.tag === 'fffee000' || isOpen;
    if (holdsElements && !encoding.bigEndian) {
      const inside = walk(bytes, element.valueAt, isOpen ? to : element.end, encoding, elements, fragments);
      if (isOpen) elements[index] = { ...element, end: inside };
    }
    at = elements[index]!.end;
  }
  return at;
}

/** `end` lies before `valueAt` when the length is undefined. */
function readElement(bytes: Uint8Array, start: number, { explicit, bigEndian }: Encoding): LaidElement | undefined {
  if (start + 8 > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = [view.getUint16(start, !bigEndian), view.getUint16(start + 2, !bigEndian)]
    .map((half) => half.toString(16).padStart(4, '0'))
    .join('');
  const hasVr = explicit && !tag.startsWith('fffe');
  const vr = hasVr ? String.fromCharCode(bytes[start + 4]!, bytes[start + 5]!) : undefined;
  if (vr !== undefined && !/^[A-Z]{2}$/.test(vr)) return undefined;
  const isLong = vr !== undefined && LONG_VRS.has(vr);
  const lengthAt = start + (vr === undefined ? 4 : isLong ? 8 : 6);
  const lengthSize = vr === undefined || isLong ? 4 : 2;
  const valueAt = lengthAt + lengthSize;
  if (valueAt > bytes.length) return undefined;
  const length = lengthSize === 4 ? view.getUint32(lengthAt, !bigEndian) : view.getUint16(lengthAt, !bigEndian);
  const end = length === UNDEFINED_LENGTH ? valueAt - 1 : Math.min(valueAt + length, bytes.length);
  return { tag, vr, start, lengthAt, lengthSize, valueAt, end };
}

export function textOf(bytes: Uint8Array, element: LaidElement | undefined): string | undefined {
  return (
    element &&
    String.fromCharCode(...bytes.subarray(element.valueAt, Math.min(element.end, element.valueAt + 64))).replace(
      /[\0 ]+$/,
      '',
    )
  );
}
