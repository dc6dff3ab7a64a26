/** What of an image is kept for the next time, where, and how much of it. */
export interface CacheSettings {
  /** Holds a folder for each kind of entry; undefined: in memory only. */
  readonly folder: string | undefined;
  /** Most of images' features on disk; 0: none. */
  readonly featureBytes: number;
  /** Most of the language model's states after images on disk; 0: none. */
  readonly stateBytes: number;
  /** Most of those states in memory; 0: none. */
  readonly memoryStateBytes: number;
}

const MB = 1e6;

/** The settings' defaults, as package.json has them. */
export const defaultCacheSizes = {
  featureBytes: 1000 * MB,
  stateBytes: 2000 * MB,
  memoryStateBytes: 500 * MB,
} as const satisfies Omit<CacheSettings, 'folder'>;

/** Nothing on disk. */
export const memoryOnly: CacheSettings = { folder: undefined, ...defaultCacheSizes };

export function sameCacheSettings(one: CacheSettings, other: CacheSettings | undefined): boolean {
  return (
    one.folder === other?.folder &&
    one.featureBytes === other?.featureBytes &&
    one.stateBytes === other.stateBytes &&
    one.memoryStateBytes === other.memoryStateBytes
  );
}
