/**
 * Work that several callers wait for, each with a signal of its own: who leaves does not end it for the others, and it
 * is aborted when the last one has left.
 */
export class SharedWork<T> {
  readonly #abort = new AbortController();
  readonly #result: Promise<T>;
  #callers = 0;
  #state: 'working' | 'done' | 'lost' = 'working';

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = work(this.#abort.signal);
    // Each caller hears of a failure; there may be none left to hear of it.
    this.#result.then(
      () => {
        this.#state = 'done';
      },
      () => {
        this.#state = 'lost';
      },
    );
  }

  /** True when there will be no result, for it failed or all left: who comes now begins anew. */
  get isLost(): boolean {
    return this.#state === 'lost';
  }

  /** Rejects as the work does, or at once with the signal's reason. */
  async join(signal?: AbortSignal): Promise<T> {
    this.#callers += 1;
    let left = (): void => undefined;
    const leaving = new Promise<never>((_, reject) => {
      left = () => {
        reject(signal?.reason as Error);
      };
    });
    signal?.addEventListener('abort', left, { once: true });
    try {
      signal?.throwIfAborted();
      return await Promise.race([this.#result, leaving]);
    } finally {
      signal?.removeEventListener('abort', left);
      this.#callers -= 1;
      if (this.#callers === 0 && this.#state === 'working') {
        this.#state = 'lost';
        this.#abort.abort(signal?.reason);
      }
    }
  }
}
