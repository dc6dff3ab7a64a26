import { randomUUID } from 'node:crypto';
import { isAnswering, lastExchange } from '../../conversation/conversation.ts';
import * as edits from '../../conversation/conversationEdits.ts';
import { acceptDamage, doubtfulImages, holdQuestion } from '../../conversation/heldQuestion.ts';
import type { Sampling } from '../../protocol/engine.ts';
import type { Progress } from '../../protocol/webview.ts';
import { type AnswerRun, answerLastQuestion } from './answerRun.ts';
import type { ChatImages } from './chatImages.ts';
import { randomSeed, samplingOf } from './chatSampling.ts';
import type { ChatServices } from './chatServices.ts';
import type { ChatState } from './chatState.ts';

/** Another draw than the first must be able to differ from it, so it is never greedy. */
const REGENERATE_TEMPERATURE = 0.5;

/** What the questions need to know of the rest of the chat. */
export interface QuestionsGround {
  /** Images are being read, which the next question may be about. */
  isReading(): boolean;
  /** Sets the others aside. */
  keepOnly(imageIds: readonly string[]): void;
  progress(progress: Progress): void;
}

/** Puts the questions of the chat, one after another, and has them answered. */
export class ChatQuestions {
  readonly #services: ChatServices;
  readonly #state: ChatState;
  readonly #images: ChatImages;
  readonly #ground: QuestionsGround;
  #run: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  constructor(services: ChatServices, state: ChatState, images: ChatImages, ground: QuestionsGround) {
    this.#services = services;
    this.#state = state;
    this.#images = images;
    this.#ground = ground;
  }

  /** Settles when the answer is complete, stopped or failed; at once where the question has to wait. */
  async ask(question: string, only?: readonly string[], closed?: true): Promise<void> {
    const { queue } = this.#state;
    queue.add(question, only, closed);
    this.#state.save();
    if (isAnswering(this.#state.conversation) || this.#ground.isReading()) this.#state.tell();
    else await this.#putNext();
  }

  /** Puts the question that waits, where nothing stands in its way. */
  async goOn(): Promise<void> {
    if (isAnswering(this.#state.conversation) || this.#ground.isReading()) return;
    await this.#putNext();
  }

  /** Puts the question that is held, and holds none about these images any more. */
  async askAnyway(): Promise<void> {
    const { conversation } = this.#state;
    if (conversation.held === undefined || isAnswering(conversation)) return;
    this.#state.edit(edits.ask(acceptDamage(conversation), this.#put(conversation.held)));
    await this.#answer();
  }

  /** The last question once more, in place of an answer that failed. */
  async retry(): Promise<void> {
    const { conversation } = this.#state;
    if (isAnswering(conversation) || lastExchange(conversation) === undefined) return;
    this.#state.edit(edits.askAgain(conversation));
    await this.#answer();
  }

  /** A question once more, as another version. */
  async regenerate(exchangeId: string): Promise<void> {
    const { conversation } = this.#state;
    if (isAnswering(conversation)) return;
    const next = edits.regenerate(conversation, exchangeId, randomUUID(), now());
    if (next === conversation) return;
    this.#state.edit(next);
    const { temperature } = this.#sampling();
    await this.#answer({ temperature: Math.max(temperature, REGENERATE_TEMPERATURE), seed: randomSeed() });
  }

  /** Goes on with the last answer where it broke off. */
  async continue(): Promise<void> {
    const { conversation } = this.#state;
    const answer = lastExchange(conversation)?.answer;
    if (answer === undefined || answer.text === '' || !['cut', 'stopped'].includes(answer.state)) return;
    this.#state.edit(edits.continueAnswer(conversation));
    await this.#answer();
  }

  stop(): void {
    this.#run?.abort.abort();
  }

  /** Stops, and settles when nothing is being written any more. */
  async stopped(): Promise<void> {
    this.stop();
    await this.#run?.done;
  }

  /** What runs is of the chat that is left: there its answer was stopped. */
  letGo(): void {
    const { conversation } = this.#state;
    this.stop();
    this.#run = undefined;
    const { text } = lastExchange(conversation)?.answer ?? { text: '' };
    if (isAnswering(conversation)) this.#state.edit(edits.finishAnswer(conversation, { text, state: 'stopped' }));
  }

  async #putNext(): Promise<void> {
    // Until a person has decided about the question that is held, the others wait behind it.
    if (this.#state.conversation.held !== undefined) return;
    const next = this.#state.queue.next();
    if (next === undefined) return;
    if (next.only !== undefined) this.#ground.keepOnly(next.only);
    if (doubtfulImages(this.#state.conversation).length > 0) {
      this.#state.edit(holdQuestion(this.#state.conversation, next.question));
      return;
    }
    this.#state.edit(edits.ask(this.#state.conversation, this.#put(next.question, next.closed)));
    await this.#answer();
  }

  #put(question: string, closed?: true): edits.PutQuestion {
    return { id: randomUUID(), question, askedAt: now(), ...(closed && { closed }) };
  }

  #sampling(): Sampling {
    return samplingOf(this.#services.settings.sampling(), this.#state.conversation.parameters);
  }

  async #answer(wishes: Partial<Sampling> = {}): Promise<void> {
    const abort = new AbortController();
    const isCurrent = (): boolean => this.#run?.abort === abort;
    const run: AnswerRun = {
      signal: abort.signal,
      stop: () => {
        abort.abort();
      },
      sampling: { ...this.#sampling(), ...wishes },
      conversation: () => this.#state.conversation,
      // A chat that was started anew meanwhile must not hear of this run any more.
      edit: (next) => {
        if (isCurrent()) this.#state.edit(next);
      },
      grow: (next) => {
        if (isCurrent()) this.#state.grow(next);
      },
      progress: (progress) => {
        if (isCurrent()) this.#ground.progress(progress);
      },
    };
    // The run begins only after it is known as the current one.
    const done = Promise.resolve().then(() => answerLastQuestion(run, this.#services, this.#images));
    this.#run = { abort, done };
    await done;
    if (!isCurrent()) return;
    this.#run = undefined;
    const state = lastExchange(this.#state.conversation)?.answer.state;
    if (state === 'done' || state === 'cut') void this.goOn();
    else this.#state.giveBack();
  }
}

function now(): string {
  return new Date().toISOString();
}
