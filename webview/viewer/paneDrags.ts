import type { VoiWindow } from '../../src/display/frameImage.ts';
import type { Measurement } from './measure.ts';
import { MeasureTool } from './measureTool.ts';
import type { DragMode } from './paneGestures.ts';
import type { FramePlace } from './stackPosition.ts';
import { type PaneState, type ViewerState, measurementsOf } from './viewerModel.ts';
import type { Affine, Point } from './viewport.ts';

/** The pane that is dragged on. Points in its CSS pixels. */
export interface DragTarget {
  readonly current: { readonly place: FramePlace } | undefined;
  readonly placement: { readonly toPane: Affine | undefined; pan(by: Point): void };
  readonly window: VoiWindow | undefined;
  moveWindow(by: Point, start: VoiWindow | undefined): void;
  setMeasurements(measurements: readonly Measurement[]): void;
}

interface DragHost {
  state(): ViewerState;
  change(next: (state: ViewerState) => ViewerState): void;
  refresh(): void;
}

/** What a drag does from its first to its last point, and how it is given up. */
export class PaneDrags {
  readonly measure = new MeasureTool();
  readonly #target: DragTarget;
  readonly #host: DragHost;
  #before: ViewerState | undefined;
  #startWindow: VoiWindow | undefined;

  constructor(target: DragTarget, host: DragHost) {
    this.#target = target;
    this.#host = host;
  }

  /** The window is being dragged. */
  get isWindowing(): boolean {
    return this.#startWindow !== undefined;
  }

  /** Of the main button. */
  get mainMode(): DragMode {
    const { tool } = this.#host.state();
    return tool === 'window' || tool === 'pan' ? tool : 'measure';
  }

  start(mode: DragMode, at: Point): void {
    const { current, placement, window } = this.#target;
    const { toPane } = placement;
    const state = this.#host.state();
    this.#before = state;
    if (mode === 'window') this.#startWindow = window;
    else if (mode === 'measure' && toPane !== undefined && current !== undefined) {
      const kind = state.tool === 'window' || state.tool === 'pan' ? 'distance' : state.tool;
      this.#target.setMeasurements(this.measure.press(kind, measurementsOf(state, current.place), at, toPane));
    }
  }

  move(mode: DragMode, at: Point, by: Point, step: Point): void {
    if (mode === 'pan') this.#target.placement.pan(step);
    else if (mode === 'window') this.#target.moveWindow(by, this.#startWindow);
    else this.#moveMeasurement(at);
  }

  end(mode: DragMode, at: Point): void {
    this.#startWindow = undefined;
    this.#before = undefined;
    if (mode === 'measure') this.#endMeasurement(at);
    // Until now the picture was a draft.
    else if (mode === 'window') this.#host.refresh();
  }

  cancel(mode: DragMode): void {
    const before = this.#before;
    this.#startWindow = undefined;
    this.#before = undefined;
    if (mode === 'measure') this.giveUpMeasurement();
    else if (before !== undefined)
      this.#host.change((state) => ({
        ...state,
        left: restored(state.left, before.left),
        right: restored(state.right, before.right),
      }));
  }

  /** What follows the pointer after a click; false when there is nothing. */
  giveUpMeasurement(): boolean {
    if (!this.measure.isHolding) return false;
    this.#target.setMeasurements(this.measure.cancel());
    return true;
  }

  /** By the keyboard: as a click. What is there already is taken hold of, and let go the next time. */
  placePoint(at: Point): void {
    if (this.measure.isHolding) {
      this.end('measure', at);
    } else if (this.mainMode === 'measure') {
      this.start('measure', at);
      if (this.measure.isDrawing) this.end('measure', at);
    }
  }

  /** After a click what is drawn follows the pointer without a button. */
  hover(at: Point): void {
    if (this.mainMode === 'measure') this.#moveMeasurement(at);
  }

  /** Not when it was given up, e.g. because another frame has come: it would be drawn there. */
  #endMeasurement(at: Point): void {
    if (this.measure.isHolding) this.#target.setMeasurements(this.measure.release(at));
  }

  #moveMeasurement(at: Point): void {
    const { toPane } = this.#target.placement;
    if (toPane !== undefined && this.measure.isHolding) this.#target.setMeasurements(this.measure.move(at, toPane));
  }
}

/** Window and placement as they were; the stack may have grown since. */
function restored(now: PaneState | undefined, before: PaneState | undefined): PaneState | undefined {
  return now && before && { ...now, voi: before.voi, placement: before.placement };
}
