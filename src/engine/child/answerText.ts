/** One answer as it grows: which tokens count, when it ends, and its text. */
import type { Token } from 'node-llama-cpp';
import type { Answer, Sampling } from '../../protocol/engine.ts';
import type { LoadedModel } from './loadedModel.ts';
import { TokenStream } from './tokenStream.ts';

export class AnswerText {
  readonly #loaded: LoadedModel;
  readonly #stream: TokenStream;
  /** Most tokens that the answer may have: the limit asked for, or what the context has room for. */
  readonly #limit: number;
  #tokens = 0;
  #text = '';
  #stopReason: Answer['stopReason'] | undefined;

  /** `promptPositions`: what the prompt takes of the context. */
  constructor(loaded: LoadedModel, { maxTokens }: Sampling, promptPositions: number) {
    this.#loaded = loaded;
    this.#stream = new TokenStream(loaded.model.detokenize.bind(loaded.model));
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

  /** The tokens of `found` that belong to the answer: none from the model's own end on, and none above the limit. */
  take(found: Iterable<number>): readonly Token[] {
    const taken: Token[] = [];
    for (const token of found as Iterable<Token>) {
      if (this.#loaded.model.isEogToken(token)) {
        this.#stopReason = 'end';
        break;
      }
      taken.push(token);
      if (++this.#tokens < this.#limit) continue;
      this.#stopReason = 'maxTokens';
      break;
    }
    return taken;
  }

  /** The text that is whole with these tokens. */
  textOf(tokens: readonly Token[]): string {
    const piece = tokens.map((token) => this.#stream.push(token)).join('');
    this.#text += piece;
    return piece;
  }
}
