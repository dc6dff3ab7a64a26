/**
 * KV states of prompts up to the end of their last image: what makes a known image in a new chat cost a copy instead of
 * reading it again. The least recently used go first when the cache exceeds its bytes.
 */
import type { Prefix } from './promptPlan.ts';

export class PrefixCache {
  readonly #states = new Map<string, Uint8Array>();
  #limitBytes: number;
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** The state of a sequence that holds the prefix. */
  async get({ key }: Prefix): Promise<Uint8Array | undefined> {
    const state = this.#states.get(key);
    if (state === undefined) return undefined;
    // A Map keeps the order of insertion: the last one in is the most recently used.
    this.#states.delete(key);
    this.#states.set(key, state);
    return state;
  }

  has({ key }: Prefix): boolean {
    return this.#states.has(key);
  }

  /** Nothing that exceeds the limit by itself is kept. */
  add({ key }: Prefix, state: Uint8Array): void {
    this.#delete(key);
    if (state.byteLength > this.#limitBytes) return;
    this.#states.set(key, state);
    this.#bytes += state.byteLength;
    for (const oldest of this.#states.keys()) {
      if (this.#bytes <= this.#limitBytes) break;
      this.#delete(oldest);
    }
  }

  clear(): void {
    this.#states.clear();
    this.#bytes = 0;
  }

  #delete(key: string): void {
    this.#bytes -= this.#states.get(key)?.byteLength ?? 0;
    this.#states.delete(key);
  }
}
