import type { Point } from './lightboxGeometry.ts';

/** Points are CSS pixels of the stage. */
export interface StagePointerEvents {
  onStart(at: Point): void;
  onDrag(at: Point, by: Point): void;
  onEnd(): void;
  /** Two fingers, or a wheel: so many times as large about a point, and moved. */
  onZoom(factor: number, about: Point, by: Point): void;
}

/** For pixels of a wheel's turn; a pinch on a trackpad comes as short turns with Ctrl. */
const WHEEL = { plain: 0.002, pinch: 0.01 };
/** CSS pixels of a line, for wheels that turn by lines. */
const LINE = 16;

/** Pointers on the stage: one drags, two pinch, the wheel zooms. */
export class StagePointers {
  readonly #down = new Map<number, Point>();
  readonly #events: StagePointerEvents;

  constructor(events: StagePointerEvents) {
    this.#events = events;
  }

  readonly onDown = (event: PointerEvent & { readonly currentTarget: HTMLElement }): void => {
    if (event.button !== 0 || this.#down.size === 2) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = pointOf(event);
    this.#down.set(event.pointerId, at);
    if (this.#down.size === 1) this.#events.onStart(at);
    else this.#events.onEnd(); // the second finger: no longer a drag
  };

  readonly onMove = (event: PointerEvent & { readonly currentTarget: HTMLElement }): void => {
    const before = this.#down.get(event.pointerId);
    if (before === undefined) return;
    const at = pointOf(event);
    const other = [...this.#down].find(([id]) => id !== event.pointerId)?.[1];
    this.#down.set(event.pointerId, at);
    if (other === undefined) {
      this.#events.onDrag(at, { x: at.x - before.x, y: at.y - before.y });
      return;
    }
    const factor = apart(at, other) / Math.max(1, apart(before, other));
    const by = { x: (at.x - before.x) / 2, y: (at.y - before.y) / 2 };
    this.#events.onZoom(factor, { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 }, by);
  };

  readonly onUp = (event: PointerEvent): void => {
    if (this.#down.delete(event.pointerId) && this.#down.size === 0) this.#events.onEnd();
  };

  readonly onWheel = (event: WheelEvent & { readonly currentTarget: HTMLElement }): void => {
    event.preventDefault();
    const turned = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE : event.deltaY;
    const factor = Math.exp(-turned * (event.ctrlKey ? WHEEL.pinch : WHEEL.plain));
    this.#events.onZoom(factor, pointOf(event), { x: 0, y: 0 });
  };
}

function pointOf({ clientX, clientY, currentTarget }: MouseEvent & { readonly currentTarget: HTMLElement }): Point {
  const { left, top } = currentTarget.getBoundingClientRect();
  return { x: clientX - left - currentTarget.clientLeft, y: clientY - top - currentTarget.clientTop };
}

function apart(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
