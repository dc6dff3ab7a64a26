/** Of what features and states depend on, and so under which keys they are kept on disk. */
import type { ModelDescription, ModelImage, ProjectorPrecision } from '../../protocol/engine.ts';
import { cacheKey } from '../caches/cacheKey.ts';
import { featureVersion } from '../caches/featureVersion.ts';

/** What turns pixels into features. */
export interface FeatureMaker {
  readonly projectorSha256: string;
  readonly precision: ProjectorPrecision;
  /** Each rounds in a way of its own. */
  readonly backend: ModelDescription['backend'];
}

/** An image's pixels and size; `sha256` alone does not tell 2×3 from 3×2. */
export type ImageIdentity = Pick<ModelImage, 'sha256' | 'width' | 'height'>;

export function featureKey(maker: FeatureMaker, image: ImageIdentity): string {
  return cacheKey('features', { ...factsOf(maker), ...imageFacts(image) });
}

/**
 * The key of a KV state. `reader` says what made it: the model's SHA-256, its context size, the type of its cache, and
 * whatever else a state depends on. `prefixSha256` is a hash over all that stands in it, position by position; images
 * count there by their `featureKey`.
 */
export function stateKey(reader: Readonly<Record<string, string | number>>, prefixSha256: string): string {
  return cacheKey('states', { ...labelled('reader', reader), featureVersion, prefixSha256 });
}

function factsOf({ projectorSha256, precision, backend }: FeatureMaker): Record<string, string> {
  return { projectorSha256, precision, backend, featureVersion };
}

function imageFacts({ sha256, width, height }: ImageIdentity): Record<string, string | number> {
  return { imageSha256: sha256, width, height };
}

/** No label of a caller's is one of ours. */
function labelled(
  by: string,
  facts: Readonly<Record<string, string | number>>,
): Readonly<Record<string, string | number>> {
  return Object.fromEntries(Object.entries(facts).map(([label, fact]) => [`${by}.${label}`, fact]));
}
