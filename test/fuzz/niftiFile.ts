/** Writes small NIfTI-1 volumes in one file (nifti1.h), of any of its types and both byte orders. */

export interface NiftiFacts {
  /** Columns, rows, slices and, where there are several volumes, their number. */
  readonly size: readonly number[];
  readonly datatype: NiftiType;
  readonly bigEndian?: boolean;
  readonly slope?: number;
  readonly intercept?: number;
}

/** Codes of nifti1.h with the bits of a voxel. */
export const NIFTI_TYPES = {
  uint8: [2, 8],
  int16: [4, 16],
  int32: [8, 32],
  float32: [16, 32],
  float64: [64, 64],
  rgb24: [128, 24],
  int8: [256, 8],
  uint16: [512, 16],
} as const;
export type NiftiType = keyof typeof NIFTI_TYPES;

export const NIFTI_HEADER = 352;

export function niftiFile({ size, datatype, bigEndian = false, slope = 0, intercept = 0 }: NiftiFacts): Uint8Array {
  const [code, bits] = NIFTI_TYPES[datatype];
  const voxels = size.reduce((product, side) => product * side, 1);
  const file = Buffer.alloc(NIFTI_HEADER + (voxels * bits) / 8);
  const view = new DataView(file.buffer, file.byteOffset);
  const little = !bigEndian;
  view.setInt32(0, 348, little);
  [size.length, ...size].forEach((value, i) => view.setInt16(40 + 2 * i, value, little));
  for (let i = size.length + 1; i < 8; i++) view.setInt16(40 + 2 * i, 1, little);
  view.setInt16(70, code, little);
  view.setInt16(72, bits, little);
  [1, 0.5, 0.5, 2, 1].forEach((value, i) => view.setFloat32(76 + 4 * i, value, little));
  view.setFloat32(108, NIFTI_HEADER, little);
  view.setFloat32(112, slope, little);
  view.setFloat32(116, intercept, little);
  file[123] = 2; // millimetres
  view.setInt16(252, 1, little);
  view.setInt16(254, 1, little);
  const rows = [
    [-0.5, 0, 0, 10],
    [0, 0.5, 0, -10],
    [0, 0, 2, 5],
  ];
  rows.flat().forEach((value, i) => view.setFloat32(280 + 4 * i, value, little));
  file.write('n+1\0', 344, 'latin1');
  for (let i = NIFTI_HEADER; i < file.length; i++) file[i] = (i * 37) % 120;
  return file;
}
