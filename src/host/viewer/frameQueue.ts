/** A frame of an image, by the image's id. */
export interface FrameKey {
  readonly itemId: string;
  /** Counted from 0. */
  readonly frame: number;
}

/**
 * The frames that a view wants, fetched one after another in its order. A new list takes the place of the old one at once, so that a fast
 * scroll leaves nothing to catch up on; the frame in work is finished, because ending a decoder costs more than most frames.
 */
export class FrameQueue {
  readonly #fetch: (key: FrameKey, signal: AbortSignal) => Promise<void>;
  #wanted: readonly FrameKey[] = [];
  #inWork: { readonly key: FrameKey; readonly abort: AbortController } | undefined;
  #ended = false;

  /** `fetch` hands the frame on, or what went wrong; it does not reject. */
  constructor(fetch: (key: FrameKey, signal: AbortSignal) => Promise<void>) {
    this.#fetch = fetch;
  }

  want(frames: readonly FrameKey[]): void {
    const current = this.#inWork;
    // A frame that was dropped in the midst of its work has to be fetched anew.
    this.#wanted = current === undefined || current.abort.signal.aborted ? [...frames] : frames.filter((key) => !isSame(key, current.key));
    this.#next();
  }

  /** The image is not what it was: its frame in work must not arrive. */
  drop(itemId: string): void {
    if (this.#inWork?.key.itemId === itemId) this.#inWork.abort.abort();
  }

  /** Ends the work; nothing is fetched any more. */
  end(): void {
    this.#ended = true;
    this.#wanted = [];
    this.#inWork?.abort.abort();
  }

  #next(): void {
    const [key, ...rest] = this.#wanted;
    if (key === undefined || this.#inWork !== undefined || this.#ended) return;
    this.#wanted = rest;
    const abort = new AbortController();
    this.#inWork = { key, abort };
    void this.#fetch(key, abort.signal).finally(() => {
      this.#inWork = undefined;
      this.#next();
    });
  }
}

function isSame(one: FrameKey, other: FrameKey): boolean {
  return one.itemId === other.itemId && one.frame === other.frame;
}
