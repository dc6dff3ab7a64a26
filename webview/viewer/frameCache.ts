/** The frames that have come, within a budget of bytes: what was looked at least recently goes first. */
import type { FrameImage } from '../../src/display/frameImage.ts';
import type { ImageHeader } from '../../src/display/imageHeader.ts';

export type CachedFrame =
  | { readonly state: 'here'; readonly header: ImageHeader; readonly image: FrameImage }
  | { readonly state: 'failed'; readonly message: string };

const MIB = 2 ** 20;

export class FrameCache {
  readonly #entries = new Map<string, { readonly frame: CachedFrame; readonly bytes: number }>();
  readonly #budget: number;
  #bytes = 0;

  constructor(budget = 512 * MIB) {
    this.#budget = budget;
  }

  /** Bytes that are held. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Looking at a frame makes it the most recent one. */
  get(key: string): CachedFrame | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.frame;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /**
   * The frame just put is held even when it alone is beyond the budget; so are the frames `pinned`, which are on the
   * screen.
   */
  put(key: string, frame: CachedFrame, pinned: readonly string[] = []): void {
    this.remove(key);
    const bytes = frame.state === 'here' ? bytesOf(frame.image) : 0;
    this.#entries.set(key, { frame, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#budget) return;
      if (oldest !== key && !pinned.includes(oldest)) this.remove(oldest);
    }
  }

  remove(key: string): void {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0;
    this.#entries.delete(key);
  }

  /** Forgets every frame whose key begins so. */
  removeAll(prefix: string): void {
    for (const key of [...this.#entries.keys()]) if (key.startsWith(prefix)) this.remove(key);
  }
}

export function bytesOf(image: FrameImage): number {
  const pixels = image.kind === 'colour' ? image.rgb.byteLength : image.samples.byteLength;
  return image.overlays.reduce((sum, { bits }) => sum + bits.byteLength, pixels);
}
