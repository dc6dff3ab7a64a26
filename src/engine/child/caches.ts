/** What this process keeps on disk for the next one: the caches as the settings have them, and what is being written. */
import { memoryOnly } from '../caches/cacheSettings.ts';
import type { CacheSettings } from '../caches/cacheSettings.ts';
import type { DiskCache } from '../caches/diskCache.ts';
import { openImageCaches } from '../caches/imageCaches.ts';
import type { ImageCaches } from '../caches/imageCaches.ts';
import { describeBytes } from '../../text/describeBytes.ts';

/** A cache that holds fewer states than this would keep writing large files that are gone when they are wanted. */
const FEWEST_STATES = 4;

export class Caches {
  readonly #log: (line: string) => void;
  readonly #writes = new Set<Promise<unknown>>();
  #settings: CacheSettings = memoryOnly;
  #disk: ImageCaches | undefined;
  #isToldOfStates = false;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  get settings(): CacheSettings {
    return this.#settings;
  }

  /** Undefined: in memory only. */
  get features(): DiskCache | undefined {
    return this.#disk?.features;
  }

  /** Undefined: in memory only. Ask `keepsStates` first. */
  get states(): DiskCache | undefined {
    return this.#disk?.states;
  }

  /** Takes over changed settings; a lower limit deletes what is too much, in the background. */
  set(settings: CacheSettings): void {
    const { folder, featureBytes, stateBytes } = settings;
    if (folder === undefined) this.#disk = undefined;
    else if (this.#disk === undefined || folder !== this.#settings.folder)
      this.#disk = openImageCaches(folder, settings, this.#log);
    else {
      this.#track(this.#disk.features.setLimit(featureBytes));
      this.#track(this.#disk.states.setLimit(stateBytes));
    }
    this.#settings = settings;
  }

  /** Whether states of this size are kept on disk: not where too few of them fit. Says so, once. */
  keepsStates(bytes: number): boolean {
    if (this.#disk === undefined || this.#settings.stateBytes === 0) return false;
    if (bytes * FEWEST_STATES <= this.#settings.stateBytes) return true;
    if (!this.#isToldOfStates)
      this.#log(
        `What the model has read of an image takes ${describeBytes(bytes)} each: fewer than ${FEWEST_STATES} would fit into the ${describeBytes(this.#settings.stateBytes)} of llavaMed.cache.readImagesMB, so none is kept on disk.`,
      );
    this.#isToldOfStates = true;
    return false;
  }

  /** Writes in the background; `parts` must not change any more. */
  keep(cache: DiskCache | undefined, key: string, parts: readonly Uint8Array[]): void {
    if (cache !== undefined) this.#track(cache.put(key, parts));
  }

  /** Resolves when nothing is being written. */
  async settled(): Promise<void> {
    while (this.#writes.size > 0) await Promise.all(this.#writes);
  }

  #track(write: Promise<unknown>): void {
    const tracked = write.finally(() => this.#writes.delete(tracked));
    this.#writes.add(tracked);
  }
}
