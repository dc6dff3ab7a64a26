/** Images to features, through the embedding cache. */
import type { ModelImage } from '../../protocol/engine.ts';
import { engineErrors } from '../engineErrors.ts';
import { EmbeddingCache } from './embeddingCache.ts';
import type { LoadedModel } from './loadedModel.ts';
import type { EncodedImage, EncodedPart } from './nativeAddon.ts';

/** Features of about 27 images of LLaVA-Med (576 tokens of 4096 floats). */
const cacheBytes = 256 * 1024 * 1024;

export class ImageEncoder {
  readonly #loaded: LoadedModel;
  readonly #cache = new EmbeddingCache(cacheBytes);
  /** Kept after the features are gone from the cache: enough to find an image in the KV cache again. */
  readonly #parts = new Map<string, readonly EncodedPart[]>();

  constructor(loaded: LoadedModel) {
    this.#loaded = loaded;
  }

  /** Tokens of one image where that is known beforehand, else 0. */
  get tokensPerImage(): number {
    return this.#loaded.description.projector?.tokensPerImage ?? 0;
  }

  partsOf(sha256: string): readonly EncodedPart[] | undefined {
    return this.#parts.get(sha256);
  }

  tokensOf(sha256: string): number {
    return (this.#parts.get(sha256) ?? []).reduce(
      (sum, part) => sum + (part.kind === 'text' ? part.tokens.length : part.tokens),
      0,
    );
  }

  /** Null when the abort flag was raised. Rejects with `imageWithoutProjector`. */
  async encode({ sha256, rgb, width, height }: ModelImage): Promise<EncodedImage | null> {
    const { vision, description } = this.#loaded;
    if (vision === undefined) throw engineErrors.imageWithoutProjector(description.fileName);
    const cached = this.#cache.get(sha256);
    if (cached !== undefined) return cached;
    const image = await vision.encode(rgb, width, height);
    if (image === null) return null;
    this.#cache.add(sha256, image);
    this.#parts.set(sha256, image.parts);
    return image;
  }

  dispose(): void {
    this.#cache.clear();
  }
}
