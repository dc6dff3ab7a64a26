/** One answer as it grows: which tokens count, when it ends, and its text. */
import type { Token } from 'node-llama-cpp';
import type { Answer, PromptTemplate, Sampling } from '../../protocol/engine.ts';
import { stopTextOf } from './llavaPrompt.ts';
import { StopText } from './stopText.ts';
import { TokenStream } from './tokenStream.ts';
import type { TextBefore } from './tokenStream.ts';

/** What an answer needs of a `LoadedModel`. */
export interface AnsweringModel {
  readonly model: {
    isEogToken(token: Token): boolean;
    detokenize(tokens: readonly Token[], specialTokens?: boolean, lastTokens?: readonly Token[]): string;
  };
  readonly context: { readonly contextSize: number };
  readonly description: { readonly template: PromptTemplate };
}

export class AnswerText {
  readonly #loaded: AnsweringModel;
  readonly #stream: TokenStream;
  /** Undefined where only a token ends an answer. */
  readonly #stop: StopText | undefined;
  /** Made while tokens were taken, as it decides whether the answer goes on. */
  #ahead = '';
  /** Most tokens that the answer may have: the limit asked for, or what the context has room for. */
  readonly #limit: number;
  #tokens = 0;
  #text = '';
  #stopReason: Answer['stopReason'] | undefined;

  /** `promptPositions`: what the prompt takes of the context. `before`: the text that it goes on with. */
  constructor(
    loaded: AnsweringModel,
    { maxTokens }: Pick<Sampling, 'maxTokens'>,
    promptPositions: number,
    before?: TextBefore,
  ) {
    this.#loaded = loaded;
    this.#stream = new TokenStream(loaded.model.detokenize.bind(loaded.model), before);
    const stop = stopTextOf(loaded.description.template);
    this.#stop = stop === undefined ? undefined : new StopText(stop);
    this.#limit = Math.min(maxTokens, loaded.context.contextSize - promptPositions);
  }

  get tokens(): number {
    return this.#tokens;
  }

  get text(): string {
    return this.#text;
  }

  /** How many tokens may still come. */
  get room(): number {
    return this.#limit - this.#tokens;
  }

  /** Undefined while it goes on. */
  get stopReason(): Answer['stopReason'] | undefined {
    return this.#stopReason;
  }

  /** The tokens of `found` that belong to the answer: none from the model's own end on, none above the limit. */
  take(found: Iterable<number>): readonly Token[] {
    const taken: Token[] = [];
    for (const token of found as Iterable<Token>) {
      if (this.#loaded.model.isEogToken(token)) {
        this.#stopReason = 'end';
        break;
      }
      taken.push(token);
      this.#tokens++;
      if (this.#stop !== undefined) this.#ahead += this.#stop.push(this.#stream.push(token));
      if (this.#stop?.isFound === true) this.#stopReason = 'end';
      else if (this.#tokens >= this.#limit) this.#stopReason = 'maxTokens';
      else continue;
      break;
    }
    return taken;
  }

  /** The text that is whole with these tokens, which were taken last. */
  textOf(tokens: readonly Token[]): string {
    const piece =
      this.#stop === undefined ? tokens.map((token) => this.#stream.push(token)).join('') : this.#untilStop(this.#stop);
    this.#text += piece;
    return piece;
  }

  #untilStop(stop: StopText): string {
    const piece = this.#stopReason === undefined ? this.#ahead : this.#ahead + stop.rest();
    this.#ahead = '';
    return piece;
  }
}
