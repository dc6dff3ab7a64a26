import type { FrameImage } from '../../src/display/frameImage.ts';
import { type Probe, probeAt } from './probe.ts';
import { type Affine, type Point, type Size, apply, inverse } from './viewport.ts';

/** What is pointed at. `canvas` as in `PlacedPane`. */
interface PointedPane {
  readonly current: { readonly image: FrameImage } | undefined;
  readonly canvas: { readonly size: Size; readonly scale: number };
  readonly placement: { readonly toPane: Affine | undefined };
}

/** Where a pane is pointed at, by the mouse or by the keyboard, in its CSS pixels. */
export class PanePointer {
  readonly #target: PointedPane;
  #at: Point | undefined;
  #crosshair: Point | undefined;

  constructor(target: PointedPane) {
    this.#target = target;
  }

  /** That of the keyboard, which has to be drawn. */
  get crosshair(): Point | undefined {
    return this.#crosshair;
  }

  /** The mouse takes over. */
  hover(at: Point | undefined): void {
    this.#at = at;
    this.#crosshair = undefined;
  }

  /** Moves the pointer of the keyboard, which begins in the middle; answers where it is. */
  move(by: Point): Point {
    const { size, scale } = this.#target.canvas;
    const { width, height } = size;
    const from = this.#crosshair ?? { x: width / scale / 2, y: height / scale / 2 };
    const at = {
      x: Math.min(Math.max(from.x + by.x, 0), width / scale),
      y: Math.min(Math.max(from.y + by.y, 0), height / scale),
    };
    this.#at = at;
    this.#crosshair = at;
    return at;
  }

  /** What lies under it. */
  get probe(): Probe | undefined {
    const { placement, current } = this.#target;
    const { toPane } = placement;
    return this.#at && toPane && current && probeAt(current.image, apply(inverse(toPane), this.#at));
  }
}
