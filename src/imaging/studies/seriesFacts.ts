import { t } from '@vscode/l10n';
import { counted } from '../../text/counted.ts';
import type { StudySeries } from './study.ts';

/** How much a series holds, e.g. "40 images" or "1 image of 16 frames", and which study it is of where there are several. */
export function seriesFacts({ images, frames, study, copies }: StudySeries): string {
  return [
    amount(images.length, frames),
    ...(copies > 0 ? [t`${copies} of them twice`] : []),
    ...(study === undefined ? [] : [t`study ${study}`]),
  ].join(' · ');
}

function amount(images: number, frames: number): string {
  if (frames === images) return counted(images, 'image');
  return images === 1 ? t`1 image of ${frames} frames` : t`${images} images, ${frames} frames`;
}
