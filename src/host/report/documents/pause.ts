const pauseMs = 150;

/** Work that waits until a person who types has paused: each call of `soon` begins the wait anew. */
export class Pause {
  readonly #work: () => void;
  #waiting: NodeJS.Timeout | undefined;

  constructor(work: () => void) {
    this.#work = work;
  }

  soon(): void {
    this.dispose();
    this.#waiting = setTimeout(this.#work, pauseMs);
  }

  /** What waits is not done. */
  dispose(): void {
    clearTimeout(this.#waiting);
  }
}
