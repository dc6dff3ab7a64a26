/**
 * Where the pixel data stand in a file: one run of bytes, or the fragments of encapsulated frames (PS3.5 section A.4).
 */
import type { Element } from 'dicom-parser';
import { LIMITS } from '../../intake/limits.ts';
import { UNDEFINED_LENGTH } from './delimiters.ts';

export interface PixelFragment {
  /** Of its item tag, counted from the first fragment's item tag, as offset tables count. */
  readonly offset: number;
  /** Of its first byte, and how many there are. */
  readonly start: number;
  readonly length: number;
}

export type PixelDataElement =
  | {
      readonly kind: 'native';
      readonly tag: string;
      readonly vr: string | undefined;
      readonly start: number;
      /** Bytes that are there. */
      readonly length: number;
      /** Bytes that the element claims and the file does not have. */
      readonly lacking: number;
    }
  | {
      readonly kind: 'encapsulated';
      readonly tag: string;
      readonly basicOffsets: readonly number[];
      readonly fragments: readonly PixelFragment[];
      /** Bytes that the last fragment claims and the file does not have. */
      readonly lacking: number;
    };

/** The tag of an item, its two halves read as one number. */
const ITEM_READ = 0xe000fffe;

/** `element` is the header as dicom-parser reads it with `untilTag`. The data may end early or lack their delimiter. */
export function readPixelData(bytes: Uint8Array, element: Element): PixelDataElement {
  const start = element.dataOffset;
  if (element.length === UNDEFINED_LENGTH) return readFragments(bytes, element.tag, start, bytes.length);
  const length = Math.min(element.length, bytes.length - start);
  return { kind: 'native', tag: element.tag, vr: element.vr, start, length, lacking: element.length - length };
}

/**
 * The fragments of encapsulated data whose length is given, which PS3.5 section A.4 forbids; undefined where the run
 * holds none. The offset table comes first, then items to the end.
 */
export function fragmentsWithin(
  bytes: Uint8Array,
  { tag, start, length, lacking }: PixelDataElement & { kind: 'native' },
): (PixelDataElement & { kind: 'encapsulated' }) | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (length < 16 || view.getUint32(start, true) !== ITEM_READ) return undefined;
  const found = readFragments(bytes, tag, start, start + length);
  return found.fragments.length === 0 || (found.lacking > 0 && lacking === 0) ? undefined : found;
}

/** Encapsulated data are little endian in every transfer syntax. */
function readFragments(
  bytes: Uint8Array,
  tag: string,
  start: number,
  end: number,
): PixelDataElement & { kind: 'encapsulated' } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const basicOffsets: number[] = [];
  const fragments: PixelFragment[] = [];
  let lacking = 0;
  let base: number | undefined;
  for (let position = start; position + 8 <= end;) {
    // Anything but an item ends the list: the delimiter, or what stands in its place in a damaged file.
    if (view.getUint32(position, true) !== ITEM_READ) break;
    const claimed = view.getUint32(position + 4, true);
    const data = position + 8;
    const length = Math.min(claimed, end - data);
    lacking = claimed - length;
    if (base === undefined) {
      // A table with more entries than there can be fragments is none.
      if (length <= LIMITS.fragments * 4)
        for (let at = data; at + 4 <= data + length; at += 4) basicOffsets.push(view.getUint32(at, true));
      base = data + length;
    } else if (fragments.length === LIMITS.fragments) {
      break;
    } else {
      fragments.push({ offset: position - base, start: data, length });
    }
    position = data + length;
  }
  return { kind: 'encapsulated', tag, basicOffsets, fragments, lacking };
}
