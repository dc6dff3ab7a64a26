/** Which letters of the patient stand at which edge of a picture, as it is turned and mirrored. */
import { t } from '@vscode/l10n';
import type { PatientOrientation } from '../../src/display/patientOrientation.ts';
import { type Affine, type Placement, type Raster, type Size, apply } from './viewport.ts';

export function shownOrientation(
  { left, right, top, bottom }: PatientOrientation,
  { rotation, mirrored }: Pick<Placement, 'rotation' | 'mirrored'>,
): PatientOrientation {
  const sides = mirrored ? [top, left, bottom, right] : [top, right, bottom, left];
  // Clockwise from the top; a quarter turn clockwise brings what was at the left to the top.
  const side = (index: number): string => sides[(index - rotation / 90 + 4) % 4]!;
  return { top: side(0), right: side(1), bottom: side(2), left: side(3) };
}

const WORDS: Readonly<Record<string, () => string>> = {
  R: () => t`right`,
  L: () => t`left`,
  A: () => t`anterior`,
  P: () => t`posterior`,
  H: () => t`head`,
  F: () => t`foot`,
};

const EDGES: Readonly<Record<keyof PatientOrientation, (side: string) => string>> = {
  left: (side) => t`left edge: patient ${side}`,
  right: (side) => t`right edge: patient ${side}`,
  top: (side) => t`top edge: patient ${side}`,
  bottom: (side) => t`bottom edge: patient ${side}`,
};

/** For a screen reader: e.g. "left edge: patient right; right edge: patient left; …". */
export function orientationWords(shown: PatientOrientation): string {
  return (['left', 'right', 'top', 'bottom'] as const)
    .map((edge) => EDGES[edge](Array.from(shown[edge], (letter) => WORDS[letter]?.() ?? letter).join(' ')))
    .join('; ');
}

/** The part of the pane that the picture covers, in the units of `toPane`; of no size when it covers none. */
export function pictureBox(
  { columns, rows }: Raster,
  toPane: Affine,
  pane: Size,
): { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number } {
  const [one, other] = [apply(toPane, { x: 0, y: 0 }), apply(toPane, { x: columns, y: rows })];
  const within = (value: number, limit: number): number => Math.min(Math.max(value, 0), limit);
  return {
    left: within(Math.min(one.x, other.x), pane.width),
    top: within(Math.min(one.y, other.y), pane.height),
    right: within(Math.max(one.x, other.x), pane.width),
    bottom: within(Math.max(one.y, other.y), pane.height),
  };
}
