/** What a NIfTI header says, checked: nothing is allocated for a claim that the file cannot keep. */
import { t } from '@vscode/l10n';
import { readHeader, type NIFTI1, type NIFTI2 } from 'nifti-reader-js';
import { analyzeHeader, corrupt, niftiPair, tooLarge } from '../intake/imagingErrors.ts';
import { LIMITS } from '../intake/limits.ts';
import { NIFTI1_BYTES, NIFTI2_BYTES, niftiKind } from '../intake/niftiKind.ts';
import { placement, type Placement } from './placement.ts';
import { voxelType, type VoxelType } from './voxelType.ts';

export type RawNiftiHeader = NIFTI1 | NIFTI2;

export interface NiftiHeader {
  readonly type: VoxelType;
  readonly littleEndian: boolean;
  /** Voxels along i, j and k, of which i runs fastest in the file. */
  readonly size: readonly [number, number, number];
  /** Volumes, one after the other: the product of all further dimensions. */
  readonly volumes: number;
  /** Dimensions of more than one step. */
  readonly dimensions: number;
  /** Where the voxels begin in the (inflated) file. */
  readonly voxelOffset: number;
  /** Stored value × slope + intercept is the true one. */
  readonly slope: number;
  readonly intercept: number;
  /** `cal_min` and `cal_max`, true values: what to show as black and white; undefined where they are not valid. */
  readonly shownRange: readonly [number, number] | undefined;
  readonly placement: Placement;
}

/** Fields as they stand. `head` is inflated. Throws an `ImagingError`. */
export function readRawHeader(name: string, head: Uint8Array): RawNiftiHeader {
  const kind = niftiKind(head);
  if (kind === undefined) throw corrupt(name, t`its NIfTI header is cut short`);
  if (kind === 'analyze') throw analyzeHeader(name);
  if (kind === 'pair') throw niftiPair(name);
  // Without what follows: extensions are not needed, and a bad one must not keep the picture away.
  const bytes = isFirst(head) ? NIFTI1_BYTES : NIFTI2_BYTES;
  return readHeader(Uint8Array.from(head.subarray(0, bytes)).buffer);
}

export function readNiftiHeader(name: string, head: Uint8Array): NiftiHeader {
  const raw = readRawHeader(name, head);
  const [count = 0, ...extents] = raw.dims;
  if (count < 1 || count > 7) throw corrupt(name, t`its header claims ${count} dimensions`);
  const sizes = extents.slice(0, count);
  // A dimension of 0 is written by some programs for one that there is not.
  const [columns = 1, rows = 1, slices = 1, ...more] = sizes.map((size) => (size === 0 ? 1 : size));
  const volumes = more.reduce((product, size) => product * size, 1);
  if (sizes.every((size) => size === 0) || sizes.some((size) => size < 0 || !Number.isSafeInteger(size)))
    throw corrupt(name, t`its header claims no voxels`);
  const type = voxelType(name, raw.datatypeCode);
  const frames = Math.max(columns, rows, slices) * volumes;
  if (Math.max(columns, rows, slices) > LIMITS.side || frames > LIMITS.volumeFrames)
    throw tooLarge(name, t`${[columns, rows, slices, ...more].join(' × ')} voxels`);
  const least = (isFirst(head) ? NIFTI1_BYTES : NIFTI2_BYTES) + 4;
  const scaled = Number.isFinite(raw.scl_slope) && raw.scl_slope !== 0 && type.samples === 1;
  return {
    type,
    littleEndian: raw.littleEndian,
    size: [columns, rows, slices],
    volumes,
    dimensions: sizes.filter((size) => size > 1).length,
    // Some programs leave it 0 where the voxels follow the header.
    voxelOffset: Number.isFinite(raw.vox_offset) && raw.vox_offset >= least ? Math.floor(raw.vox_offset) : least,
    slope: scaled ? raw.scl_slope : 1,
    intercept: scaled && Number.isFinite(raw.scl_inter) ? raw.scl_inter : 0,
    shownRange:
      raw.cal_max > raw.cal_min && Number.isFinite(raw.cal_max - raw.cal_min) ? [raw.cal_min, raw.cal_max] : undefined,
    placement: placement(raw, head),
  };
}

function isFirst(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  return [true, false].some((littleEndian) => view.getInt32(0, littleEndian) === NIFTI1_BYTES);
}
