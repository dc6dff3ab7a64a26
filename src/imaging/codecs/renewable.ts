/**
 * A codec instance that is loaded on first use and thrown away after any error: a WebAssembly instance that has trapped fails on good files
 * from then on, or never returns.
 */
export class Renewable<T> {
  readonly #load: () => Promise<T>;
  #instance: Promise<T> | undefined;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  async use<R>(work: (instance: T) => R): Promise<R> {
    const instance = (this.#instance ??= this.#load());
    try {
      return work(await instance);
    } catch (error) {
      if (this.#instance === instance) this.#instance = undefined;
      throw error;
    }
  }
}
