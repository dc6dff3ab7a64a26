import type { ToCompare } from '../../protocol/compareView.ts';

type Delta = Extract<ToCompare, { type: 'delta' }>;

/** For so long tokens are gathered into one message: a page that gets each by itself falls behind, and Stop with it. */
const GATHER_MS = 30;

/** What is being written, told in few messages. */
export class CompareDeltas {
  readonly #post: (delta: Delta) => void;
  #gathered: Delta | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(post: (delta: Delta) => void) {
    this.#post = post;
  }

  /** One token. */
  add({ runId, at, offset, text }: Pick<Delta, 'runId' | 'at' | 'offset' | 'text'>): void {
    const before = this.#gathered;
    if (before?.runId === runId && before.at === at && before.offset + before.text.length === offset) {
      this.#gathered = { ...before, text: before.text + text, tokens: before.tokens + 1 };
      return;
    }
    this.tell();
    this.#gathered = { type: 'delta', runId, at, offset, text, tokens: 1 };
    this.#timer = setTimeout(() => this.tell(), GATHER_MS);
  }

  tell(): void {
    const delta = this.#gathered;
    this.forget();
    if (delta !== undefined) this.#post(delta);
  }

  /** The page is told all by other means. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#gathered = undefined;
  }
}
