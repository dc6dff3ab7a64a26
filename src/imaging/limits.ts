/** What the imaging room takes on. A claim in a file is checked against these before anything is allocated for it. */
export const LIMITS = {
  /** Largest file, and largest data set after inflating. */
  fileBytes: 1 << 30,
  /** Largest frame: above any mammogram, slide tile or stitched radiograph in use, below what would exhaust a small machine. */
  framePixels: 100_000_000,
  /** Longest side of a frame, in pixels as stored or as displayed. */
  side: 65_535,
} as const;
