/**
 * Things that are made ready side by side and taken in the order in which they came: each asks for its place at once,
 * and waits for its turn when it is ready.
 */
export class Arrivals {
  #last: Promise<void> = Promise.resolve();

  /** A place behind all that have one. `left` has to be called, whatever happened. */
  place(): { readonly turn: Promise<void>; readonly left: () => void } {
    const turn = this.#last;
    let left = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      left = resolve;
    });
    // those behind wait for this one and, through it, for all before it
    this.#last = turn.then(() => gone);
    return { turn, left };
  }
}
