/**
 * Frames that were decoded to be looked at: what the model sees of them, in whatever window, needs no second decoding.
 */
import type { FrameImage } from '../../display/frameImage.ts';
import type { OpenImage } from '../intake/imageFile.ts';

/** What they may hold together. The latest is kept even where it alone is larger. */
const BUDGET_BYTES = 64 * 2 ** 20;

interface RecentFrame {
  readonly image: OpenImage;
  readonly pixels: FrameImage;
}

export class RecentFrames {
  /** The latest at the end. */
  #frames: readonly RecentFrame[] = [];

  keep(image: OpenImage, pixels: FrameImage): void {
    const kept = [
      ...this.#frames.filter((each) => each.image !== image || each.pixels.frame !== pixels.frame),
      { image, pixels },
    ];
    let room = BUDGET_BYTES;
    const first = kept.findLastIndex((each) => (room -= bytesOf(each.pixels)) < 0);
    this.#frames = kept.slice(Math.min(first + 1, kept.length - 1));
  }

  find(image: OpenImage, frame: number): FrameImage | undefined {
    return this.#frames.find((each) => each.image === image && each.pixels.frame === frame)?.pixels;
  }
}

function bytesOf(pixels: FrameImage): number {
  return pixels.kind === 'colour' ? pixels.rgb.byteLength : pixels.samples.byteLength;
}
