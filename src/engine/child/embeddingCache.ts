/** Encoded images by SHA-256 of their pixels: the least recently used go first when the cache exceeds its bytes. */
import type { EncodedImage } from './nativeAddon.ts';

export class EmbeddingCache {
  readonly #limitBytes: number;
  readonly #images = new Map<string, EncodedImage>();
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get(sha256: string): EncodedImage | undefined {
    const image = this.#images.get(sha256);
    if (image === undefined) return undefined;
    // A Map keeps the order of insertion: the last one in is the most recently used.
    this.#images.delete(sha256);
    this.#images.set(sha256, image);
    return image;
  }

  /** Keeps `image`, and owns it from now on. The newest image stays even if it alone exceeds the limit. */
  add(sha256: string, image: EncodedImage): void {
    this.#images.set(sha256, image);
    this.#bytes += image.byteLength;
    for (const [oldest, old] of this.#images) {
      if (this.#bytes <= this.#limitBytes || oldest === sha256) break;
      this.#images.delete(oldest);
      this.#bytes -= old.byteLength;
      old.dispose();
    }
  }

  clear(): void {
    for (const image of this.#images.values()) image.dispose();
    this.#images.clear();
    this.#bytes = 0;
  }
}
