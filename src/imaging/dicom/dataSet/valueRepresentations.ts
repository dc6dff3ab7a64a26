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
  return SHORT_VRS.has(vr) || LONG_VRS.has(vr) ? vr : undefined;
}
