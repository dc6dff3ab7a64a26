import type { FrameImage, VoiWindow } from '../../src/display/frameImage.ts';
import type { RoiStatistics } from '../../src/display/roiStatistics.ts';
import type { ImageHeader } from '../../src/display/imageHeader.ts';
import type { Pane } from '../../src/protocol/viewer.ts';
import type { DrawnLook } from './cornerText.ts';
import { deviceSize } from './deviceSize.ts';
import { measurementLines } from './drawMeasurements.ts';
import { FrameDescriber } from './frameDescriber.ts';
import { Lateness } from './lateness.ts';
import type { Measurement } from './measure.ts';
import { PaneCanvas } from './paneCanvas.ts';
import { PaneDrags } from './paneDrags.ts';
import { PaneGestures } from './paneGestures.ts';
import { PanePlacement } from './panePlacement.ts';
import { PanePointer } from './panePointer.ts';
import type { Region } from './paintRegion.ts';
import type { Probe } from './probe.ts';
import type { RenderClient } from './renderClient.ts';
import type { FrameValues } from './renderProtocol.ts';
import { type FramePlace, frameKey, stackLength } from './stackPosition.ts';
import { RoiReader } from './roiReader.ts';
import { roiShape } from './roiText.ts';
import {
  type PaneState,
  type ViewerState,
  measured,
  measurementsOf,
  placeOf,
  wentTo,
  windowed,
} from './viewerModel.ts';
import type { Point } from './viewport.ts';
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
  /** To a screen reader. */
  say(text: string): void;
}

/** One pane at work: its canvas, and what the pointer does on it. */
export class PaneController {
  readonly pane: Pane;
  readonly #host: PaneHost;
  readonly #renderer: RenderClient;
  readonly canvas: PaneCanvas;
  readonly placement: PanePlacement;
  readonly #pointer: PanePointer;
  readonly #drags: PaneDrags;
  readonly #gestures: PaneGestures;
  readonly #describer: FrameDescriber;
  readonly #regions: RoiReader;
  readonly #lateness: Lateness;
  readonly #observer: ResizeObserver;
  /** Undefined before the first frame; while a frame is on its way, the one before it. */
  current: FrameHere | undefined;
  drawn: { readonly place: FramePlace; readonly look: DrawnLook } | undefined;
  failure: { readonly place: FramePlace; readonly message: string } | undefined;
  /** The part of the image under a patch of the model. */
  patch: Region | undefined;

  constructor(pane: Pane, element: HTMLElement, canvas: HTMLCanvasElement, renderer: RenderClient, host: PaneHost) {
    this.pane = pane;
    this.#host = host;
    this.#renderer = renderer;
    this.#describer = new FrameDescriber(pane, renderer, host.refresh);
    this.#regions = new RoiReader(pane, renderer, host.refresh);
    this.#lateness = new Lateness(host.refresh);
    this.canvas = new PaneCanvas(canvas, pane, renderer, {
      onDrawn: (place, look) => {
        this.#onDrawn(place, look);
      },
      onFailed: (place, message) => {
        this.failure = { place, message };
        host.refresh();
      },
    });
    this.placement = new PanePlacement(pane, this, host);
    this.#pointer = new PanePointer(this);
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
        this.placement.zoom(factor, at);
      },
      onScroll: (steps) => this.#scroll(steps),
      onDoubleClick: (at) => {
        this.placement.toggleActualSize(at);
      },
      onCancel: (mode) => {
        drags.cancel(mode);
      },
    });
    this.#observer = new ResizeObserver((entries) => {
      this.canvas.resize(deviceSize(element, entries.at(-1)?.devicePixelContentBoxSize[0]));
      host.refresh();
    });
    this.#observer.observe(element);
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#describer.dispose();
    this.#lateness.dispose();
    this.canvas.dispose();
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

  /** By so many CSS pixels, with the keyboard. It probes and measures like the mouse. */
  movePointer(by: Point): void {
    this.#drags.hover(this.#pointer.move(by));
    this.#host.refresh();
  }

  /** The next point of a measurement, where the pointer of the keyboard is; with the last one it is said. */
  placePoint(): void {
    if (this.#pointer.crosshair === undefined) this.movePointer({ x: 0, y: 0 });
    if (this.#pointer.crosshair === undefined) return;
    this.#drags.placePoint(this.#pointer.crosshair);
    const measurement = this.chosen === undefined ? undefined : this.measurements[this.chosen];
    if (!this.#drags.measure.isHolding && measurement !== undefined) void this.#say(measurement);
  }

  async #say(measurement: Measurement): Promise<void> {
    const image = this.current?.image;
    const shape = roiShape(measurement);
    if (image === undefined) return;
    const statistics = shape && (await this.#renderer.statistics(this.pane, image, shape, 'said'));
    this.#host.say(measurementLines(measurement, image, statistics).join(', '));
  }

  /** What lies under the pointer. */
  get probe(): Probe | undefined {
    return this.#pointer.probe;
  }

  /** The same, waited for. */
  async describe(): Promise<FrameValues | undefined> {
    return this.current && this.#describer.now(this.current.image);
  }

  /** Of the picture on the screen. */
  get look(): DrawnLook | undefined {
    return this.drawn?.look;
  }

  draw(): void {
    const { state } = this;
    if (state === undefined) return;
    const frame = this.#host.frame(placeOf(state));
    if (frame !== undefined && frame.image !== this.current?.image) {
      // What is not finished stays neither on the frame that goes nor on the one that comes.
      this.#drags.giveUpMeasurement();
      this.#drags.measure.forget();
      this.current = frame;
      this.failure = undefined;
    }
    this.#lateness.watch(this.isWaiting);
    const shown = this.current;
    if (shown === undefined) return;
    const { overlays } = this.#host.state();
    this.canvas.show({
      ...shown,
      shade: { voi: state.voi, negative: state.negative && shown.image.kind === 'monochrome' },
      placement: state.placement,
      overlays,
      measurements: this.measurements,
      statistics: this.statistics,
      chosen: this.chosen,
      patch: this.patch,
      crosshair: this.#pointer.crosshair,
      draft: this.#drags.isWindowing,
    });
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

  /** Of the frame that is here. */
  get measurements(): readonly Measurement[] {
    return this.current === undefined ? [] : measurementsOf(this.#host.state(), this.current.place);
  }

  /** Which of them is chosen. */
  get chosen(): number | undefined {
    return this.#drags.measure.chosen;
  }

  /** Of each measurement that is a region, once they are known. */
  get statistics(): readonly (RoiStatistics | undefined)[] {
    return this.current === undefined ? [] : this.#regions.of(this.current.image, this.measurements);
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
    if (this.current !== undefined) this.setMeasurements(this.#drags.measure.remove(this.measurements));
  }

  #onDrawn(place: FramePlace, look: DrawnLook): void {
    this.drawn = { place, look };
    if (this.current !== undefined) this.#describer.look(this.current.image);
    this.#host.refresh();
  }

  #hover(at: Point | undefined): void {
    this.#pointer.hover(at);
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
}
