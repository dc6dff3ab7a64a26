const FLASH_MS = 2000;

/** A word in the status line, for a moment. */
export class FlashedWord {
  readonly #refresh: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #text: string | undefined;

  constructor(refresh: () => void) {
    this.#refresh = refresh;
  }

  get text(): string | undefined {
    return this.#text;
  }

  show(text: string): void {
    this.#text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#text = undefined;
      this.#refresh();
    }, FLASH_MS);
    this.#refresh();
  }
}
