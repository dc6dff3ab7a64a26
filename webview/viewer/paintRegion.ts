/**
 * A part of a frame as canvas pixels, as fine as the screen can show it: a mammogram of 14 million pixels in a pane of
 * one million is reduced here, by the mean of the grey levels of each block, or while a window is dragged by one pixel
 * of each block.
 */
import { type DisplayTable, displayTable, greyLevel } from '../../src/display/displayTable.ts';
import type { FrameImage, MonochromeFrame, Samples } from '../../src/display/frameImage.ts';
import { rgbPixels } from '../../src/display/renderFrame.ts';
import type { VoiTransform } from '../../src/display/voiTransform.ts';

/** In whole pixels of the frame, within it. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface RegionLook {
  readonly region: Region;
  /** Side of the block of frame pixels that becomes one pixel. */
  readonly step: number;
  /** Draft: one pixel of the block stands for all of it. */
  readonly draft: boolean;
}

export interface PaintedRegion {
  /** RGBA. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** `voi` is the one in force for a monochrome frame; undefined for colour. */
export function paintRegion(
  frame: FrameImage,
  voi: VoiTransform | undefined,
  { region, step, draft }: RegionLook,
): PaintedRegion {
  const width = Math.ceil(region.width / step);
  const height = Math.ceil(region.height / step);
  const pixels = new Uint8ClampedArray(width * height * 4);
  const blocks: Blocks = { columns: frame.columns, region, step, draft, width, height };
  const words = new Uint32Array(pixels.buffer);
  if (frame.kind === 'colour') paintColour(frame.rgb, blocks, words);
  else if (voi !== undefined && frame.colours !== undefined) paintColour(rgbPixels(frame, voi), blocks, words);
  else if (voi !== undefined) paintGrey(...tabled(frame, voi), blocks, words);
  return { pixels, width, height };
}

interface Blocks extends RegionLook {
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

/** Canvas pixels as words of a little-endian machine; there is no browser on any other. */
const OPAQUE = 0xff000000;
const GREY = 0x010101;

/** Samples with a table of all their grey levels; those of more than 16 bits are turned into grey levels first. */
function tabled(frame: MonochromeFrame, voi: VoiTransform): [Samples, DisplayTable] {
  const { samples } = frame;
  const table = displayTable(frame, voi);
  if (table !== undefined) return [samples, table];
  const level = greyLevel(frame, voi);
  const levels = new Uint8Array(samples.length);
  for (let i = 0; i < levels.length; i++) levels[i] = level(samples[i]!);
  return [levels, { low: 0, levels: Uint8Array.from({ length: 256 }, (_, grey) => grey) }];
}

function paintGrey(samples: Samples, { low, levels }: DisplayTable, blocks: Blocks, words: Uint32Array): void {
  const { columns, region, step, draft, width, height } = blocks;
  const isSampled = step === 1 || draft;
  for (let row = 0, to = 0; row < height; row++) {
    const [top, tall] = block(row, step, region.height);
    for (let column = 0; column < width; column++, to++) {
      const left = column * step;
      const wide = Math.min(step, region.width - left);
      let at = (region.y + top) * columns + region.x + left;
      if (isSampled) {
        at += (tall >> 1) * columns + (wide >> 1);
        words[to] = OPAQUE | (levels[samples[at]! - low]! * GREY);
        continue;
      }
      let sum = 0;
      for (let y = 0; y < tall; y++, at += columns - wide) {
        for (let x = 0; x < wide; x++, at++) sum += levels[samples[at]! - low]!;
      }
      words[to] = OPAQUE | (Math.round(sum / (tall * wide)) * GREY);
    }
  }
}

function paintColour(rgb: Uint8Array, blocks: Blocks, words: Uint32Array): void {
  const { columns, region, step, draft, width, height } = blocks;
  const isSampled = step === 1 || draft;
  for (let row = 0, to = 0; row < height; row++) {
    const [top, tall] = block(row, step, region.height);
    for (let column = 0; column < width; column++, to++) {
      const left = column * step;
      const wide = Math.min(step, region.width - left);
      let at = ((region.y + top) * columns + region.x + left) * 3;
      if (isSampled) {
        at += ((tall >> 1) * columns + (wide >> 1)) * 3;
        words[to] = OPAQUE | (rgb[at + 2]! << 16) | (rgb[at + 1]! << 8) | rgb[at]!;
        continue;
      }
      let [red, green, blue] = [0, 0, 0];
      for (let y = 0; y < tall; y++, at += (columns - wide) * 3) {
        for (let x = 0; x < wide; x++, at += 3) {
          red += rgb[at]!;
          green += rgb[at + 1]!;
          blue += rgb[at + 2]!;
        }
      }
      const count = tall * wide;
      words[to] =
        OPAQUE | (Math.round(blue / count) << 16) | (Math.round(green / count) << 8) | Math.round(red / count);
    }
  }
}

/** Where a row of blocks begins, and how tall it is: the last one may be cut. */
function block(row: number, step: number, height: number): readonly [number, number] {
  const top = row * step;
  return [top, Math.min(step, height - top)];
}
