/** How near the end counts as being there, in pixels. */
const NEAR = 48;

/** Keeps a growing list at its end while the reader is there, and leaves a reader who has scrolled up alone. */
export class StickToEnd {
  readonly #resized = new ResizeObserver(() => {
    this.#settle();
  });
  #list: HTMLElement | undefined;
  #sticks = true;
  #top = 0;

  /** `list` scrolls; its one child grows. The same list again is no news. */
  watch(list: HTMLElement | null): void {
    if (list === null || list === this.#list) return;
    this.#resized.disconnect();
    this.#list = list;
    this.#resized.observe(list);
    for (const child of list.children) this.#resized.observe(child);
    list.addEventListener(
      'scroll',
      () => {
        const isNear = list.scrollHeight - list.scrollTop - list.clientHeight <= NEAR;
        // What was never drawn has a height that was guessed: the end may go away from one who has not scrolled.
        if (isNear) this.#sticks = true;
        else if (list.scrollTop < this.#top) this.#sticks = false;
        this.#top = list.scrollTop;
      },
      { passive: true },
    );
    this.#settle();
  }

  /** The reader has done something whose outcome is at the end. */
  jump(): void {
    this.#sticks = true;
    this.#settle();
  }

  #settle(): void {
    if (this.#sticks && this.#list !== undefined) this.#list.scrollTop = this.#list.scrollHeight;
  }
}
