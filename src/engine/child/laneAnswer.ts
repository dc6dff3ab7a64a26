/** One of several answers that are decoded together. */
import type { Answer, ImageReceipt, Sampling } from '../../protocol/engine.ts';
import type { AnswerRun } from './answerRun.ts';
import type { PlannedRequest } from './planRequest.ts';
import { AnswerText } from './answerText.ts';
import type { Growth, KvSequence } from './kvSequence.ts';
import type { Sampler } from './nativeAddon.ts';
import { segmentsFrom } from './promptPlan.ts';
import { receiptOf } from './readPrompt.ts';

export interface PlannedAnswer {
  readonly index: number;
  readonly planned: PlannedRequest;
  readonly sampling: Sampling;
}

export class LaneAnswer {
  readonly lane: KvSequence;
  readonly index: number;
  /** Places in the KV cache that it may come to need beside what all have in common. */
  readonly cells: number;
  readonly #question: readonly number[];
  readonly #promptTokens: number;
  readonly #reusedTokens: number;
  readonly #images: readonly ImageReceipt[];
  readonly #text: AnswerText;
  readonly #createSampler: () => Sampler;
  #sampler: Sampler | undefined;
  readonly #started: number;
  /** Tokens that are to be decoded next. */
  #next: readonly number[];
  #firstToken = Number.NaN;

  constructor(run: AnswerRun, lane: KvSequence, { index, planned, sampling }: PlannedAnswer, started: number) {
    const { loaded } = run;
    const { plan, prefixes, images, before } = planned;
    this.lane = lane;
    this.index = index;
    this.#question = segmentsFrom(plan, prefixes[0]?.positions ?? 0).flatMap((segment) =>
      segment.kind === 'tokens' ? segment.tokens : [],
    );
    this.#next = this.#question;
    this.#promptTokens = plan.textTokens + plan.imageTokens;
    this.#reusedTokens = this.#promptTokens - this.#question.length;
    this.#images = images.map((image) => receiptOf(run, image, true));
    this.#text = new AnswerText(loaded, sampling, plan.positions, before);
    this.cells = this.#question.length + this.#text.room;
    this.#createSampler = () => loaded.createSampler(sampling);
    this.#started = started;
  }

  /** From what all have in common. */
  start(beginning: KvSequence): void {
    this.lane.copyOf(beginning);
  }

  /** Its lane is free again. */
  end(): void {
    this.lane.cut(0);
    this.#sampler?.dispose();
    this.#sampler = undefined;
  }

  /** What it wants of the next batch: at most `room` tokens, at least one. */
  grow(room: number): Growth {
    const tokens = this.#next.slice(0, room);
    const isRead = tokens.length === this.#next.length;
    this.#next = this.#next.slice(room);
    this.#sampler ??= this.#createSampler();
    return { sequence: this.lane, tokens, ...(isRead && { wanted: { sampler: this.#sampler } }) };
  }

  /** Takes the token that the batch came to, none while the question is being read; the answer when it is done. */
  take(found: Int32Array): Answer | undefined {
    if (found.length === 0) return undefined;
    const now = performance.now();
    if (this.#text.tokens === 0) this.#firstToken = now;
    const accepted = this.#text.take(found);
    this.#text.textOf(accepted);
    this.#next = accepted.slice(-1);
    const { stopReason, tokens, text } = this.#text;
    if (stopReason === undefined) return undefined;
    return {
      ...{ text, stopReason, answerTokens: tokens, images: this.#images },
      promptTokens: this.#promptTokens,
      reusedTokens: this.#reusedTokens,
      firstTokenMs: this.#firstToken - this.#started,
      tokensPerSecond: tokens > 1 ? ((tokens - 1) * 1000) / (now - this.#firstToken) : 0,
    };
  }
}
