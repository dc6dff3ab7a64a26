/**
 * Writes a DICOM Part 10 file (PS3.10), explicit VR little endian (PS3.5 section 7.1.2): all that phantoms need, and
 * byte for byte the same each time. A general DICOM library would bring codecs and a dictionary for these few elements.
 */
import type { Random } from './random.ts';

export interface DicomElement {
  readonly group: number;
  readonly element: number;
  /** As it stands in the file: tag, VR, length, value. */
  readonly bytes: Uint8Array;
}

const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
const IMPLEMENTATION = '2.25.163849203847562938475610293847561029';
/** VRs with a 32-bit length (PS3.5 table 7.1-1). */
const LONG_VRS = new Set(['OB', 'OW', 'UN']);

/** An element with its value; text is padded with a space, UIDs and bytes with a zero, to an even length. */
export function dicomElement(group: number, element: number, vr: string, value: Uint8Array): DicomElement {
  const length = value.length + (value.length % 2);
  const long = LONG_VRS.has(vr);
  const bytes = new Uint8Array((long ? 12 : 8) + length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, group, true);
  view.setUint16(2, element, true);
  bytes.set([vr.charCodeAt(0), vr.charCodeAt(1)], 4);
  if (long) view.setUint32(8, length, true);
  else view.setUint16(6, length, true);
  bytes.set(value, bytes.length - length);
  if (value.length % 2 === 1) bytes[bytes.length - 1] = vr === 'UI' || long ? 0 : 0x20;
  return { group, element, bytes };
}

export function textElement(group: number, element: number, vr: string, value: string): DicomElement {
  return dicomElement(
    group,
    element,
    vr,
    Uint8Array.from(value, (character) => character.charCodeAt(0)),
  );
}

/** VR US. */
export function shortElement(group: number, element: number, value: number): DicomElement {
  return dicomElement(group, element, 'US', Uint8Array.of(value & 0xff, value >> 8));
}

/** A UID from the root for UUIDs (PS3.5 annex B.2). */
export function randomUid(random: Random): string {
  let digits = String(1 + random.below(9));
  while (digits.length < 36) digits += String(random.below(10));
  return `2.25.${digits}`;
}

export function dicomFile(file: {
  readonly sopClass: string;
  readonly sopInstance: string;
  readonly elements: readonly DicomElement[];
}): Uint8Array {
  const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
  const meta = joined([
    dicomElement(0x0002, 0x0001, 'OB', Uint8Array.of(0, 1)).bytes,
    dicomElement(0x0002, 0x0002, 'UI', ascii(file.sopClass)).bytes,
    dicomElement(0x0002, 0x0003, 'UI', ascii(file.sopInstance)).bytes,
    dicomElement(0x0002, 0x0010, 'UI', ascii(EXPLICIT_LITTLE_ENDIAN)).bytes,
    dicomElement(0x0002, 0x0012, 'UI', ascii(IMPLEMENTATION)).bytes,
    dicomElement(0x0002, 0x0013, 'SH', ascii('LLAVAMED_PHANTOM')).bytes,
  ]);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, meta.length, true);
  const sorted = [...file.elements].sort((a, b) => a.group - b.group || a.element - b.element);
  return joined([
    new Uint8Array(128),
    ascii('DICM'),
    dicomElement(0x0002, 0x0000, 'UL', length).bytes,
    meta,
    ...sorted.map(({ bytes }) => bytes),
  ]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
