/** A frame of an image, by the image's id. */
export interface FrameKey {
  readonly itemId: string;
  /** Counted from 0. */
  readonly frame: number;
}

/**
 * Frames on their way to the view: enough to keep the way busy while the next one is decoded, and few to be late with
 * after a jump.
 */
const UNDERWAY = 2;

/**
 * The frames that a view wants, decoded one after another in its order. A new list takes the place of the old one at
 * once, so that a fast scroll leaves nothing to catch up on; the frame in work is finished, because ending a decoder
 * costs more than most frames.
 */
export class FrameQueue<Loaded> {
  readonly #load: (key: FrameKey, signal: AbortSignal) => Promise<Loaded | undefined>;
  readonly #deliver: (loaded: Loaded) => Promise<unknown>;
  #wanted: readonly FrameKey[] = [];
  #inWork: { readonly key: FrameKey; readonly abort: AbortController } | undefined;
  #underway = 0;
  /** Those of them that are still good: a view that asks for them once more will have them anyway. */
  #expected: readonly FrameKey[] = [];
  #ended = false;

  /**
   * `load` gives what is to be delivered, a failure included; undefined when there is nothing to say. Neither rejects.
   */
  constructor(
    load: (key: FrameKey, signal: AbortSignal) => Promise<Loaded | undefined>,
    deliver: (loaded: Loaded) => Promise<unknown>,
  ) {
    this.#load = load;
    this.#deliver = deliver;
  }

  want(frames: readonly FrameKey[]): void {
    this.#wanted = frames.filter((key) => !this.#expected.some((coming) => isSame(key, coming)));
    this.#next();
  }

  /** The image is not what it was: its frame in work must not arrive, and those on their way do not count. */
  drop(itemId: string): void {
    this.#expected = this.#expected.filter((key) => key.itemId !== itemId);
    if (this.#inWork?.key.itemId === itemId) this.#inWork.abort.abort();
  }

  /** Ends the work; nothing is loaded any more. */
  end(): void {
    this.#ended = true;
    this.#wanted = [];
    this.#inWork?.abort.abort();
  }

  #next(): void {
    const [key, ...rest] = this.#wanted;
    if (key === undefined || this.#inWork !== undefined || this.#underway >= UNDERWAY || this.#ended) return;
    this.#wanted = rest;
    const abort = new AbortController();
    this.#inWork = { key, abort };
    this.#expected = [...this.#expected, key];
    void this.#load(key, abort.signal).then((loaded) => {
      this.#inWork = undefined;
      if (loaded !== undefined && !abort.signal.aborted) this.#send(key, loaded);
      else this.#expected = this.#expected.filter((other) => other !== key);
      this.#next();
    });
  }

  #send(key: FrameKey, loaded: Loaded): void {
    this.#underway++;
    void this.#deliver(loaded).then(() => {
      this.#underway--;
      this.#expected = this.#expected.filter((other) => other !== key);
      this.#next();
    });
  }
}

function isSame(one: FrameKey, other: FrameKey): boolean {
  return one.itemId === other.itemId && one.frame === other.frame;
}
