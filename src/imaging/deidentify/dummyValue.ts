/**
 * Values that stand in place of removed ones (PS3.15 Table E.1-1a, action D): valid for their VR and without meaning.
 * ASCII only.
 */
const TEXT = 'ANONYMIZED';
const FIXED: Readonly<Record<string, string>> = {
  AE: TEXT,
  CS: TEXT,
  LO: TEXT,
  LT: TEXT,
  PN: TEXT,
  SH: TEXT,
  ST: TEXT,
  UC: TEXT,
  UT: TEXT,
  AS: '000Y',
  DA: '19000101',
  DT: '19000101000000',
  TM: '000000',
  DS: '0',
  IS: '0',
  UR: 'about:blank',
};

/**
 * As long as the original where the VR is binary, and as many values where it is a number. An empty value stays empty.
 */
export function dummyValue(vr: string, original: Uint8Array): Uint8Array {
  if (original.length === 0) return original;
  const text = FIXED[vr];
  if (text === undefined) return new Uint8Array(original.length);
  const values = vr === 'DS' || vr === 'IS' ? original.filter((byte) => byte === 0x5c).length + 1 : 1;
  return asciiValue(Array.from({ length: values }, () => text).join('\\'), vr);
}

/** Padded to an even length as the VR has it: UIDs with a null, everything else with a space. */
export function asciiValue(text: string, vr: string): Uint8Array {
  return Buffer.from(text.length % 2 === 0 ? text : text + (vr === 'UI' ? '\0' : ' '), 'latin1');
}
