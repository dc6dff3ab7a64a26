/** What is meant of an image, in words: for its card, its receipt and the lightbox. */
import { t } from '@vscode/l10n';
import type { ImageRole } from '../../src/display/imageRole.ts';
import type { ViewImage } from '../../src/protocol/webview.ts';
import type { NumberedImage } from './numberedImages.ts';
import { viewText } from './viewText.ts';

const ROLE_NAMES: Readonly<Record<ImageRole, () => string>> = {
  frontal: () => t`Frontal`,
  lateral: () => t`Lateral`,
  prior: () => t`Prior`,
};

export function roleName(role: ImageRole): string {
  return ROLE_NAMES[role]();
}

/**
 * e.g. "part of image 1, 30-60 % from the left, 10-40 % from the top"; empty for a whole image. `whole`: the number of
 * that, where it is known.
 */
export function partText({ region }: Pick<ViewImage, 'region'>, whole: number | undefined): string {
  if (region === undefined) return '';
  const { x, y, width, height, ofWidth, ofHeight } = region;
  const percents = (from: number, length: number, side: number): string =>
    `${String(Math.round((100 * from) / side))}-${String(Math.round((100 * (from + length)) / side))} %`;
  const [across, down] = [percents(x, width, ofWidth), percents(y, height, ofHeight)];
  return whole === undefined
    ? t`part of an image, ${across} from the left, ${down} from the top`
    : t`part of image ${whole}, ${across} from the left, ${down} from the top`;
}

/** e.g. "montage of 9 slices of 120"; `long`: which they are, and of what. Empty for one picture. */
export function montageText({ montage }: Pick<ViewImage, 'montage'>, { long = false } = {}): string {
  if (montage === undefined) return '';
  const { slices, of, columns, series } = montage;
  const { length } = slices;
  if (!long) return t`montage of ${length} slices of ${of}`;
  const rows = Math.ceil(length / columns);
  return t`montage of ${length} slices of ${of}, ${series}: slices ${slices.join(', ')} in ${rows} rows of ${columns}`;
}

/** What cannot change once it was sent: the part, the slices, the frame, the window. Empty where there is nothing. */
export function sentFacts({ image, whole }: Pick<NumberedImage, 'image' | 'whole'>): string {
  return told([partText(image, whole), montageText(image, { long: true }), viewText(image)]);
}

/** All that is meant of it, the role first. */
export function imageFacts(numbered: Pick<NumberedImage, 'image' | 'whole'>): string {
  const { role } = numbered.image;
  return told([role === undefined ? '' : roleName(role), sentFacts(numbered)]);
}

function told(facts: readonly string[]): string {
  return facts.filter((fact) => fact !== '').join(' · ');
}
