/** One frame's bytes as its file holds them: a slice of native pixel data, or the joined fragments of a stream. */
export interface FrameBytes {
  readonly bytes: Uint8Array;
  /**
   * Where the first sample begins in `bytes[0]`: not 0 only for 1-bit frames, which follow each other without alignment
   * (PS3.5 section 8.1.1).
   */
  readonly firstBit: number;
  /** Less is there than the frame needs (native), or a fragment is cut. */
  readonly truncated: boolean;
  /** Of a truncated frame: how much of it there is, 0 to 1; undefined where that cannot be known. */
  readonly share?: number | undefined;
}
