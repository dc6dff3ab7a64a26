import type { FrameImage, VoiWindow } from '../../src/display/frameImage.ts';
import type { ImageHeader } from '../../src/display/imageHeader.ts';
import type { Pane } from '../../src/protocol/viewer.ts';
import type { DrawnLook } from './cornerText.ts';
import { FrameDescriber } from './frameDescriber.ts';
import { Lateness } from './lateness.ts';
import type { Measurement } from './measure.ts';
import { PaneCanvas } from './paneCanvas.ts';
import { PaneDrags } from './paneDrags.ts';
import { PaneGestures } from './paneGestures.ts';
import type { Region } from './paintRegion.ts';
import { type Probe, probeAt } from './probe.ts';
import type { RenderClient } from './renderClient.ts';
import type { FrameValues } from './renderProtocol.ts';
import { type FramePlace, frameKey, stackLength } from './stackPosition.ts';
import {
  type PaneState,
  type ViewerState,
  measured,
  measurementsOf,
  placeOf,
  placed,
  wentTo,
  windowed,
} from './viewerModel.ts';
import {
  type Affine,
  type Point,
  type Size,
  apply,
  fitted,
  imageToPane,
  inverse,
  pannedBy,
  zoomOf,
  zoomedAt,
} from './viewport.ts';
import { draggedWindow } from './windowDrag.ts';

export interface FrameHere {
  readonly place: FramePlace;
  readonly header: ImageHeader;
  readonly image: FrameImage;
}

export interface PaneHost {
  state(): ViewerState;
  change(next: (state: ViewerState) => ViewerState): void;
  /** The frame that the pane is to show, when it is here. */
  frame(place: FramePlace): FrameHere | undefined;
  /** Both panes' values mean the same. */
  alike(): boolean;
  /** The pane has to be drawn or written about anew, though the state is the same. */
  readonly refresh: () => void;
}

/** One pane at work: its canvas, and what the pointer does on it. */
export class PaneController {
  readonly pane: Pane;
  readonly #host: PaneHost;
  readonly #canvas: PaneCanvas;
  readonly #drags: PaneDrags;
  readonly #gestures: PaneGestures;
  readonly #describer: FrameDescriber;
  readonly #lateness: Lateness;
  readonly #observer: ResizeObserver;
  /** Undefined before the first frame; while a frame is on its way, the one before it. */
  current: FrameHere | undefined;
  drawn: { readonly place: FramePlace; readonly look: DrawnLook } | undefined;
  failure: { readonly place: FramePlace; readonly message: string } | undefined;
  /** The part of the image under a patch of the model. */
  patch: Region | undefined;
  #pointer: Point | undefined;
  #crosshair: Point | undefined;

  constructor(pane: Pane, element: HTMLElement, canvas: HTMLCanvasElement, renderer: RenderClient, host: PaneHost) {
    this.pane = pane;
    this.#host = host;
    this.#describer = new FrameDescriber(pane, renderer, host.refresh);
    this.#lateness = new Lateness(host.refresh);
    this.#canvas = new PaneCanvas(canvas, pane, renderer, {
      onDrawn: (place, look) => {
        this.#onDrawn(place, look);
      },
      onFailed: (place, message) => {
        this.failure = { place, message };
        host.refresh();
      },
    });
    const drags = new PaneDrags(this, host);
    this.#drags = drags;
    this.#gestures = new PaneGestures(element, {
      mainMode: () => drags.mainMode,
      onFocus: () => {
        element.focus({ preventScroll: true });
        if (host.state().focus !== pane) host.change((state) => ({ ...state, focus: pane }));
      },
      onDragStart: (mode, at) => {
        drags.start(mode, at);
      },
      onDrag: (mode, at, by, step) => {
        drags.move(mode, at, by, step);
      },
      onDragEnd: (mode, at) => {
        drags.end(mode, at);
      },
      onHover: (at) => {
        this.#hover(at);
      },
      onZoom: (at, factor) => {
        this.zoom(factor, at);
      },
      onScroll: (steps) => this.#scroll(steps),
      onDoubleClick: (at) => {
        this.toggleActualSize(at);
      },
      onCancel: (mode) => {
        drags.cancel(mode);
      },
    });
    this.#observer = new ResizeObserver((entries) => {
      this.#canvas.resize(deviceSize(element, entries.at(-1)?.devicePixelContentBoxSize[0]));
      host.refresh();
    });
    this.#observer.observe(element);
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#describer.dispose();
    this.#lateness.dispose();
    this.#canvas.dispose();
  }

  get state(): PaneState | undefined {
    return this.#host.state()[this.pane];
  }

  /** The frame that is to be seen is not here yet. */
  get isWaiting(): boolean {
    const { state, current } = this;
    return state !== undefined && (current === undefined || frameKey(current.place) !== frameKey(placeOf(state)));
  }

  /** The picture of the frame that is to be seen is on the screen. */
  get isDrawn(): boolean {
    const { state, drawn } = this;
    return state !== undefined && drawn !== undefined && frameKey(drawn.place) === frameKey(placeOf(state));
  }

  /** And has not been for a while. */
  get isLate(): boolean {
    return this.#lateness.isLate && this.isWaiting;
  }

  /** Of the current frame, once they are known; undefined also for colour. */
  get values(): FrameValues | undefined {
    return this.#describer.of(this.current?.image);
  }

  /**
   * Moves the pointer of the keyboard, which begins in the middle; CSS pixels. It probes and measures like the other
   * one.
   */
  movePointer(by: Point): void {
    const { width, height } = this.#canvas.size;
    const { scale } = this.#canvas;
    const from = this.#crosshair ?? { x: width / scale / 2, y: height / scale / 2 };
    const at = {
      x: Math.min(Math.max(from.x + by.x, 0), width / scale),
      y: Math.min(Math.max(from.y + by.y, 0), height / scale),
    };
    this.#hover(at);
    this.#crosshair = at;
  }

  /** The next point of a measurement, where the pointer of the keyboard is. */
  placePoint(): void {
    if (this.#crosshair === undefined) this.movePointer({ x: 0, y: 0 });
    if (this.#crosshair !== undefined) this.#drags.placePoint(this.#crosshair);
  }

  /** What lies under the pointer. */
  get probe(): Probe | undefined {
    const { toPane, current } = this;
    return this.#pointer && toPane && current && probeAt(current.image, apply(inverse(toPane), this.#pointer));
  }

  /** The same, waited for. */
  async describe(): Promise<FrameValues | undefined> {
    return this.current && this.#describer.now(this.current.image);
  }

  /** Of the picture on the screen. */
  get look(): DrawnLook | undefined {
    return this.drawn?.look;
  }

  /** Device pixels for an image pixel; undefined before the first frame. */
  get zoomFactor(): number | undefined {
    const { state, current } = this;
    return state && current && zoomOf(current.image, state.placement, this.#canvas.size);
  }

  draw(): void {
    const { state } = this;
    if (state === undefined) return;
    const frame = this.#host.frame(placeOf(state));
    if (frame !== undefined && frame.image !== this.current?.image) {
      this.current = frame;
      this.failure = undefined;
      this.#drags.measure.forget();
    }
    this.#lateness.watch(this.isWaiting);
    const shown = this.current;
    if (shown === undefined) return;
    const { overlays } = this.#host.state();
    this.#canvas.show({
      ...shown,
      shade: { voi: state.voi, negative: state.negative && shown.image.kind === 'monochrome' },
      placement: state.placement,
      overlays,
      measurements: measurementsOf(this.#host.state(), shown.place),
      chosen: this.#drags.measure.chosen,
      patch: this.patch,
      crosshair: this.#crosshair,
      draft: this.#drags.isWindowing,
    });
  }

  zoom(factor: number, at?: Point): void {
    const { current } = this;
    if (current === undefined) return;
    const { size, scale } = this.#canvas;
    const point = at === undefined ? { x: size.width / 2, y: size.height / 2 } : { x: at.x * scale, y: at.y * scale };
    this.#host.change((state) =>
      placed(state, this.pane, (placement) => zoomedAt(current.image, placement, size, point, factor)),
    );
  }

  /** Between fit and pixel for pixel, around a point. */
  toggleActualSize(at?: Point): void {
    const { zoomFactor, state } = this;
    if (zoomFactor === undefined || state === undefined) return;
    if (Math.abs(zoomFactor - 1) < 1e-6) this.fit();
    else this.actualSize(at);
  }

  fit(): void {
    this.#host.change((state) =>
      placed(state, this.pane, ({ rotation, mirrored }) => ({ ...fitted, rotation, mirrored })),
    );
  }

  actualSize(at?: Point): void {
    this.zoom(1 / (this.zoomFactor ?? 1), at);
    this.#host.change((state) =>
      placed(state, this.pane, (placement) => ({ ...placement, magnification: { of: 'pixels', times: 1 } })),
    );
  }

  /** CSS pixels. */
  pan(by: Point): void {
    const { current } = this;
    if (current === undefined) return;
    const { size, scale } = this.#canvas;
    this.#host.change((state) =>
      placed(state, this.pane, (placement) =>
        pannedBy(current.image, placement, size, { x: by.x * scale, y: by.y * scale }),
      ),
    );
  }

  /** The window that a drag starts from: the one chosen, else the one in force, else about that of the VOI LUT. */
  get window(): VoiWindow | undefined {
    const { state } = this;
    return state?.voi?.kind === 'window' ? state.voi : (this.look?.window ?? this.values?.fullWindow);
  }

  /** By so many CSS pixels of a drag from a window. Nothing for colour. */
  moveWindow(by: Point, start = this.window): void {
    if (start === undefined || this.current?.image.kind !== 'monochrome') return;
    const range = this.values?.autoWindow.width ?? start.width;
    this.#host.change((state) =>
      windowed(state, this.pane, { kind: 'window', ...draggedWindow(start, by, range) }, this.#host.alike()),
    );
  }

  setMeasurements(measurements: readonly Measurement[]): void {
    const { current } = this;
    if (current !== undefined) this.#host.change((state) => measured(state, current.place, measurements));
  }

  /** A drag under way is given up; false when there was none. */
  cancel(): boolean {
    return this.#gestures.cancel() || this.#drags.giveUpMeasurement();
  }

  holdSpace(): void {
    this.#gestures.holdSpace();
  }

  releaseSpace(): boolean {
    return this.#gestures.releaseSpace();
  }

  /** None of the measurements is chosen any more. */
  forgetMeasurements(): void {
    this.#drags.measure.forget();
  }

  deleteMeasurement(): void {
    const { current } = this;
    if (current !== undefined)
      this.setMeasurements(this.#drags.measure.remove(measurementsOf(this.#host.state(), current.place)));
  }

  #onDrawn(place: FramePlace, look: DrawnLook): void {
    this.drawn = { place, look };
    if (this.current !== undefined) this.#describer.look(this.current.image);
    this.#host.refresh();
  }

  #hover(at: Point | undefined): void {
    this.#pointer = at;
    this.#crosshair = undefined;
    if (at !== undefined) this.#drags.hover(at);
    this.#host.refresh();
  }

  #scroll(steps: number): boolean {
    const { state } = this;
    if (state === undefined || stackLength(state.stack) <= 1) return false;
    if (steps !== 0)
      this.#host.change((all) => wentTo({ ...all, playing: undefined }, this.pane, state.position + steps));
    return true;
  }

  /** Image pixels to CSS pixels of the pane. */
  get toPane(): Affine | undefined {
    const { state, current } = this;
    if (state === undefined || current === undefined) return undefined;
    const { a, b, c, d, e, f } = imageToPane(current.image, state.placement, this.#canvas.size);
    const { scale } = this.#canvas;
    return { a: a / scale, b: b / scale, c: c / scale, d: d / scale, e: e / scale, f: f / scale };
  }
}

/**
 * Exact where the browser tells it: at broken zoom levels rounding may miss by a pixel. An emulated screen tells it
 * wrong.
 */
function deviceSize({ clientWidth, clientHeight }: HTMLElement, box: ResizeObserverSize | undefined): Size {
  const rounded = {
    width: Math.round(clientWidth * devicePixelRatio),
    height: Math.round(clientHeight * devicePixelRatio),
  };
  const isExact =
    box !== undefined && Math.abs(box.inlineSize - rounded.width) <= 1 && Math.abs(box.blockSize - rounded.height) <= 1;
  return isExact ? { width: box.inlineSize, height: box.blockSize } : rounded;
}
