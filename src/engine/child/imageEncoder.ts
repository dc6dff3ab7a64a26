/** Images to what they become in the prompt: laid out at once; features from memory, from disk, or by the projector. */
import type { ModelImage, ProjectorPrecision } from '../../protocol/engine.ts';
import { engineErrors } from '../engineErrors.ts';
import { featureKey } from './cacheKeys.ts';
import type { ImageIdentity } from './cacheKeys.ts';
import type { Caches } from './caches.ts';
import { EmbeddingCache } from './embeddingCache.ts';
import type { LoadedModel } from './loadedModel.ts';
import type { EncodedImage, EncodedPart, Vision } from './nativeAddon.ts';

/** Features of about 27 images of LLaVA-Med (576 tokens of 4096 floats). */
const cacheBytes = 256 * 1024 * 1024;
/** Features that wait for the end of the request to be written; more are written at once. */
const waitingBytes = 32e6;

export class ImageEncoder {
  readonly #loaded: LoadedModel;
  readonly #caches: Caches;
  readonly #precision: ProjectorPrecision;
  readonly #cache = new EmbeddingCache(cacheBytes);
  readonly #layouts = new Map<string, readonly EncodedPart[]>();
  /** By their keys on disk. */
  readonly #unsaved = new Map<string, Uint16Array>();

  constructor(loaded: LoadedModel, caches: Caches, precision: ProjectorPrecision) {
    this.#loaded = loaded;
    this.#caches = caches;
    this.#precision = precision;
  }

  /** Tokens of one image where that is known beforehand, else 0. */
  get tokensPerImage(): number {
    return this.#loaded.description.projector?.tokensPerImage ?? 0;
  }

  /** What the image becomes: which tokens, how many positions. Rejects with `imageWithoutProjector`. */
  async layout({ sha256, rgb, width, height }: ModelImage): Promise<readonly EncodedPart[]> {
    const known = this.#layouts.get(sha256);
    if (known !== undefined) return known;
    const layout = await this.#vision.layout(rgb, width, height);
    const { parts } = layout;
    layout.dispose();
    this.#layouts.set(sha256, parts);
    return parts;
  }

  tokensOf(sha256: string): number {
    return (this.#layouts.get(sha256) ?? []).reduce(
      (sum, part) => sum + (part.kind === 'text' ? part.tokens.length : part.tokens),
      0,
    );
  }

  /**
   * Null when the abort flag was raised. `onEncoding` is called where the features are neither in memory nor on disk, so
   * that the projector has to work. Rejects with `imageWithoutProjector`.
   */
  async encode(image: ModelImage, onEncoding?: () => void): Promise<EncodedImage | null> {
    const { sha256, rgb, width, height } = image;
    const cached = this.#cache.get(sha256);
    if (cached !== undefined) return cached;
    const vision = this.#vision;
    let encoded = await this.#restore(vision, image);
    if (encoded === null) {
      onEncoding?.();
      encoded = await vision.encode(rgb, width, height);
      if (encoded === null) return null;
      this.#willSave(image, encoded);
    }
    this.#cache.add(sha256, encoded);
    return encoded;
  }

  /** Starts to write what was encoded since; between requests, so that no answer waits for it. */
  save(): void {
    for (const [key, halves] of this.#unsaved) this.#caches.keep(this.#caches.features, key, [bytesOf(halves)]);
    this.#unsaved.clear();
  }

  dispose(): void {
    this.#cache.clear();
  }

  get #vision(): Vision {
    const { vision, description } = this.#loaded;
    if (vision === undefined) throw engineErrors.imageWithoutProjector(description.fileName);
    return vision;
  }

  async #restore(vision: Vision, image: ModelImage): Promise<EncodedImage | null> {
    const bytes = await this.#caches.features?.get(this.#keyOf(image));
    if (bytes === undefined || bytes.byteLength % Uint16Array.BYTES_PER_ELEMENT !== 0) return null;
    const { rgb, width, height } = image;
    return vision.restore(rgb, width, height, new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2));
  }

  #willSave(image: ModelImage, encoded: EncodedImage): void {
    if (this.#caches.features === undefined) return;
    const halves = encoded.halfFeatures();
    if (halves === null) return;
    this.#unsaved.set(this.#keyOf(image), halves);
    const waiting = [...this.#unsaved.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (waiting > waitingBytes) this.save();
  }

  #keyOf(image: ImageIdentity): string {
    const { projector, backend } = this.#loaded.description;
    const maker = { projectorSha256: projector?.sha256 ?? '', precision: this.#precision, backend };
    return featureKey(maker, image);
  }
}

/** Little-endian, as every platform that node-llama-cpp runs on. */
function bytesOf({ buffer, byteOffset, byteLength }: Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
