import type { Point } from './viewport.ts';

export type DragMode = 'window' | 'pan' | 'measure';

/** Points in CSS pixels of the pane. */
export interface GestureEvents {
  /** What a drag with the main button does. */
  mainMode(): DragMode;
  onFocus(): void;
  onDragStart(mode: DragMode, at: Point): void;
  /** `by`: since the drag began; `step`: since the last move. */
  onDrag(mode: DragMode, at: Point, by: Point, step: Point): void;
  onDragEnd(mode: DragMode, at: Point): void;
  /** Undefined: the pointer has left the pane. */
  onHover(at: Point | undefined): void;
  onZoom(at: Point, factor: number): void;
  /** Frames to go, by the wheel; false when there is nothing to leaf through, and the wheel zooms. */
  onScroll(steps: number): boolean;
  onDoubleClick(at: Point): void;
  /** The drag is given up: all is to be as it was. */
  onCancel(mode: DragMode): void;
}

/** Of the wheel, as a mouse turns it by one notch. */
const NOTCH = 100;
const LINE = 100 / 3;
const ZOOM_PER_NOTCH = 1.25;

/** Pointer and wheel over a pane, as drags, zooms and steps. */
export class PaneGestures {
  readonly #element: HTMLElement;
  readonly #events: GestureEvents;
  #drag: { readonly mode: DragMode; readonly pointer: number; readonly from: Point; last: Point } | undefined;
  #wheel = 0;
  #space = false;
  #spaceUsed = false;

  constructor(element: HTMLElement, events: GestureEvents) {
    this.#element = element;
    this.#events = events;
    element.addEventListener('pointerdown', (event) => {
      this.#press(event);
    });
    element.addEventListener('pointermove', (event) => {
      this.#move(event);
    });
    element.addEventListener('pointerup', (event) => {
      this.#release(event);
    });
    element.addEventListener('pointercancel', () => {
      this.cancel();
    });
    element.addEventListener('pointerleave', () => {
      if (this.#drag === undefined) events.onHover(undefined);
    });
    element.addEventListener('dblclick', (event) => {
      if (event.button === 0 && events.mainMode() !== 'measure') events.onDoubleClick(this.#at(event));
    });
    element.addEventListener('contextmenu', (event) => {
      event.preventDefault();
    });
    // Middle click would start the browser's own scrolling.
    element.addEventListener('mousedown', (event) => {
      if (event.button === 1) event.preventDefault();
    });
    element.addEventListener(
      'wheel',
      (event) => {
        this.#turn(event);
      },
      { passive: false },
    );
  }

  get isDragging(): boolean {
    return this.#drag !== undefined;
  }

  /**
   * Space pans while it is held; a short press of it alone means something else, and is told by the answer `true` of
   * `releaseSpace`.
   */
  holdSpace(): void {
    if (!this.#space) this.#spaceUsed = false;
    this.#space = true;
  }

  releaseSpace(): boolean {
    const wasTapped = this.#space && !this.#spaceUsed;
    this.#space = false;
    return wasTapped;
  }

  /** False when there was no drag. */
  cancel(): boolean {
    const drag = this.#drag;
    if (drag === undefined) return false;
    this.#end(drag.pointer);
    this.#events.onCancel(drag.mode);
    return true;
  }

  #press(event: PointerEvent): void {
    const mode = this.#modeOf(event);
    this.#events.onFocus();
    if (mode === undefined || this.#drag !== undefined) return;
    const at = this.#at(event);
    this.#drag = { mode, pointer: event.pointerId, from: at, last: at };
    if (this.#space) this.#spaceUsed = true;
    this.#element.setPointerCapture(event.pointerId);
    this.#element.dataset['drag'] = mode;
    this.#events.onDragStart(mode, at);
  }

  #modeOf({ button, shiftKey }: PointerEvent): DragMode | undefined {
    if (button === 1 || (button === 0 && (shiftKey || this.#space))) return 'pan';
    if (button === 2) return 'window';
    return button === 0 ? this.#events.mainMode() : undefined;
  }

  #move(event: PointerEvent): void {
    const at = this.#at(event);
    const drag = this.#drag;
    this.#events.onHover(at);
    if (drag?.pointer !== event.pointerId) return;
    const step = { x: at.x - drag.last.x, y: at.y - drag.last.y };
    drag.last = at;
    this.#events.onDrag(drag.mode, at, { x: at.x - drag.from.x, y: at.y - drag.from.y }, step);
  }

  #release(event: PointerEvent): void {
    const drag = this.#drag;
    if (drag?.pointer !== event.pointerId) return;
    this.#end(event.pointerId);
    this.#events.onDragEnd(drag.mode, this.#at(event));
  }

  #end(pointer: number): void {
    this.#drag = undefined;
    delete this.#element.dataset['drag'];
    if (this.#element.hasPointerCapture(pointer)) this.#element.releasePointerCapture(pointer);
  }

  #turn(event: WheelEvent): void {
    event.preventDefault();
    const delta = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1);
    if (event.ctrlKey || event.metaKey) {
      this.#events.onZoom(this.#at(event), ZOOM_PER_NOTCH ** (-delta / NOTCH));
      return;
    }
    // A turn the other way begins anew; a touchpad's small steps add up to one.
    this.#wheel = Math.sign(delta) === Math.sign(this.#wheel) ? this.#wheel + delta : delta;
    const steps = Math.abs(delta) >= NOTCH / 2 ? Math.sign(delta) : Math.trunc(this.#wheel / (NOTCH / 2));
    if (!this.#events.onScroll(steps)) this.#events.onZoom(this.#at(event), ZOOM_PER_NOTCH ** (-delta / NOTCH));
    if (steps !== 0) this.#wheel = 0;
  }

  #at({ clientX, clientY }: MouseEvent): Point {
    const { left, top } = this.#element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }
}
