/** A page of a picture by sharp. */
import { t } from '@vscode/l10n';
import type { Metadata, Sharp } from 'sharp';
import type { ColourFrame } from '../../display/frameImage.ts';
import { corrupt } from '../intake/imagingErrors.ts';
import { LIMITS } from '../intake/limits.ts';
import { pictureDamaged } from './pictureDamaged.ts';
import { UNMEASURED } from './deepFrame.ts';
import type { DeepPixels } from './deepPixels.ts';
import { loadSharp } from './loadSharp.ts';
import { significantBits } from './significantBits.ts';
import { partlyTransparent } from './withoutTransparency.ts';

interface Place {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly frame: number;
  /** A decoder that forgives shows what it cannot read at all as black. */
  readonly forgiving: boolean;
}

/** More than 8 bits a sample: a PNG of 16, as TIFF has a reader of its own. */
export function isDeep({ depth, format }: Metadata): boolean {
  return depth === 'ushort' && format === 'png';
}

export function sharpColour(place: Place, metadata: Metadata): Promise<ColourFrame> {
  return lenient(place, async (page, failOn) => {
    // Transparent parts become black, the ground of a medical image; CMYK and embedded profiles become sRGB; a TIFF may
    // have yet more channels.
    const { data, info } = await page()
      .flatten({ background: '#000' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    // sharp's Buffer is a plain array of bytes to everyone else.
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.length);
    const rgb = info.channels === 3 ? bytes : greyAsRgb(bytes);
    const notes = [
      ...(metadata.hasAlpha && (await isSeenThrough(page())) ? [partlyTransparent()] : []),
      ...(failOn === 'none' ? [pictureDamaged()] : []),
    ];
    return { ...UNMEASURED, notes, kind: 'colour', rows: info.height, columns: info.width, frame: place.frame, rgb };
  });
}

export function sharpDeep(place: Place, { channels, hasAlpha }: Metadata): Promise<DeepPixels> {
  return lenient(place, async (page, failOn) => {
    const colours = channels > 2 ? 3 : 1;
    const { data, info } = await page()
      .toColourspace(colours === 3 ? 'rgb16' : 'grey16')
      .raw({ depth: 'ushort' })
      .toBuffer({ resolveWithObject: true });
    const all = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
    const perPixel = info.channels;
    const samples = perPixel === colours ? all : all.filter((_, i) => i % perPixel < colours);
    return {
      rows: info.height,
      columns: info.width,
      colours,
      samples,
      opacity: hasAlpha && perPixel > colours ? all.filter((_, i) => i % perPixel === perPixel - 1) : undefined,
      opaque: 0xffff,
      multiplied: false,
      white: 0xffff,
      whiteIsZero: false,
      shownRange: rangeOfBits(significantBits(place.bytes), samples),
      notes: failOn === 'none' ? [pictureDamaged()] : [],
    };
  });
}

/** Fewer bits than 16, and values that were not stretched to 16 as PNG wants it: then these bits are black to white. */
function rangeOfBits(bits: number | undefined, samples: Uint16Array): readonly [number, number] | undefined {
  if (bits === undefined || bits >= 16 || samples.some((value) => value >= 2 ** bits)) return undefined;
  return [0, 2 ** bits - 1];
}

/** Decodes strictly first; what only a forgiving decoder reads is shown with a note. */
async function lenient<T>(
  { name, bytes, frame, forgiving }: Place,
  read: (page: () => Sharp, failOn: 'error' | 'none') => Promise<T>,
): Promise<T> {
  const sharp = await loadSharp(name);
  const attempt = (failOn: 'error' | 'none'): Promise<T> =>
    // Upright as its EXIF orientation says. One page at a time.
    read(() => sharp(bytes, { failOn, page: frame, limitInputPixels: LIMITS.framePixels }).autoOrient(), failOn);
  try {
    return await attempt('error');
  } catch {
    const undecodable = corrupt(name, t`its pixels cannot be decoded`);
    if (!forgiving) throw undecodable;
    return attempt('none').catch(() => {
      throw undecodable;
    });
  }
}

async function isSeenThrough(page: Sharp): Promise<boolean> {
  const { data } = await page.extractChannel('alpha').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return data.some((opacity) => opacity < 255);
}

function greyAsRgb(grey: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(grey.length * 3);
  grey.forEach((level, i) => rgb.fill(level, i * 3, i * 3 + 3));
  return rgb;
}
