/** The images of one folder that belong to one series, in the order in which they are leafed through. */

export interface SeriesItem {
  /** Absolute path. */
  readonly path: string;
  /** Base name. */
  readonly name: string;
  readonly frames: number;
  /** Instance Number (0020,0013). */
  readonly instanceNumber: number | undefined;
  /** Position along the normal of the slices (PS3.3 section C.7.6.2.1.1), mm. */
  readonly positionMm: number | undefined;
}

export interface ImageSeries {
  /**
   * For the screen: modality, series number and description, e.g. "CT · series 3 · Thorax axial". May name what a
   * technologist typed.
   */
  readonly title: string;
  readonly items: readonly SeriesItem[];
  /** Of the file that was asked about. */
  readonly index: number;
  /** Files of the folder that could not be read as DICOM headers, and were left out. */
  readonly skipped: number;
  /** Items that have the SOP Instance UID of an earlier one: the same image once more. */
  readonly copies: number;
}
