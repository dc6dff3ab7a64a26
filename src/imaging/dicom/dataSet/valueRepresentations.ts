/** Value representations of PS3.5 section 6.2, by the width of the length that follows them. */

/** VRs with a 32-bit length (PS3.5 section 7.1.2). */
export const LONG_VRS: ReadonlySet<string> = new Set([
  'OB',
  'OD',
  'OF',
  'OL',
  'OV',
  'OW',
  'SQ',
  'SV',
  'UC',
  'UN',
  'UR',
  'UT',
  'UV',
]);
export const SHORT_VRS: ReadonlySet<string> = new Set([
  'AE',
  'AS',
  'AT',
  'CS',
  'DA',
  'DS',
  'DT',
  'FD',
  'FL',
  'IS',
  'LO',
  'LT',
  'PN',
  'SH',
  'SL',
  'SS',
  'ST',
  'TM',
  'UI',
  'UL',
  'US',
]);

/** A VR of the standard behind the tag at `position`. */
export function vrAt(bytes: Uint8Array, position: number): string | undefined {
  const vr = String.fromCharCode(bytes[position + 4] ?? 0, bytes[position + 5] ?? 0);
  return isVr(vr) ? vr : undefined;
}

export function isVr(letters: string): boolean {
  return SHORT_VRS.has(letters) || LONG_VRS.has(letters);
}

/** Whether two capital letters, a VR, follow the tag at `position`. */
export function looksExplicit(bytes: Uint8Array, position: number): boolean {
  return [bytes[position + 4], bytes[position + 5]].every((byte) => byte !== undefined && byte >= 0x41 && byte <= 0x5a);
}
