/**
 * Work that shares a process which can only do one thing at a time: one after another in the order asked, and work for
 * idle times when nobody waits.
 */

interface Waiting {
  start(): void;
}

interface Running {
  /** What idle work is about; undefined for work that somebody waits for. */
  readonly topics: ReadonlySet<string> | undefined;
  readonly overtaken: AbortController;
  readonly awaited: AbortController;
}

export interface IdleContext {
  /** Fires when somebody wants the process: end soon, whatever is thrown or returned then. */
  readonly overtaken: AbortSignal;
  /** Fires when somebody waits for this very work, which is then no idle work any more. */
  readonly awaited: AbortSignal;
}

export class RequestQueue {
  readonly #waiting: Waiting[] = [];
  readonly #idle: Waiting[] = [];
  #running: Running | undefined;

  /**
   * Runs `work` when everything that was asked for before has settled. Idle work gives way, unless all that it is about
   * is among `topics`: then it has a start on this work, which waits for it. Rejects at once with the signal's reason
   * while it waits.
   */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal, topics: readonly string[] = []): Promise<T> {
    if (this.isAhead(topics)) this.#running?.awaited.abort();
    else this.#running?.overtaken.abort();
    return this.#enqueue(this.#waiting, undefined, work, signal);
  }

  /** Whether idle work is running that is about nothing but `topics`. */
  isAhead(topics: readonly string[]): boolean {
    const about = this.#running?.topics;
    return about !== undefined && about.size > 0 && [...about].every((topic) => topics.includes(topic));
  }

  /** Runs `work` when nobody waits, and again from the start each time that it was overtaken. */
  async runIdle<T>(
    topics: readonly string[],
    work: (context: IdleContext) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    for (;;) {
      const running = startOf(topics);
      const [overtaken, awaited] = [running.overtaken.signal, running.awaited.signal];
      try {
        const result = await this.#enqueue(this.#idle, running, () => work({ overtaken, awaited }), signal);
        if (!overtaken.aborted) return result;
      } catch (error) {
        if (!overtaken.aborted || signal?.aborted === true) throw error;
      }
      signal?.throwIfAborted();
    }
  }

  async #enqueue<T>(
    queue: Waiting[],
    running: Running | undefined,
    work: () => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const mine = running ?? startOf(undefined);
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        queue.splice(queue.indexOf(waiting), 1);
        reject(signal?.reason as Error);
      };
      const waiting: Waiting = {
        start: () => {
          signal?.removeEventListener('abort', leave);
          this.#running = mine;
          resolve();
        },
      };
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(waiting);
      this.#startNext();
    });
    try {
      return await work();
    } finally {
      this.#running = undefined;
      this.#startNext();
    }
  }

  #startNext(): void {
    if (this.#running !== undefined) return;
    (this.#waiting.shift() ?? this.#idle.shift())?.start();
  }
}

function startOf(topics: readonly string[] | undefined): Running {
  const about = topics && new Set(topics);
  return { topics: about, overtaken: new AbortController(), awaited: new AbortController() };
}
