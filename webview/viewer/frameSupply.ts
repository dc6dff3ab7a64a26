import type { FromViewer, ToViewer } from '../../src/protocol/viewer.ts';
import { type CachedFrame, FrameCache, bytesOf } from './frameCache.ts';
import { type Travel, frameWants } from './frameWants.ts';
import { type FramePlace, frameKey, placeAt } from './stackPosition.ts';

type Want = Extract<FromViewer, { type: 'want' }>;

/** Of a list sent, as many may still be to come before a new one is sent for what is further ahead. */
const ENOUGH = 8;

/** The frames as the view has them: those that are here, and the asking for those that are not. */
export class FrameSupply {
  readonly #cache = new FrameCache();
  readonly #post: (want: Want) => void;
  #outstanding: readonly string[] = [];
  #pinned: readonly string[] = [];
  #frameBytes = 512 * 512 * 2;

  constructor(post: (want: Want) => void) {
    this.#post = post;
  }

  at(place: FramePlace): CachedFrame | undefined {
    return this.#cache.get(frameKey(place));
  }

  has(place: FramePlace): boolean {
    return this.#cache.has(frameKey(place));
  }

  /** `travels`: of the panes, the one with the focus first. */
  follow(travels: readonly Travel[]): void {
    this.#pinned = travels.map(({ stack, position }) => frameKey(placeAt(stack, position)));
    const lists = travels.map((travel) => frameWants(travel, this.#frameBytes));
    // What is in front of each pane, then turn by turn what is ahead.
    const places = Array.from({ length: Math.max(0, ...lists.map(({ length }) => length)) }, (_, i) =>
      lists.flatMap((list) => list[i] ?? []),
    ).flat();
    const missing = new Map(places.map((place) => [frameKey(place), place]));
    for (const key of missing.keys()) if (this.#cache.has(key)) missing.delete(key);
    const keys = [...missing.keys()];
    const still = this.#outstanding.filter((key) => missing.has(key));
    const isUrgent = this.#pinned.some((key) => missing.has(key) && !still.slice(0, travels.length).includes(key));
    if (!isUrgent && (still.length >= ENOUGH || keys.every((key) => still.includes(key)))) return;
    this.#outstanding = keys;
    this.#post({ type: 'want', frames: [...missing.values()].map(({ itemId, frame }) => ({ itemId, frame })) });
  }

  received({ itemId, frame, header, image }: Extract<ToViewer, { type: 'frame' }>): void {
    this.#frameBytes = Math.max(bytesOf(image), 1);
    this.#arrived({ itemId, frame }, { state: 'here', header, image });
  }

  failed({ itemId, frame, message }: Extract<ToViewer, { type: 'frameFailed' }>): void {
    this.#arrived({ itemId, frame }, { state: 'failed', message });
  }

  #arrived(place: FramePlace, frame: CachedFrame): void {
    const key = frameKey(place);
    this.#cache.put(key, frame, this.#pinned);
    this.#outstanding = this.#outstanding.filter((each) => each !== key);
  }

  /** The frame, or all frames of the image, will be asked for anew. */
  forget(itemId: string, frame?: number): void {
    if (frame === undefined) this.#cache.removeAll(`${itemId}#`);
    else this.#cache.remove(frameKey({ itemId, frame }));
    this.#outstanding = [];
  }
}
