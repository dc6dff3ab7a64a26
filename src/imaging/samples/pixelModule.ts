/** How the samples of a frame lie in its bytes: the Image Pixel module (PS3.3 section C.7.6.3), as far as codecs care. */
export const PHOTOMETRICS = [
  'MONOCHROME1',
  'MONOCHROME2',
  'PALETTE COLOR',
  'RGB',
  'YBR_FULL',
  'YBR_FULL_422',
  'YBR_RCT',
  'YBR_ICT',
] as const;
export type Photometric = (typeof PHOTOMETRICS)[number];

export type SampleKind = 'integer' | 'float32' | 'float64';

export interface PixelModule {
  readonly rows: number;
  readonly columns: number;
  /** As many as the pixel data can hold. */
  readonly frames: number;
  /** As the file says. */
  readonly claimedFrames: number;
  readonly samplesPerPixel: 1 | 3;
  readonly photometric: Photometric;
  /**
   * Samples are stored plane after plane rather than pixel after pixel (native data only; codecs have their own order).
   */
  readonly planar: boolean;
  readonly kind: SampleKind;
  /** 1 to 64; mostly 1, 8, 16, 32 or 64, but older files pack samples of, say, 12 bits. */
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  /**
   * A value beyond Bits Stored in a compressed stream is a lossy codec's overshoot. Else the bits above hold something
   * else, e.g. an overlay.
   */
  readonly overshoots: boolean;
}

/** Of the typed array's elements in which samples of so many bits are held. */
export function containerBits(bitsAllocated: number): 8 | 16 | 32 | 64 {
  return bitsAllocated <= 8 ? 8 : bitsAllocated <= 16 ? 16 : bitsAllocated <= 32 ? 32 : 64;
}

/** Samples follow each other without padding to whole bytes. */
export function isPacked({ bitsAllocated }: Pick<PixelModule, 'bitsAllocated'>): boolean {
  return bitsAllocated !== containerBits(bitsAllocated);
}

/** Bits that a native frame takes. YBR_FULL_422 shares its chroma between two pixels (PS3.3 section C.7.6.3.1.2). */
export function nativeFrameBits(module: PixelModule): number {
  const samples = module.photometric === 'YBR_FULL_422' ? 2 : module.samplesPerPixel;
  return module.rows * module.columns * samples * module.bitsAllocated;
}
