/** What an answer of the demo model is worth. */
import { t } from '@vscode/l10n';
import type { PhantomDomain } from '../display/phantomMark.ts';

/**
 * The demo model has learned drawn phantoms; about anything else it answers all the same, in the words of a reading.
 * The sentence that has to stand with such an answer; undefined for another model, and where all images are phantoms.
 */
export function demoWarning(
  isDemo: boolean,
  images: readonly { readonly phantom?: PhantomDomain | undefined }[],
): string | undefined {
  const strange = images.filter(({ phantom }) => phantom === undefined).length;
  if (!isDemo || strange === 0) return undefined;
  if (images.length === 1)
    return t`The demo model knows drawn phantoms only. This image is none: the answer means nothing.`;
  if (strange === images.length)
    return t`The demo model knows drawn phantoms only. These images are none: the answer means nothing.`;
  return strange === 1
    ? t`The demo model knows drawn phantoms only. 1 of these ${images.length} images is none: the answer means nothing.`
    : t`The demo model knows drawn phantoms only. ${strange} of these ${images.length} images are none: the answer means nothing.`;
}
