/** Interleaved 8-bit RGB, `width * height * 3` bytes, rows from the top. */
export interface RgbImage {
  /** As displayed, pixels. */
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}
