/** What a compressed stream says of itself in its markers. */
export interface StreamFacts {
  readonly codec: 'jpeg' | 'jpegLs' | 'jpeg2000' | 'htj2k' | 'jpegXl';
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** Of a sample. */
  readonly bits: number;
  /** Samples may be negative; only JPEG 2000 says so. */
  readonly signed: boolean;
  readonly lossy: boolean;
  /** JPEG 2000: the components are transformed, and decoders undo that. */
  readonly colourTransform: boolean;
  /** JPEG of three components: what they are, where the stream leaves no doubt. */
  readonly colour: 'RGB' | 'YBR' | undefined;
  /** Bytes below which the stream cannot hold what it claims. */
  readonly leastBytes: number;
  /** JPEG: passes over the picture, each of which costs its time again. */
  readonly scans: number;
}
