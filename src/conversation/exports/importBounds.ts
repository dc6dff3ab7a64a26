/** What a file of conversations may have at most. Far above what people write, far below what stops an editor. */
export const IMPORT_BOUNDS = {
  bytes: 256 * 1024 * 1024,
  /** Those of versions that are not shown included. */
  exchanges: 100_000,
  images: 10_000,
  /** Of lists and objects in each other; a version within a version takes five. */
  depth: 500,
  /** Items of a LLaVA file; the published sets have up to 500,000. */
  items: 1_000_000,
} as const;
