/**
 * KV states of prompts up to the end of their last image: what makes a known image in a new chat cost a copy, or after a
 * restart the reading of a file, instead of reading it again. In memory the least recently used go first when they
 * exceed their bytes.
 */
import type { LoadOptions } from '../../protocol/engine.ts';
import { stateKey } from './cacheKeys.ts';
import type { Caches } from './caches.ts';
import type { LoadedModel } from './loadedModel.ts';
import type { Prefix } from './promptPlan.ts';

export class PrefixCache {
  readonly #caches: Caches;
  /** Everything but the prompt that a state depends on. */
  readonly #reader: Readonly<Record<string, string>>;
  readonly #states = new Map<string, Uint8Array>();
  /** By their keys on disk. */
  readonly #unsaved = new Map<string, Uint8Array>();
  #bytes = 0;

  constructor({ description }: LoadedModel, caches: Caches, { cacheType, projectorPrecision }: LoadOptions) {
    this.#caches = caches;
    this.#reader = {
      model: description.sha256,
      projector: description.projector?.sha256 ?? '',
      precision: projectorPrecision ?? 'file',
      cacheType: cacheType ?? 'f16',
      backend: description.backend,
    };
  }

  /** The state of a sequence that holds the prefix, from memory or from disk. */
  async get(prefix: Prefix): Promise<Uint8Array | undefined> {
    const { key } = prefix;
    const state = this.#states.get(key);
    if (state === undefined) {
      const saved = await this.#caches.states?.get(this.#keyOf(prefix));
      if (saved !== undefined) this.#remember(key, saved);
      return saved;
    }
    // A Map keeps the order of insertion: the last one in is the most recently used.
    this.#states.delete(key);
    this.#states.set(key, state);
    return state;
  }

  has({ key }: Prefix): boolean {
    return this.#states.has(key);
  }

  add(prefix: Prefix, state: Uint8Array): void {
    this.#remember(prefix.key, state);
    if (this.#caches.keepsStates(state.byteLength)) this.#unsaved.set(this.#keyOf(prefix), state);
  }

  /** Starts to write what was added since; between requests, so that no answer waits for it. */
  save(): void {
    for (const [key, state] of this.#unsaved) this.#caches.keep(this.#caches.states, key, [state]);
    this.#unsaved.clear();
  }

  clear(): void {
    this.#states.clear();
    this.#unsaved.clear();
    this.#bytes = 0;
  }

  /** Nothing that exceeds the limit by itself is kept. */
  #remember(key: string, state: Uint8Array): void {
    const limit = this.#caches.settings.memoryStateBytes;
    this.#forget(key);
    if (state.byteLength > limit) return;
    this.#states.set(key, state);
    this.#bytes += state.byteLength;
    for (const oldest of this.#states.keys()) {
      if (this.#bytes <= limit) break;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    this.#bytes -= this.#states.get(key)?.byteLength ?? 0;
    this.#states.delete(key);
  }

  #keyOf({ key }: Prefix): string {
    return stateKey(this.#reader, key);
  }
}
