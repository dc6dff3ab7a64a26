/**
 * How a volume is cut into the slices of a stack: along its own axes, so that no voxel is resampled, and turned as
 * radiologists look at them.
 */
import type { PixelSpacing } from '../../display/pixelSpacing.ts';
import { orientationOfPlane, type PatientOrientation, type PatientVector } from '../../display/patientOrientation.ts';
import { lengthOf, type Placement, type Vector } from './placement.ts';

export interface SliceLayout {
  readonly columns: number;
  readonly rows: number;
  /** Of one volume. */
  readonly slices: number;
  /** Of the first slice's top left voxel in its volume, and from there along a row, down a column, to the next slice. */
  readonly start: number;
  readonly columnStep: number;
  readonly rowStep: number;
  readonly sliceStep: number;
  readonly orientation: PatientOrientation | undefined;
  readonly spacing: PixelSpacing | undefined;
  readonly pixelAspect: number;
}

/** Thicker than its slices are fine by so much, a volume is looked at in the plane that it was acquired in. */
const ANISOTROPIC = 1.5;
/** Beyond this a claim of a pixel's shape is taken for an error, as in DICOM. */
const EXTREME = 16;

/**
 * Of the axes i, j and k: towards which of the patient's x (left), y (back) and z (head) each runs nearest.
 */
type NearestAxes = readonly [number, number, number];

/** For the patient's axis that the slices follow: the one that rows run along, and the sense of rows, columns, slices. */
const RADIOLOGICAL = [
  // Sagittal: anterior on the left, head on top, from left to right.
  { row: 1, column: 2, senses: [1, -1, -1] },
  // Coronal: the patient's right on the left, head on top, from front to back.
  { row: 0, column: 2, senses: [1, -1, 1] },
  // Axial: the patient's right on the left, anterior on top, from foot to head.
  { row: 0, column: 1, senses: [1, 1, 1] },
] as const;

export function sliceLayout(size: readonly [number, number, number], placement: Placement): SliceLayout {
  const { steps, by, measured } = placement;
  // Without a placement the axes are taken for right, anterior and superior, and only turned so that j points up.
  const toLeftBackHead = steps.map(([x, y, z]): Vector => (by === undefined ? [x, -y, z] : [-x, -y, z]));
  const nearest = nearestAxes(toLeftBackHead);
  const stackAxis = sliceAxis(size, steps, nearest);
  const { row, column, senses } = RADIOLOGICAL[nearest[stackAxis]!]!;
  const axes = [nearest.indexOf(row), nearest.indexOf(column), stackAxis] as const;
  const strides = [1, size[0], size[0] * size[1]];
  const [columnAxis, rowAxis] = axes;
  const signs = axes.map((axis, role) => {
    const along = toLeftBackHead[axis]![nearest[axis]!]!;
    return Math.sign(along) * senses[role]! || 1;
  });
  const stepOf = (role: number): number => strides[axes[role]!]! * signs[role]!;
  const start = axes.reduce<number>(
    (sum, axis, role) => sum + (signs[role]! < 0 ? (size[axis]! - 1) * strides[axis]! : 0),
    0,
  );
  const [columnMm, rowMm] = [lengthOf(steps[columnAxis]!), lengthOf(steps[rowAxis]!)];
  const aspect = rowMm / columnMm;
  return {
    columns: size[columnAxis]!,
    rows: size[rowAxis]!,
    slices: size[stackAxis]!,
    start,
    columnStep: stepOf(0),
    rowStep: stepOf(1),
    sliceStep: stepOf(2),
    orientation:
      by === undefined
        ? undefined
        : orientationOfPlane(
            directed(toLeftBackHead[columnAxis]!, signs[0]!),
            directed(toLeftBackHead[rowAxis]!, signs[1]!),
          ),
    spacing: measured ? { rowMm, columnMm, at: 'patient' } : undefined,
    pixelAspect: aspect >= 1 / EXTREME && aspect <= EXTREME ? aspect : 1,
  };
}

/** Each voxel axis takes a patient axis of its own, so that together they are as near as they can be. */
function nearestAxes(steps: readonly Vector[]): NearestAxes {
  const along = steps.map((step) => step.map((part) => Math.abs(part) / lengthOf(step)));
  const orders: NearestAxes[] = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  const nearness = (order: NearestAxes): number => order.reduce((sum, axis, i) => sum + along[i]![axis]!, 0);
  return orders.reduce((best, order) => (nearness(order) > nearness(best) ? order : best));
}

/** The axis of a single slice; else that of thick slices; else the one nearest to head and foot. */
function sliceAxis(size: readonly number[], steps: readonly Vector[], nearest: NearestAxes): number {
  const single = [0, 1, 2].filter((axis) => size[axis] === 1);
  if (single.length === 1) return single[0]!;
  const byThickness = [0, 1, 2].sort((one, other) => lengthOf(steps[other]!) - lengthOf(steps[one]!));
  const [thickest = 2, next = 1] = byThickness;
  if (lengthOf(steps[thickest]!) >= lengthOf(steps[next]!) * ANISOTROPIC) return thickest;
  return nearest.indexOf(2);
}

function directed(step: Vector, sign: number): PatientVector {
  const scale = sign / lengthOf(step);
  return [step[0] * scale, step[1] * scale, step[2] * scale];
}
