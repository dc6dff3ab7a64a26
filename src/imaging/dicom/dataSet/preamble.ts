/** Preamble and prefix of a DICOM file (PS3.10 section 7.1). */
export const PREAMBLE_BYTES = 132;

export function hasPreamble(fileBytes: Uint8Array): boolean {
  return String.fromCharCode(...fileBytes.subarray(PREAMBLE_BYTES - 4, PREAMBLE_BYTES)) === 'DICM';
}
