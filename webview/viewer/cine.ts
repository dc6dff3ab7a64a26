/** Plays a stack: after a frame's time the next one comes, and one that is not there yet is waited for. */
const DEFAULT_MS = 100;
/** Faster than a screen shows makes no sense. */
const LEAST_MS = 1000 / 60;

export interface CineEvents {
  /** How long the frame in front is to be shown, ms. */
  currentTimeMs(): number;
  /** Goes to the next frame; false when that has to wait, for the frame or for the screen, and is asked again soon. */
  advance(): boolean;
}

const RETRY_MS = 4;

export class Cine {
  readonly #events: CineEvents;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = 0;

  constructor(events: CineEvents) {
    this.#events = events;
  }

  get running(): boolean {
    return this.#timer !== undefined;
  }

  start(): void {
    if (this.running) return;
    this.#due = performance.now();
    this.#plan(this.#events.currentTimeMs());
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** `ms` after the last frame was due, so that late timers do not add up; but nothing is rushed after a wait. */
  #plan(ms: number): void {
    const now = performance.now();
    this.#due = Math.max(this.#due + ms, now);
    this.#timer = setTimeout(() => {
      this.#tick();
    }, this.#due - now);
  }

  #tick(): void {
    if (this.#events.advance()) this.#plan(this.#events.currentTimeMs());
    else this.#plan(RETRY_MS);
  }
}

/** How long a frame is shown: by the file, else ten a second. `speed` divides it. */
export function frameTimeMs(frameTimesMs: readonly number[] | undefined, frame: number, speed: number): number {
  const own = frameTimesMs?.[frame] ?? frameTimesMs?.[0];
  const usable = own !== undefined && own > 0 ? own : DEFAULT_MS;
  return Math.max(usable / speed, LEAST_MS);
}
