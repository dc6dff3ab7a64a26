/** What an answer of the demo model is worth. */
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
  const which =
    images.length === 1
      ? 'This image is'
      : strange === images.length
        ? 'These images are'
        : `${strange} of these ${images.length} images ${strange === 1 ? 'is' : 'are'}`;
  return `The demo model knows drawn phantoms only. ${which} none: the answer means nothing.`;
}
