/** What an image is among its others: a projection of a radiograph, or an earlier study to compare with. */
export const IMAGE_ROLES = ['frontal', 'lateral', 'prior'] as const;

export type ImageRole = (typeof IMAGE_ROLES)[number];
