/** A frame that comes sooner than this, ms, is not announced as loading: nothing must flicker. */
const LATE_MS = 160;

/** Tells a wait that is worth a word from one that is over before it is seen. */
export class Lateness {
  readonly #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLate = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get isLate(): boolean {
    return this.#isLate;
  }

  watch(isWaiting: boolean): void {
    if (!isWaiting) {
      this.dispose();
      this.#isLate = false;
    } else {
      this.#timer ??= setTimeout(() => {
        this.#isLate = true;
        this.#changed();
      }, LATE_MS);
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
