import type { ImageRole } from '../../display/imageRole.ts';

/** An image of a prompt, as far as its role is known. */
export interface NamedImage {
  readonly role: ImageRole | undefined;
  /** Of a prior: `3 months earlier`; undefined where the dates are not known. */
  readonly earlier?: string | undefined;
}

const roles: Readonly<Record<ImageRole, string>> = {
  frontal: 'the frontal view',
  lateral: 'the lateral view',
  prior: 'the prior image',
};

/**
 * What each image is, in their order: `Image 1 is the frontal view. Image 2 is the prior image, 3 months earlier.`
 * Undefined where nothing is known of a single image, as a model was trained.
 */
export function imagesInWords(images: readonly NamedImage[]): string | undefined {
  if (images.length === 0 || (images.length === 1 && images[0]?.role === undefined)) return undefined;
  return images
    .map(({ role, earlier }, index) => {
      const what = role === undefined ? 'an image of the same study' : roles[role];
      return `Image ${String(index + 1)} is ${what}${role === 'prior' && earlier !== undefined ? `, ${earlier}` : ''}.`;
    })
    .join(' ');
}
