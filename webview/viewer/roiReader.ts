import type { FrameImage } from '../../src/display/frameImage.ts';
import type { RoiStatistics } from '../../src/display/roiStatistics.ts';
import type { Pane } from '../../src/protocol/viewer.ts';
import type { Measurement } from './measure.ts';
import type { RenderClient } from './renderClient.ts';
import { roiShape } from './roiText.ts';

interface Reading {
  /** The region that is asked about. */
  readonly asked: string;
  /** Until it is answered, those of the region as it was before. */
  statistics: RoiStatistics | undefined;
}

/**
 * Knows the values within the regions of a pane's frame. They are counted where pictures are made, so that a region as
 * large as a film does not hold up the page; while one is dragged its last values stand until the next ones are there.
 */
export class RoiReader {
  readonly #pane: Pane;
  readonly #renderer: RenderClient;
  readonly #changed: () => void;
  #image: FrameImage | undefined;
  #readings: (Reading | undefined)[] = [];

  constructor(pane: Pane, renderer: RenderClient, changed: () => void) {
    this.#pane = pane;
    this.#renderer = renderer;
    this.#changed = changed;
  }

  /** By measurement; undefined for what is no region, and until it is known. Asks for what is missing. */
  of(image: FrameImage, measurements: readonly Measurement[]): readonly (RoiStatistics | undefined)[] {
    // After one has been taken away the others have new places: no value may stand at another region.
    if (image !== this.#image || measurements.length < this.#readings.length) {
      this.#image = image;
      this.#readings = [];
    }
    return measurements.map((measurement, index) => {
      const reading = this.#read(image, measurement, index);
      this.#readings[index] = reading;
      return reading?.statistics;
    });
  }

  #read(image: FrameImage, measurement: Measurement, index: number): Reading | undefined {
    const shape = roiShape(measurement);
    if (shape === undefined) return undefined;
    const asked = JSON.stringify(shape);
    const known = this.#readings[index];
    if (known?.asked === asked) return known;
    const reading: Reading = { asked, statistics: known?.statistics };
    const readings = this.#readings;
    void this.#renderer.statistics(this.#pane, image, shape, index).then((statistics) => {
      const latest = readings[index];
      // Undefined: a newer question has got the answer.
      if (statistics === undefined || latest === undefined || readings !== this.#readings) return;
      // Answers come in order: this is the newest there is even if the region has moved on since.
      latest.statistics = statistics;
      this.#changed();
    });
    return reading;
  }
}
