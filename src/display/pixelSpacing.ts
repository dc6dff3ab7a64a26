/** Distance between the centres of neighbouring pixels. */
export interface PixelSpacing {
  /** Between rows (vertical), mm. */
  readonly rowMm: number;
  /** Between columns (horizontal), mm. */
  readonly columnMm: number;
  /** `detector`: not corrected for magnification, so lengths in the body are shorter than they measure. */
  readonly at: 'patient' | 'detector' | 'scannedFilm' | 'ultrasoundRegion';
}
