import type { FrameImage } from '../../src/display/frameImage.ts';
import type { Pane } from '../../src/protocol/viewer.ts';
import { type ViewerState, placed } from './viewerModel.ts';
import { type Affine, type Point, type Size, fitted, imageToPane, pannedBy, zoomOf, zoomedAt } from './viewport.ts';

/** What is placed, and in what. */
export interface PlacedPane {
  readonly current: { readonly image: FrameImage } | undefined;
  /** Of the canvas, device pixels; `scale` of them for a CSS pixel. */
  readonly canvas: { readonly size: Size; readonly scale: number };
}

interface PlacementHost {
  state(): ViewerState;
  change(next: (state: ViewerState) => ViewerState): void;
}

/** Where the image of a pane lies in it. Points and distances in the pane's CSS pixels. */
export class PanePlacement {
  readonly #pane: Pane;
  readonly #target: PlacedPane;
  readonly #host: PlacementHost;

  constructor(pane: Pane, target: PlacedPane, host: PlacementHost) {
    this.#pane = pane;
    this.#target = target;
    this.#host = host;
  }

  /** Device pixels for an image pixel; undefined before the first frame. */
  get zoomFactor(): number | undefined {
    const state = this.#host.state()[this.#pane];
    const { current, canvas } = this.#target;
    return state && current && zoomOf(current.image, state.placement, canvas.size);
  }

  zoom(factor: number, at?: Point): void {
    const { current, canvas } = this.#target;
    if (current === undefined) return;
    const { size, scale } = canvas;
    const point = at === undefined ? { x: size.width / 2, y: size.height / 2 } : { x: at.x * scale, y: at.y * scale };
    this.#host.change((state) =>
      placed(state, this.#pane, (placement) => zoomedAt(current.image, placement, size, point, factor)),
    );
  }

  /** Between fit and pixel for pixel, around a point. */
  toggleActualSize(at?: Point): void {
    const { zoomFactor } = this;
    if (zoomFactor === undefined) return;
    if (Math.abs(zoomFactor - 1) < 1e-6) this.fit();
    else this.#actualSize(zoomFactor, at);
  }

  fit(): void {
    this.#host.change((state) =>
      placed(state, this.#pane, ({ rotation, mirrored }) => ({ ...fitted, rotation, mirrored })),
    );
  }

  #actualSize(zoomFactor: number, at?: Point): void {
    this.zoom(1 / zoomFactor, at);
    this.#host.change((state) =>
      placed(state, this.#pane, (placement) => ({ ...placement, magnification: { of: 'pixels', times: 1 } })),
    );
  }

  pan(by: Point): void {
    const { current, canvas } = this.#target;
    if (current === undefined) return;
    const { size, scale } = canvas;
    this.#host.change((state) =>
      placed(state, this.#pane, (placement) =>
        pannedBy(current.image, placement, size, { x: by.x * scale, y: by.y * scale }),
      ),
    );
  }

  /** Image pixels to CSS pixels of the pane. */
  get toPane(): Affine | undefined {
    const state = this.#host.state()[this.#pane];
    const { current, canvas } = this.#target;
    if (state === undefined || current === undefined) return undefined;
    const { a, b, c, d, e, f } = imageToPane(current.image, state.placement, canvas.size);
    const { scale } = canvas;
    return { a: a / scale, b: b / scale, c: c / scale, d: d / scale, e: e / scale, f: f / scale };
  }
}
