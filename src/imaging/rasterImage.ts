import type { DisplayImage } from './imaging.ts';

/** Interleaved 8-bit RGB, `width * height * 3` bytes, rows from the top. */
export type RgbImage = Pick<DisplayImage, 'width' | 'height' | 'rgb'>;

/** What a decoder of one format returns; the format and the hash of the file are added by who chose the decoder. */
export type RasterImage = Omit<DisplayImage, 'format' | 'fileSha256'>;
