import type { DisplayImage } from './imaging.ts';

/** Interleaved 8-bit RGB, `width * height * 3` bytes, rows from the top. */
export type RgbImage = Pick<DisplayImage, 'width' | 'height' | 'rgb'>;
