/**
 * NIfTI-1 (nifti1.h) and NIfTI-2 (nifti2.h), in one file or beside one of voxels, and the ANALYZE 7.5 header that
 * NIfTI-1 grew from: by its size, its magic word and its number of dimensions, in either byte order.
 */
export const NIFTI1_BYTES = 348;
export const NIFTI2_BYTES = 540;
const MOST_DIMENSIONS = 7;

export type NiftiKind = 'single' | 'pair' | 'analyze';

/** Undefined for anything else. `head` is inflated. */
export function niftiKind(head: Uint8Array): NiftiKind | undefined {
  const ascii = (from: number): string => String.fromCharCode(...head.subarray(from, from + 4));
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (const littleEndian of [true, false]) {
    if (head.length >= NIFTI2_BYTES && view.getInt32(0, littleEndian) === NIFTI2_BYTES) {
      if (ascii(4) === 'n+2\0') return 'single';
      if (ascii(4) === 'ni2\0') return 'pair';
    }
    if (head.length < NIFTI1_BYTES || view.getInt32(0, littleEndian) !== NIFTI1_BYTES) continue;
    const dimensions = view.getInt16(40, littleEndian);
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) continue;
    if (ascii(344) === 'n+1\0') return 'single';
    return ascii(344) === 'ni1\0' ? 'pair' : 'analyze';
  }
  return undefined;
}
