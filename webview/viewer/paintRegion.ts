/**
 * A part of a frame as canvas pixels, as fine as the screen can show it: a mammogram of 14 million pixels in a pane of one million is
 * reduced here, by the mean of the grey levels of each block, or while a window is dragged by one pixel of each block.
 */
import { displayTable, greyLevel } from '../../src/display/displayTable.ts';
import type { FrameImage, MonochromeFrame } from '../../src/display/frameImage.ts';
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
export function paintRegion(frame: FrameImage, voi: VoiTransform | undefined, { region, step, draft }: RegionLook): PaintedRegion {
  const width = Math.ceil(region.width / step);
  const height = Math.ceil(region.height / step);
  const pixels = new Uint8ClampedArray(width * height * 4);
  const block: Blocks = { columns: frame.columns, region, step, width, height };
  if (frame.kind === 'colour') {
    const { rgb } = frame;
    for (const channel of [0, 1, 2]) fill(pixels, channel, block, draft, (at) => rgb[at * 3 + channel]!);
  } else if (voi !== undefined) {
    paintGrey(frame, voi, block, draft, pixels);
  }
  for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255;
  return { pixels, width, height };
}

interface Blocks {
  readonly columns: number;
  readonly region: Region;
  readonly step: number;
  readonly width: number;
  readonly height: number;
}

function paintGrey(frame: MonochromeFrame, voi: VoiTransform, block: Blocks, draft: boolean, pixels: Uint8ClampedArray): void {
  const { samples } = frame;
  const table = displayTable(frame, voi);
  if (table === undefined) {
    const level = greyLevel(frame, voi);
    fill(pixels, 0, block, draft, (at) => level(samples[at]!));
  } else {
    const { low, levels } = table;
    fill(pixels, 0, block, draft, (at) => levels[samples[at]! - low]!);
  }
  for (let at = 0; at < pixels.length; at += 4) {
    pixels[at + 1] = pixels[at]!;
    pixels[at + 2] = pixels[at]!;
  }
}

/** Writes one channel; `level` gives it for an index of the frame's pixels. */
function fill(pixels: Uint8ClampedArray, channel: number, { columns, region, step, width, height }: Blocks, draft: boolean, level: (at: number) => number): void {
  const middle = step >> 1;
  let to = channel;
  for (let row = 0; row < height; row++) {
    const top = row * step;
    const blockHeight = Math.min(step, region.height - top);
    for (let column = 0; column < width; column++, to += 4) {
      const left = column * step;
      const blockWidth = Math.min(step, region.width - left);
      const first = (region.y + top) * columns + region.x + left;
      if (step === 1) {
        pixels[to] = level(first);
      } else if (draft) {
        pixels[to] = level(first + Math.min(middle, blockHeight - 1) * columns + Math.min(middle, blockWidth - 1));
      } else {
        let sum = 0;
        for (let y = 0, line = first; y < blockHeight; y++, line += columns) {
          for (let x = 0; x < blockWidth; x++) sum += level(line + x);
        }
        pixels[to] = sum / (blockWidth * blockHeight);
      }
    }
  }
}
