/** Reads back what a viewer has drawn, and holds it against the decoder's own picture. */
import { join } from 'node:path';
import type { Frame, Locator } from '@playwright/test';
import { root } from '../../scripts/paths.mjs';
import type { DecodeOptions, DisplayImage } from '../../src/imaging/imaging.ts';
import { createImaging } from '../../src/imaging/localImaging.ts';
import { expect } from './workbench.ts';

export interface Rgb {
  readonly width: number;
  readonly height: number;
  /** Interleaved. */
  readonly rgb: Uint8Array;
}

/** The decoder as it is built for the extension. */
const imaging = createImaging({ childPath: join(root, 'dist/imagingChild.mjs'), idleMs: 5000 });

export function decoded(path: string, options: Partial<DecodeOptions> = {}): Promise<DisplayImage> {
  return imaging.decode({ kind: 'file', path }, options);
}

/** The pixels that a model which wants squares of this size gets of an image, as LLaVA pads them. */
export async function modelPixels(image: DisplayImage, imageSize: number): Promise<Rgb> {
  return imaging.modelInput(image, { kind: 'padToSquare', imageSize, padColor: [122, 116, 104] });
}

export async function canvasPixels(canvas: Locator): Promise<Rgb> {
  const { width, height, base64 } = await canvas.evaluate((element) => {
    const target = element as HTMLCanvasElement;
    const context = target.getContext('2d', { alpha: false });
    if (context === null) throw new Error('No context.');
    const { data } = context.getImageData(0, 0, target.width, target.height);
    const rgb = new Uint8Array((data.length / 4) * 3);
    for (let pixel = 0; pixel < data.length / 4; pixel++) rgb.set(data.subarray(pixel * 4, pixel * 4 + 3), pixel * 3);
    let text = '';
    for (let at = 0; at < rgb.length; at += 8192) text += String.fromCharCode(...rgb.subarray(at, at + 8192));
    return { width: target.width, height: target.height, base64: btoa(text) };
  });
  return { width, height, rgb: new Uint8Array(Buffer.from(base64, 'base64')) };
}

/** The largest difference of two pictures of one size, in grey levels. */
export function worstDifference(one: Rgb, other: Rgb): number {
  expect([one.width, one.height]).toEqual([other.width, other.height]);
  return one.rgb.reduce((worst, value, index) => Math.max(worst, Math.abs(value - (other.rgb[index] ?? 0))), 0);
}

/**
 * Of a picture that is shown pixel for pixel in the middle of its pane: waits until it is what the decoder gives,
 * within one grey level.
 */
export async function expectPicture(
  viewer: Frame,
  path: string,
  options: Partial<DecodeOptions> = {},
  pane: 'left' | 'right' = 'left',
): Promise<void> {
  const canvas = viewer.getByTestId(`canvas-${pane}`);
  await expect(canvas).toHaveAttribute('data-zoom', '1.0000');
  const expected = await decoded(path, options);
  await expect(async () => {
    const shown = await canvasPixels(canvas);
    // An odd pixel to spare goes to the one side or to the other.
    const lefts = [Math.floor((shown.width - expected.width) / 2), Math.ceil((shown.width - expected.width) / 2)];
    const tops = [Math.floor((shown.height - expected.height) / 2), Math.ceil((shown.height - expected.height) / 2)];
    const worst = lefts.flatMap((left) => tops.map((top) => worstWhere(shown, expected, left, top)));
    expect(Math.min(...worst)).toBeLessThanOrEqual(1);
  }).toPass({ timeout: 20_000 });
}

/** The largest difference where the two overlap, with the picture's corner at this place of the canvas. */
function worstWhere(canvas: Rgb, picture: Rgb, left: number, top: number): number {
  let worst = 0;
  for (let y = Math.max(top, 0); y < Math.min(top + picture.height, canvas.height); y++) {
    for (let x = Math.max(left, 0); x < Math.min(left + picture.width, canvas.width); x++) {
      for (let channel = 0; channel < 3; channel++) {
        const shown = canvas.rgb[(y * canvas.width + x) * 3 + channel] ?? 0;
        worst = Math.max(
          worst,
          Math.abs(shown - (picture.rgb[((y - top) * picture.width + x - left) * 3 + channel] ?? 0)),
        );
      }
    }
  }
  return worst;
}
