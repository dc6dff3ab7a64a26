/** Where in the patient the sides of a picture lie (PS3.3 section C.7.6.1.1.1). */

/**
 * The letters of each side, most significant first: R, L, A, P, H, F of a human in the Patient-Based Coordinate System,
 * e.g. `L`, or `LPH` where the plane is oblique.
 */
export interface PatientOrientation {
  readonly left: string;
  readonly right: string;
  readonly top: string;
  readonly bottom: string;
}

/** Along x (towards the patient's left), y (towards the back) and z (towards the head). */
export type PatientVector = readonly [number, number, number];

/** A component below this is a plane's rounding, not its obliqueness (2.9°). */
const LEAST = 0.05;
const TOWARDS = [
  ['L', 'R'],
  ['P', 'A'],
  ['H', 'F'],
] as const;
const OPPOSITE: Readonly<Record<string, string>> = { L: 'R', R: 'L', A: 'P', P: 'A', H: 'F', F: 'H' };

/** Of a picture whose rows run along `row` and whose columns run down along `column`; unit vectors. */
export function orientationOfPlane(row: PatientVector, column: PatientVector): PatientOrientation | undefined {
  return orientationOfDirections(lettersOf(row), lettersOf(column));
}

/** Of the letters towards which a row and a column run, as Patient Orientation (0020,0020) has them. */
export function orientationOfDirections(row: string, column: string): PatientOrientation | undefined {
  if (row === '' || column === '') return undefined;
  return { left: opposite(row), right: row, top: opposite(column), bottom: column };
}

function lettersOf(vector: PatientVector): string {
  return [0, 1, 2]
    .filter((axis) => Math.abs(vector[axis]!) >= LEAST)
    .sort((one, other) => Math.abs(vector[other]!) - Math.abs(vector[one]!))
    .map((axis) => TOWARDS[axis]![vector[axis]! > 0 ? 0 : 1])
    .join('');
}

function opposite(letters: string): string {
  return Array.from(letters, (letter) => OPPOSITE[letter] ?? letter).join('');
}
