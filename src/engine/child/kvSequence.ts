/**
 * A sequence of the KV cache, and what stands at each of its positions: tokens, and placeholders in place of images.
 * Nothing is ever shifted or read again behind our back: it can only grow at its end, be cut, or be replaced.
 */
import type { EncodedImage, NativeContext, Output, Sampler, Vision } from './nativeAddon.ts';

/** A token's successor is wanted; `drafts` are guesses of what follows. */
export interface Wanted {
  readonly sampler: Sampler;
  readonly drafts?: readonly number[] | undefined;
}

/** What a sequence grows by in one batch. */
export interface Growth {
  readonly sequence: KvSequence;
  readonly tokens: readonly number[];
  /** Of the last token. */
  readonly wanted?: Wanted | undefined;
}

export class KvSequence {
  readonly id: number;
  readonly #context: NativeContext;
  #held: number[] = [];

  constructor(context: NativeContext, id: number) {
    this.#context = context;
    this.id = id;
  }

  /** A token or an image's placeholder for each position. */
  get held(): readonly number[] {
    return this.#held;
  }

  /** Forgets all from `position` on. Returns where the sequence ends now: 0 where its memory cannot be cut there. */
  cut(position: number): number {
    // Also when nothing seems to stand there: an aborted batch may have left cells behind.
    const isCut = position > 0 && this.#context.erase(this.id, position);
    if (!isCut) this.#context.erase(this.id, 0);
    this.#held.length = isCut ? Math.min(position, this.#held.length) : 0;
    return this.#held.length;
  }

  /** Writes a part of an image at the end, and its placeholder for each of its positions. False when aborted. */
  async appendImage(
    vision: Vision,
    image: EncodedImage,
    {
      part,
      positions,
      placeholder,
    }: { readonly part: number; readonly positions: number; readonly placeholder: number },
  ): Promise<boolean> {
    if (!(await vision.decode(this.#context, this.id, this.#held.length, image, part))) return false;
    for (let index = 0; index < positions; index++) this.#held.push(placeholder);
    return true;
  }

  async save(): Promise<Uint8Array> {
    return this.#context.save(this.id);
  }

  /** Replaces the sequence by a saved one; false when that does not fit, and the sequence is empty then. */
  async restore(state: Uint8Array, held: readonly number[]): Promise<boolean> {
    const isRestored = await this.#context.restore(this.id, state);
    this.#held = isRestored ? [...held] : [];
    return isRestored;
  }

  /** Holds what `other` holds, in the same memory. */
  copyOf(other: KvSequence): void {
    this.#context.copy(other.id, this.id);
    this.#held = [...other.#held];
  }

  /**
   * Grows sequences together in one batch. Returns for each the tokens that its `wanted` came to (none where nothing was
   * wanted), or null when aborted: nothing has grown then. Of the drafts only those stay that came true.
   */
  static async grow(context: NativeContext, growths: readonly Growth[]): Promise<readonly Int32Array[] | null> {
    const tokens: number[] = [];
    const positions: number[] = [];
    const sequences: number[] = [];
    const outputs: Output[] = [];
    for (const { sequence, tokens: own, wanted } of growths) {
      const drafts = wanted?.drafts ?? [];
      if (wanted !== undefined)
        outputs.push({ at: tokens.length + own.length - 1, sampler: wanted.sampler, drafts: Int32Array.from(drafts) });
      [...own, ...drafts].forEach((token, index) => {
        tokens.push(token);
        positions.push(sequence.#held.length + index);
        sequences.push(sequence.id);
      });
    }
    const batch = {
      tokens: Int32Array.from(tokens),
      positions: Int32Array.from(positions),
      sequences: Int32Array.from(sequences),
    };
    const found = await context.decode(batch, outputs);
    if (found === null) return null;
    return growths.map(({ sequence, tokens: own, wanted }) => {
      for (const token of own) sequence.#held.push(token);
      if (wanted === undefined) return new Int32Array();
      const next = found.shift() ?? new Int32Array();
      for (const token of next.subarray(0, -1)) sequence.#held.push(token);
      if (next.length <= (wanted.drafts?.length ?? 0)) context.erase(sequence.id, sequence.#held.length);
      return next;
    });
  }
}
