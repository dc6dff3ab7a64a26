/**
 * Work of which only the last request matters, such as the model's view while a window is dragged: one runs, the newest
 * waits, those between are forgotten. What runs is finished, so that a drag that goes on shows something on the way.
 */
export class LatestOnly<Request> {
  readonly #work: (request: Request, signal: AbortSignal) => Promise<void>;
  readonly #abort = new AbortController();
  #waiting: { readonly request: Request } | undefined;
  #running = false;

  /** `work` hands its result on, or what went wrong; it does not reject. */
  constructor(work: (request: Request, signal: AbortSignal) => Promise<void>) {
    this.#work = work;
  }

  ask(request: Request): void {
    this.#waiting = { request };
    this.#next();
  }

  end(): void {
    this.#waiting = undefined;
    this.#abort.abort();
  }

  #next(): void {
    if (this.#waiting === undefined || this.#running || this.#abort.signal.aborted) return;
    const { request } = this.#waiting;
    this.#waiting = undefined;
    this.#running = true;
    void this.#work(request, this.#abort.signal).finally(() => {
      this.#running = false;
      this.#next();
    });
  }
}
