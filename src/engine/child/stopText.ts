/** An answer that ends at a text: of what comes, as much as cannot be the beginning of that text. */

export class StopText {
  readonly #stop: string;
  /** White space, and a beginning of the text behind it. */
  #held = '';
  #isFound = false;

  constructor(stop: string) {
    this.#stop = stop;
  }

  get isFound(): boolean {
    return this.#isFound;
  }

  /** What of `#held` and `text` belongs to the answer for certain. White space before the end belongs to the end. */
  push(text: string): string {
    if (this.#isFound) return '';
    const all = this.#held + text;
    const at = all.indexOf(this.#stop);
    if (at >= 0) {
      this.#isFound = true;
      this.#held = '';
      return all.slice(0, at).trimEnd();
    }
    const certain = all.slice(0, all.length - this.#beginning(all)).trimEnd();
    this.#held = all.slice(certain.length);
    return certain;
  }

  /** What was held back, now that nothing more comes. */
  rest(): string {
    const held = this.#held;
    this.#held = '';
    return held;
  }

  /** How many characters at the end of `text` may be the beginning of the stop. */
  #beginning(text: string): number {
    for (let length = this.#stop.length - 1; length > 0; length--)
      if (text.endsWith(this.#stop.slice(0, length))) return length;
    return 0;
  }
}
