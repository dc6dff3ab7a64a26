/** How near the end counts as being there, in pixels. */
const NEAR = 48;

/** Keeps a growing list at its end while the reader is there, and leaves a reader who has scrolled up alone. */
export class StickToEnd {
  readonly #resized = new ResizeObserver(() => {
    this.#settle();
  });
  #list: HTMLElement | undefined;
  #sticks = true;

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
        this.#sticks = list.scrollHeight - list.scrollTop - list.clientHeight <= NEAR;
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
