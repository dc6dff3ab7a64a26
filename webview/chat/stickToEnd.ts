/** How near the end counts as being there, in pixels. */
const NEAR = 48;

/** Keeps a growing list at its end while the reader is there, and leaves a reader who has scrolled up alone. */
export class StickToEnd {
  readonly #list: () => HTMLElement | null;
  #sticks = true;

  constructor(list: () => HTMLElement | null) {
    this.#list = list;
  }

  /** To be called before the list changes. */
  before(): void {
    const list = this.#list();
    if (list !== null && list.scrollHeight - list.scrollTop - list.clientHeight > NEAR) this.#sticks = false;
    else if (list !== null && list.clientHeight > 0) this.#sticks = true;
  }

  /** To be called after it has changed. */
  after(): void {
    const list = this.#list();
    if (list !== null && this.#sticks) list.scrollTop = list.scrollHeight;
  }

  /** The reader has done something whose outcome is at the end. */
  jump(): void {
    const list = this.#list();
    if (list !== null) list.scrollTop = list.scrollHeight;
    this.#sticks = true;
  }
}
