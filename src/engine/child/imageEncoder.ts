/** Images to what they become in the prompt: laid out at once, encoded when their features are needed. */
import type { ModelImage } from '../../protocol/engine.ts';
import { engineErrors } from '../engineErrors.ts';
import { EmbeddingCache } from './embeddingCache.ts';
import type { LoadedModel } from './loadedModel.ts';
import type { EncodedImage, EncodedPart, Vision } from './nativeAddon.ts';

/** Features of about 27 images of LLaVA-Med (576 tokens of 4096 floats). */
const cacheBytes = 256 * 1024 * 1024;

export class ImageEncoder {
  readonly #loaded: LoadedModel;
  readonly #cache = new EmbeddingCache(cacheBytes);
  readonly #layouts = new Map<string, readonly EncodedPart[]>();

  constructor(loaded: LoadedModel) {
    this.#loaded = loaded;
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

  has(sha256: string): boolean {
    return this.#cache.get(sha256) !== undefined;
  }

  /** Null when the abort flag was raised. Rejects with `imageWithoutProjector`. */
  async encode({ sha256, rgb, width, height }: ModelImage): Promise<EncodedImage | null> {
    const cached = this.#cache.get(sha256);
    if (cached !== undefined) return cached;
    const image = await this.#vision.encode(rgb, width, height);
    if (image !== null) this.#cache.add(sha256, image);
    return image;
  }

  dispose(): void {
    this.#cache.clear();
  }

  get #vision(): Vision {
    const { vision, description } = this.#loaded;
    if (vision === undefined) throw engineErrors.imageWithoutProjector(description.fileName);
    return vision;
  }
}
