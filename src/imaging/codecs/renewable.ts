/**
 * A codec instance that is loaded on first use and thrown away after any error: a WebAssembly instance that has trapped
 * fails on good files from then on, or never returns. Work that cannot trust its result must throw, too.
 */
export class Renewable<T> {
  readonly #load: () => Promise<T>;
  readonly #isBloated: (instance: T) => boolean;
  #instance: Promise<T> | undefined;

  /** WebAssembly memory never shrinks: an instance that `isBloated` after its work is not kept either. */
  constructor(load: () => Promise<T>, isBloated: (instance: T) => boolean) {
    this.#load = load;
    this.#isBloated = isBloated;
  }

  async use<R>(work: (instance: T) => R): Promise<R> {
    for (;;) {
      const loading = (this.#instance ??= this.#load());
      try {
        const instance = await loading;
        // Other work has spoilt it while this was waiting.
        if (this.#instance !== loading) continue;
        const result = work(instance);
        if (this.#isBloated(instance)) this.#forget(loading);
        return result;
      } catch (error) {
        this.#forget(loading);
        throw error;
      }
    }
  }

  #forget(loading: Promise<T>): void {
    if (this.#instance === loading) this.#instance = undefined;
  }
}
