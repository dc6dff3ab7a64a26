/** Where the voxels lie in the patient: the `sform` and `qform` of nifti1.h. */
import type { NIFTI1, NIFTI2 } from 'nifti-reader-js';

export type Vector = readonly [number, number, number];

export interface Placement {
  /**
   * One step along i, j and k in mm, towards right, anterior and superior (NIfTI's RAS+). Where nothing is said, along
   * the axes themselves.
   */
  readonly steps: readonly [Vector, Vector, Vector];
  /** By what it is known; undefined: by nothing, and only the size of a voxel is. */
  readonly by: 'sform' | 'qform' | undefined;
  /** Whether the size of a voxel is known. */
  readonly measured: boolean;
}

/** NIfTI-1 and NIfTI-2: where `srow_x` begins, and the bytes of a number in it. */
const SROW = { first: { at: 280, bytes: 4 }, second: { at: 400, bytes: 8 } } as const;
/** `xyzt_units`, the three lowest bits: metres and micrometres; millimetres where nothing is said. */
const MM_OF_UNIT: Readonly<Record<number, number>> = { 1: 1000, 3: 0.001 };
/** Steps that span less than this share of the box that they could are no volume. */
const FLAT = 1e-6;

/**
 * By the sform where there is one, else by the qform, as nibabel and FSL read it. nifti-reader-js takes the one of the
 * higher code and keeps no other, so `srow` is read here; its matrix of the qform is nifti1_io's.
 */
export function placement(header: NIFTI1 | NIFTI2, head: Uint8Array): Placement {
  const mm = MM_OF_UNIT[header.xyzt_units & 7] ?? 1;
  const [, x = 0, y = 0, z = 0] = header.pixDims;
  const measured = [x, y, z].map(Math.abs).every((step) => step > 0 && Number.isFinite(step));
  if (header.sform_code > 0) {
    const steps = columns(sform(header, head), mm);
    if (spansSpace(steps)) return { steps, by: 'sform', measured: true };
  }
  if (header.qform_code > 0) {
    const steps = columns(header.getQformMat(), mm);
    if (spansSpace(steps)) return { steps, by: 'qform', measured };
  }
  const step = (size: number): number => (measured ? Math.abs(size) * mm : 1);
  return {
    steps: [
      [step(x), 0, 0],
      [0, step(y), 0],
      [0, 0, step(z)],
    ],
    by: undefined,
    measured,
  };
}

function sform({ littleEndian, affine }: NIFTI1 | NIFTI2, head: Uint8Array): readonly (readonly number[])[] {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const isFirst = view.getInt32(0, littleEndian) === 348;
  const { at, bytes } = isFirst ? SROW.first : SROW.second;
  return affine.slice(0, 3).map((row, r) =>
    row.map((_, c) => {
      const offset = at + (r * 4 + c) * bytes;
      return bytes === 4 ? view.getFloat32(offset, littleEndian) : view.getFloat64(offset, littleEndian);
    }),
  );
}

function columns(matrix: readonly (readonly number[])[], mm: number): [Vector, Vector, Vector] {
  const column = (c: number): Vector => [0, 1, 2].map((r) => matrix[r]![c]! * mm) as unknown as Vector;
  return [column(0), column(1), column(2)];
}

export function lengthOf([x, y, z]: Vector): number {
  return Math.hypot(x, y, z);
}

function spansSpace([[a, b, c], [d, e, f], [g, h, i]]: readonly [Vector, Vector, Vector]): boolean {
  const volume = Math.abs(a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g));
  const box = lengthOf([a, b, c]) * lengthOf([d, e, f]) * lengthOf([g, h, i]);
  return Number.isFinite(volume) && box > 0 && volume / box > FLAT;
}
