/** What the values within a region of interest are. */
import type { ImagePoint } from './distanceMm.ts';
import type { FrameImage } from './frameImage.ts';
import { modalityValue } from './modalityValue.ts';

export interface RoiShape {
  readonly kind: 'ellipse' | 'rectangle';
  /** Two opposite corners of its box, whose sides run along rows and columns. */
  readonly from: ImagePoint;
  readonly to: ImagePoint;
}

export interface ValueStatistics {
  readonly mean: number;
  /** Of these very pixels: divided by their number, not by one less. */
  readonly sd: number;
  readonly min: number;
  readonly max: number;
}

export interface RoiStatistics {
  /** That were counted. */
  readonly pixels: number;
  /** Of the modality values; of red, green and blue for colour. Empty when no pixel was counted. */
  readonly channels: readonly ValueStatistics[];
}

/**
 * A pixel belongs to a region when its centre lies within it or on its edge. Padding and what is no number are not
 * counted; the window and the picture on the screen have no part in it.
 */
export function roiStatistics(frame: FrameImage, shape: RoiShape): RoiStatistics {
  if (frame.kind === 'colour') {
    const channels = [0, 1, 2].map(() => new Tally());
    for (const [start, end] of spans(shape, frame)) {
      for (let at = start * 3; at < end * 3; at += 3) {
        for (const [channel, tally] of channels.entries()) tally.add(frame.rgb[at + channel]!);
      }
    }
    return summary(channels);
  }
  const { samples, padding } = frame;
  const [paddingLow, paddingHigh] = padding ?? [Infinity, -Infinity];
  const value = modalityValue(frame.modality);
  const tally = new Tally();
  for (const [start, end] of spans(shape, frame)) {
    for (let at = start; at < end; at++) {
      const stored = samples[at]!;
      if ((stored >= paddingLow && stored <= paddingHigh) || !Number.isFinite(stored)) continue;
      tally.add(value(stored));
    }
  }
  return summary([tally]);
}

function summary(tallies: readonly Tally[]): RoiStatistics {
  const pixels = tallies[0]?.count ?? 0;
  return { pixels, channels: pixels === 0 ? [] : tallies.map((tally) => tally.statistics()) };
}

/** Sums of differences from the first value: those of the values themselves would lose the digits of a small spread. */
class Tally {
  count = 0;
  #first = 0;
  #sum = 0;
  #squares = 0;
  #min = Infinity;
  #max = -Infinity;

  add(value: number): void {
    if (this.count++ === 0) this.#first = value;
    const difference = value - this.#first;
    this.#sum += difference;
    this.#squares += difference * difference;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
  }

  statistics(): ValueStatistics {
    const mean = this.#sum / this.count;
    const variance = Math.max(0, this.#squares / this.count - mean * mean);
    return { mean: this.#first + mean, sd: Math.sqrt(variance), min: this.#min, max: this.#max };
  }
}

/** Of each row that the region reaches, its first pixel and the one after its last, as indices into the frame. */
function* spans({ kind, from, to }: RoiShape, { rows, columns }: FrameImage): Generator<readonly [number, number]> {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const [across, down] = [(right - left) / 2, (bottom - top) / 2];
  const isIn = (column: number, row: number): boolean =>
    kind === 'rectangle'
      ? column + 0.5 >= left && column + 0.5 <= right
      : ((column + 0.5 - x) / across) ** 2 + ((row + 0.5 - y) / down) ** 2 <= 1;
  for (let row = Math.max(0, Math.ceil(top - 0.5)); row < rows && row + 0.5 <= bottom; row++) {
    const part = (row + 0.5 - y) / down;
    const half = kind === 'rectangle' ? across : across * Math.sqrt(Math.max(0, 1 - part * part));
    // One further out on either side, and back to what is in: the root is rounded.
    let start = Math.max(0, Math.floor(x - half - 0.5));
    let end = Math.min(columns, Math.ceil(x + half + 0.5));
    while (start < end && !isIn(start, row)) start++;
    while (end > start && !isIn(end - 1, row)) end--;
    if (start < end) yield [row * columns + start, row * columns + end];
  }
}
