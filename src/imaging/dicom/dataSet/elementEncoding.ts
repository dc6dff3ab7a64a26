/** Whether an element is written with its VR: some programs add elements in another encoding than the file's. */
import { UNDEFINED_LENGTH } from './delimiters.ts';
import { LONG_VRS, vrAt } from './valueRepresentations.ts';

/** How the elements around it are written, and where the bytes end. */
export interface ElementPlace {
  readonly explicitVr: boolean;
  readonly bigEndian: boolean;
  readonly end: number;
}

/**
 * The file's own encoding, unless the element at `position` makes sense in the other one only: it has no VR where one
 * is due, or has one where a length is due that leads nowhere.
 */
export function isExplicitElement(bytes: Uint8Array, position: number, place: ElementPlace): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (position + 8 > place.end) return place.explicitVr;
  const hasVr = vrAt(bytes, position) !== undefined;
  if (hasVr === place.explicitVr) return place.explicitVr;
  if (place.explicitVr) return !leadsOn(view, position, implicitEnd(view, position, place), place);
  return (
    !leadsOn(view, position, implicitEnd(view, position, place), place) &&
    leadsOn(view, position, explicitEnd(bytes, view, position, place), place)
  );
}

/** Where the value of an element with VR begins, and its length. */
export function explicitValue(
  bytes: Uint8Array,
  position: number,
  bigEndian: boolean,
): { readonly start: number; readonly length: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return LONG_VRS.has(vrAt(bytes, position) ?? '')
    ? { start: position + 12, length: view.getUint32(position + 8, !bigEndian) }
    : { start: position + 8, length: view.getUint16(position + 6, !bigEndian) };
}

function implicitEnd(view: DataView, position: number, { bigEndian }: ElementPlace): number {
  const length = view.getUint32(position + 4, !bigEndian);
  return length === UNDEFINED_LENGTH ? position : position + 8 + length;
}

function explicitEnd(bytes: Uint8Array, view: DataView, position: number, place: ElementPlace): number {
  if (position + 12 > view.byteLength) return Infinity;
  const { start, length } = explicitValue(bytes, position, place.bigEndian);
  return length === UNDEFINED_LENGTH ? position : start + length;
}

/** `next` is the end of what holds the element, or there a higher tag stands; `position` itself: nobody knows. */
function leadsOn(view: DataView, position: number, next: number, { bigEndian, end }: ElementPlace): boolean {
  if (next === position || next === end) return true;
  if (next + 4 > end) return false;
  return tagAt(view, next, bigEndian) > tagAt(view, position, bigEndian);
}

function tagAt(view: DataView, at: number, bigEndian: boolean): number {
  return view.getUint16(at, !bigEndian) * 0x10000 + view.getUint16(at + 2, !bigEndian);
}
