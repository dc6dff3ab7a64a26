import type { ChatLibrary } from '../../chats/chatLibrary.ts';
import { isSameChat } from '../../chats/chatPlace.ts';
import type { ChatRef } from '../../chats/chatSummary.ts';

/** For how long what was deleted can be put back. */
const UNDO_MS = 10 * 60_000;

/** What was deleted in this window, until it is removed for good. */
export class UndoableDeletes {
  readonly #library: Pick<ChatLibrary, 'purge' | 'undelete'>;
  readonly #onFailure: (error: unknown) => void;
  #refs: readonly ChatRef[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(library: Pick<ChatLibrary, 'purge' | 'undelete'>, onFailure: (error: unknown) => void) {
    this.#library = library;
    this.#onFailure = onFailure;
    // What a window left behind that was closed in the meantime; another may still put back what it has deleted lately.
    this.#purge();
    this.#timer = this.#purgeLater();
  }

  add(ref: ChatRef): void {
    this.#refs = [...this.#refs, ref];
    clearTimeout(this.#timer);
    this.#timer = this.#purgeLater();
  }

  /** Puts one back, without `ref` the last. Undefined: there is none, or it is gone for good. */
  async putBack(ref: ChatRef | undefined = this.#refs.at(-1)): Promise<ChatRef | undefined> {
    if (ref === undefined || !this.#refs.some((each) => isSameChat(each, ref))) return undefined;
    this.#refs = this.#refs.filter((each) => !isSameChat(each, ref));
    await this.#library.undelete(ref);
    return ref;
  }

  /** All of it is gone for good. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#refs = [];
  }

  dispose(): void {
    this.forget();
  }

  #purgeLater(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#refs = [];
      this.#purge();
    }, UNDO_MS);
  }

  #purge(): void {
    this.#library.purge(UNDO_MS).catch(this.#onFailure);
  }
}
