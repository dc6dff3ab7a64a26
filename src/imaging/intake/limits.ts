/** What the imaging room takes on. A claim in a file is checked against these before anything is allocated for it. */
export const LIMITS = {
  /** Largest file. */
  fileBytes: 1 << 30,
  /**
   * A deflated data set may inflate to this, or to so many times its size if that is more: deflate can make a thousand
   * bytes of one, images do not let it.
   */
  inflatedBytes: 1 << 28,
  inflatedRatio: 40,
  /**
   * Largest frame: above any mammogram, slide tile or stitched radiograph in use, below what would exhaust a small
   * machine.
   */
  framePixels: 100_000_000,
  /** Its samples as stored. */
  frameBytes: 1 << 29,
  /** Longest side of a frame, in pixels as stored or as displayed. */
  side: 65_535,
  /** As much may the voxels of a compressed file be whatever its size: a mask is nearly nothing when compressed. */
  volumeBytes: 1 << 29,
  /** Slices of all volumes of a file together: far above any time series in use. */
  volumeFrames: 1_000_000,
  /** Pieces of encapsulated pixel data: above any number of frames in use. */
  fragments: 1_000_000,
  /** Files of a folder, disc or ZIP that are looked at: above any study in use. */
  studyFiles: 20_000,
  /** Folders within folders that are looked into. */
  studyDepth: 16,
  /** What the headers of one ZIP's files may inflate to, all together. */
  listedBytes: 1 << 30,
} as const;
