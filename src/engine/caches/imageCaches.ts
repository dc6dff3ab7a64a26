/** The two caches on disk of what an image became: its features, and the language model's state after them. */
import { join } from 'node:path';
import type { CacheUsage } from './cacheFiles.ts';
import { DiskCache } from './diskCache.ts';

export interface ImageCaches {
  /** Each image's features as 16-bit floats: for LLaVA-Med 4.7 MB. */
  readonly features: DiskCache;
  /** The KV cache after an image: for LLaVA-Med 77 MB. */
  readonly states: DiskCache;
}

export interface ImageCacheUsage {
  readonly features: CacheUsage;
  readonly states: CacheUsage;
}

export function openImageCaches(
  folder: string,
  { featureBytes, stateBytes }: { readonly featureBytes: number; readonly stateBytes: number },
  log?: (line: string) => void,
): ImageCaches {
  return {
    features: new DiskCache({ folder: join(folder, 'features'), kind: 'features', limitBytes: featureBytes, log }),
    states: new DiskCache({ folder: join(folder, 'states'), kind: 'states', limitBytes: stateBytes, log }),
  };
}

/** What lies in the folder, whoever put it there. Rejects where it cannot be read. */
export async function imageCacheUsage(folder: string): Promise<ImageCacheUsage> {
  const { features, states } = openImageCaches(folder, { featureBytes: 0, stateBytes: 0 });
  return { features: await features.usage(), states: await states.usage() };
}

/** Deletes all of it and says how much that was; processes that use the folder go on. Rejects where it cannot be deleted. */
export async function clearImageCaches(folder: string): Promise<ImageCacheUsage> {
  const { features, states } = openImageCaches(folder, { featureBytes: 0, stateBytes: 0 });
  return { features: await features.clear(), states: await states.clear() };
}
