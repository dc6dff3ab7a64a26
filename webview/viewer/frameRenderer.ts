import { autoWindow } from '../../src/display/autoWindow.ts';
import type { FrameImage } from '../../src/display/frameImage.ts';
import { roiStatistics } from '../../src/display/roiStatistics.ts';
import { valueRange } from '../../src/display/valueRange.ts';
import { type VoiInForce, fullRangeWindow, rangeFunction, voiInForce } from '../../src/display/voiTransform.ts';
import type { Pane } from '../../src/protocol/viewer.ts';
import { paintRegion } from './paintRegion.ts';
import type { FrameValues, FromRenderer, Shade, ToRenderer } from './renderProtocol.ts';

/** Answers what the page asks of its renderer: in a worker, or where none can be started in the page itself. */
export class FrameRenderer {
  readonly #frames = new Map<Pane, FrameImage>();
  /** Looking for the lowest and highest value takes a while, so the last answer is kept. */
  readonly #inForce = new WeakMap<FrameImage, VoiInForce>();

  /** Undefined: the message needs no answer. */
  async answer(message: ToRenderer): Promise<FromRenderer | undefined> {
    if (message.type === 'frame') {
      this.#frames.set(message.pane, message.image);
      return undefined;
    }
    if (message.type === 'release') {
      this.#frames.delete(message.pane);
      return undefined;
    }
    const frame = this.#frames.get(message.pane);
    if (frame === undefined) return { type: 'failed', message: 'There is no frame to render.' };
    if (message.type === 'statistics') return { type: 'counted', statistics: roiStatistics(frame, message.shape) };
    if (message.type === 'describe') return { type: 'described', values: values(frame) };
    const voi = this.#voi(frame, message.shade);
    const shaded =
      frame.kind === 'monochrome' && message.shade.negative ? { ...frame, inverted: !frame.inverted } : frame;
    const { pixels, width, height } = paintRegion(shaded, voi?.transform, message.look);
    const bitmap = await createImageBitmap(new ImageData(pixels, width, height));
    return { type: 'rendered', bitmap, window: voi?.window, lut: voi?.lut, source: voi?.source };
  }

  #voi(frame: FrameImage, { voi }: Shade): VoiInForce | undefined {
    if (frame.kind === 'colour') return undefined;
    if (voi !== undefined) return voiInForce(frame, voi);
    const known = this.#inForce.get(frame) ?? voiInForce(frame, undefined);
    this.#inForce.set(frame, known);
    return known;
  }
}

function values(frame: FrameImage): FrameValues | undefined {
  if (frame.kind === 'colour') return undefined;
  const range = valueRange(frame);
  return {
    range,
    autoWindow: autoWindow(frame),
    fullWindow: fullRangeWindow(...range, rangeFunction(frame)),
  };
}
