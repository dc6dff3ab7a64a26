import type { Samples } from '../../display/frameImage.ts';
import type { SliceLayout } from './sliceLayout.ts';
import type { VoxelType } from './voxelType.ts';

/** The stored values of all voxels. */
export type VoxelSamples = ReturnType<VoxelType['view']>;

/** The numbers of one slice, row after row; what the file lacks is 0. */
export function sliceSamples(voxels: VoxelSamples, layout: SliceLayout, first: number): Samples {
  const { rows, columns, rowStep, columnStep } = layout;
  return numbersOf(voxels, rows * columns, (i) => {
    const row = Math.floor(i / columns);
    return first + row * rowStep + (i - row * columns) * columnStep;
  });
}

/** The voxels at `indexOf(0)` to `indexOf(length - 1)`, of their own type; numbers of 64 bits as floats. */
export function numbersOf(voxels: VoxelSamples, length: number, indexOf: (i: number) => number): Samples {
  if (voxels instanceof BigInt64Array || voxels instanceof BigUint64Array) {
    const floats = new Float64Array(length);
    for (let i = 0; i < length; i++) floats[i] = Number(voxels[indexOf(i)] ?? 0);
    return floats;
  }
  const numbers = new (voxels.constructor as new (length: number) => Samples)(length);
  for (let i = 0; i < length; i++) numbers[i] = voxels[indexOf(i)] ?? 0;
  return numbers;
}

/** Colours of one slice as interleaved RGB; `samples` of a voxel, of which the fourth is its opacity. */
export function sliceColours(voxels: Uint8Array, layout: SliceLayout, first: number, samples: 3 | 4): Uint8Array {
  const { rows, columns, rowStep, columnStep } = layout;
  const rgb = new Uint8Array(rows * columns * 3);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    let from = (first + row * rowStep) * samples;
    for (let column = 0; column < columns; column++, from += columnStep * samples)
      for (let channel = 0; channel < 3; channel++) rgb[at++] = voxels[from + channel] ?? 0;
  }
  return rgb;
}

/** Whether every voxel of the slice is among the first `present`. */
export function isWholeSlice(layout: SliceLayout, first: number, present: number): boolean {
  const { rows, columns, rowStep, columnStep } = layout;
  const last = first + Math.max(rowStep, 0) * (rows - 1) + Math.max(columnStep, 0) * (columns - 1);
  return last < present;
}
