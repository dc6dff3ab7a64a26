/** Where in the patient the sides of a frame lie, as the file says. */
import type { DataSet } from 'dicom-parser';
import {
  type PatientOrientation,
  type PatientVector,
  orientationOfDirections,
  orientationOfPlane,
} from '../../../display/patientOrientation.ts';
import { codeString, decimals, framePlaces, items, texts } from '../dataSet/attributes.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';

/**
 * By Image Orientation (Patient) of the frame (PS3.3 sections C.7.6.2.1.1 and C.7.6.16.2.4; of NM where all detectors
 * agree, C.8.4.11), else by Patient Orientation (C.7.6.1.1.1). Undefined where neither makes sense, and for animals on
 * four legs, whose letters are others.
 */
export function frameOrientation({ dataSet }: DicomFile, frame: number): PatientOrientation | undefined {
  if (codeString(dataSet, TAG.anatomicalOrientationType) === 'QUADRUPED') return undefined;
  for (const place of framePlaces(dataSet, frame, TAG.planeOrientationSequence)) {
    const plane = planeOf(place);
    if (plane !== undefined) return plane;
  }
  const [first, ...others] = items(dataSet, TAG.detectorInformation).map(planeOf);
  if (first !== undefined && others.every((other) => same(first, other))) return first;
  return byLetters(dataSet);
}

/** Of a unit vector and of two that are at right angles, what rounding may leave. */
const ROUNDING = 0.1;

function planeOf(place: DataSet): PatientOrientation | undefined {
  const cosines = decimals(place, TAG.imageOrientationPatient);
  if (cosines.length !== 6) return undefined;
  const row = unit(cosines.slice(0, 3));
  const column = unit(cosines.slice(3));
  if (row === undefined || column === undefined) return undefined;
  const between = row[0] * column[0] + row[1] * column[1] + row[2] * column[2];
  return Math.abs(between) > ROUNDING ? undefined : orientationOfPlane(row, column);
}

function unit([x = NaN, y = NaN, z = NaN]: readonly number[]): PatientVector | undefined {
  const length = Math.hypot(x, y, z);
  return Math.abs(length - 1) <= ROUNDING ? [x / length, y / length, z / length] : undefined;
}

/** One letter of each pair at most, the most significant first. */
const LETTERS = /^(?!.*[RL].*[RL])(?!.*[AP].*[AP])(?!.*[HF].*[HF])[RLAPHF]{1,3}$/;
const AXES: Readonly<Record<string, string>> = { R: 'x', L: 'x', A: 'y', P: 'y', H: 'z', F: 'z' };

function byLetters(dataSet: DataSet): PatientOrientation | undefined {
  const [row = '', column = '', ...more] = texts(dataSet, TAG.patientOrientation);
  if (more.length > 0 || !LETTERS.test(row) || !LETTERS.test(column)) return undefined;
  // Rows and columns that run the same way are no picture.
  return AXES[row.charAt(0)] === AXES[column.charAt(0)] ? undefined : orientationOfDirections(row, column);
}

function same(one: PatientOrientation, other: PatientOrientation | undefined): boolean {
  return one.right === other?.right && one.bottom === other.bottom;
}
