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
  readonly bitsAllocated: 1 | 8 | 16 | 32 | 64;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
}

/** Bits that a native frame takes. YBR_FULL_422 shares its chroma between two pixels (PS3.3 section C.7.6.3.1.2). */
export function nativeFrameBits(module: PixelModule): number {
  const samples = module.photometric === 'YBR_FULL_422' ? 2 : module.samplesPerPixel;
  return module.rows * module.columns * samples * module.bitsAllocated;
}
