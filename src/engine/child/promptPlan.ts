/** The prompt as what has to stand in the KV cache, position by position, and what of it stands there already. */
import { createHash } from 'node:crypto';
import type { Token } from 'node-llama-cpp';
import type { EncodedPart } from './nativeAddon.ts';
import type { TokenPiece } from './promptPieces.ts';

export type Segment =
  | { readonly kind: 'tokens'; readonly tokens: readonly Token[] }
  /**
   * Part `part` of the image's encoding: all or nothing. `placeholder` stands for the image at each of its positions.
   */
  | {
      readonly kind: 'features';
      readonly sha256: string;
      readonly part: number;
      readonly positions: number;
      readonly tokens: number;
      readonly placeholder: number;
    };

export interface PromptPlan {
  readonly segments: readonly Segment[];
  /** Positions in the KV cache. */
  readonly positions: number;
  readonly imageTokens: number;
  readonly textTokens: number;
}

/** `partsOf` knows what each image becomes; an image may occur more than once. */
export function planPrompt(
  pieces: readonly TokenPiece[],
  partsOf: (sha256: string) => readonly EncodedPart[],
): PromptPlan {
  const segments: Segment[] = [];
  let text: Token[] = [];
  const flush = (): void => {
    if (text.length > 0) segments.push({ kind: 'tokens', tokens: text });
    text = [];
  };
  let imageTokens = 0;
  for (const piece of pieces) {
    if (piece.kind === 'tokens') {
      text.push(...piece.tokens);
      continue;
    }
    partsOf(piece.sha256).forEach((part, index) => {
      if (part.kind === 'text') {
        text.push(...(part.tokens as readonly Token[]));
        return;
      }
      flush();
      const { positions, tokens } = part;
      segments.push({
        kind: 'features',
        sha256: piece.sha256,
        part: index,
        positions,
        tokens,
        placeholder: placeholderOf(piece.sha256, index),
      });
      imageTokens += tokens;
    });
  }
  flush();
  const textTokens = segments.reduce(
    (sum, segment) => sum + (segment.kind === 'tokens' ? segment.tokens.length : 0),
    0,
  );
  const positions = segments.reduce((sum, segment) => sum + lengthOf(segment), 0);
  return { segments, positions, imageTokens, textTokens };
}

/**
 * How many positions of `cached` can stay: the longest common prefix, without a part of an image cut in two, and
 * without a last token of text, which has to be evaluated for there to be a next one.
 */
export function reusablePositions(plan: PromptPlan, cached: readonly number[]): number {
  let position = 0;
  for (const segment of plan.segments) {
    const length = lengthOf(segment);
    let same = 0;
    while (
      same < length &&
      cached[position + same] === (segment.kind === 'tokens' ? segment.tokens[same] : segment.placeholder)
    )
      same++;
    if (same === length) {
      position += length;
      continue;
    }
    if (segment.kind === 'tokens') position += same;
    break;
  }
  return plan.segments.at(-1)?.kind === 'tokens' ? Math.min(position, plan.positions - 1) : position;
}

/** A prompt up to the end of one of its images: what can be kept, and found again in another conversation. */
export interface Prefix {
  /** Names what stands there: the tokens, and the images by their whole hashes. */
  readonly key: string;
  readonly positions: number;
  /** What stands at each position once it is read. */
  readonly held: readonly number[];
}

/** The prefixes of a prompt, the longest first. `nameOf` tells an image apart from all others, by more than a placeholder. */
export function prefixesOf({ segments }: PromptPlan, nameOf: (sha256: string) => string): Prefix[] {
  const prefixes: Prefix[] = [];
  const held: number[] = [];
  const hash = createHash('sha256');
  for (const segment of segments) {
    if (segment.kind === 'tokens') {
      held.push(...segment.tokens);
      hash.update(`tokens ${segment.tokens.join(' ')}\n`);
      continue;
    }
    for (let index = 0; index < segment.positions; index++) held.push(segment.placeholder);
    hash.update(`image ${nameOf(segment.sha256)} ${String(segment.part)}\n`);
    prefixes.unshift({ key: hash.copy().digest('hex'), positions: held.length, held: [...held] });
  }
  return prefixes;
}

/** A plan that ends with its last image; undefined where it has none. */
export function untilLastImage(plan: PromptPlan): PromptPlan | undefined {
  const last = plan.segments.findLastIndex((segment) => segment.kind === 'features');
  if (last < 0) return undefined;
  const segments = plan.segments.slice(0, last + 1);
  return { ...plan, segments, positions: segments.reduce((sum, segment) => sum + lengthOf(segment), 0) };
}

/** The segments from `position` on; `position` must not lie within an image. */
export function segmentsFrom(plan: PromptPlan, position: number): Segment[] {
  const rest: Segment[] = [];
  let start = 0;
  for (const segment of plan.segments) {
    const length = lengthOf(segment);
    if (start >= position) rest.push(segment);
    else if (segment.kind === 'tokens' && start + length > position)
      rest.push({ kind: 'tokens', tokens: segment.tokens.slice(position - start) });
    start += length;
  }
  return rest;
}

export function lengthOf(segment: Segment): number {
  return segment.kind === 'tokens' ? segment.tokens.length : segment.positions;
}

/** No token has a negative number, so an image never equals text; 48 bits of the hash tell images apart. */
function placeholderOf(sha256: string, part: number): number {
  return -(Number.parseInt(sha256.slice(0, 12), 16) + part + 1);
}
