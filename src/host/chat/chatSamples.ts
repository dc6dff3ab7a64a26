import { isAnswering } from '../../conversation/conversation.ts';
import { noteOnAnswer } from '../../conversation/conversationEdits.ts';
import type { Notice, ViewState } from '../../protocol/webview.ts';
import { answerSamples } from './answerSamples.ts';
import { chatFailure, failureForLog } from './chatFailure.ts';
import type { ChatImages } from './chatImages.ts';
import type { ChatServices } from './chatServices.ts';
import type { ChatState } from './chatState.ts';

/** Has questions of the chat asked several times, one of them at a time. */
export class ChatSamples {
  readonly #services: ChatServices;
  readonly #state: ChatState;
  readonly #images: ChatImages;
  readonly #notice: (notice: Notice) => void;
  #running: { readonly abort: AbortController; step: NonNullable<ViewState['sampling']> } | undefined;

  constructor(services: ChatServices, state: ChatState, images: ChatImages, notice: (notice: Notice) => void) {
    this.#services = services;
    this.#state = state;
    this.#images = images;
    this.#notice = notice;
  }

  /** How far it is; undefined: no question is asked several times now. */
  get step(): ViewState['sampling'] {
    return this.#running?.step;
  }

  stop(): void {
    this.#running?.abort.abort();
  }

  /** Keeps with the answer of an exchange what comes. Stop stops it; a failure is told. */
  async take(exchangeId: string, count: number): Promise<void> {
    const { conversation } = this.#state;
    if (this.#running !== undefined || isAnswering(conversation)) return;
    const abort = new AbortController();
    const running = { abort, step: { exchangeId, done: 0, of: count } };
    this.#running = running;
    this.#state.tell();
    try {
      const samples = await answerSamples(
        conversation,
        exchangeId,
        count,
        this.#services,
        this.#images,
        (step) => {
          running.step = { exchangeId, ...step };
          this.#state.tell();
        },
        abort,
      );
      const now = this.#state.conversation;
      if (now.id === conversation.id) this.#state.edit(noteOnAnswer(now, exchangeId, 'samples', samples));
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#services.log.error(`No samples: ${failureForLog(error)}`);
      this.#notice({ kind: 'notSampled', subject: '', message: chatFailure(error).message });
    } finally {
      this.#running = undefined;
      this.#state.tell();
    }
  }
}
