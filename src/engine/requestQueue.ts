/** One after another: work that shares a process which can only do one thing at a time. */
export class RequestQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` when everything queued before has settled. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
