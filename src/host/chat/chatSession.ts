import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import {
  type AttachedImage,
  type Conversation,
  activeImages,
  emptyConversation,
  isAnswering,
  isSameImage,
  lastExchange,
} from '../../conversation/conversation.ts';
import * as edits from '../../conversation/conversationEdits.ts';
import { sourceName } from '../../imaging/intake/imageSource.ts';
import type { Sampling } from '../../protocol/engine.ts';
import type { Progress } from '../../protocol/webview.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { type AnswerRun, answerLastQuestion } from './answerRun.ts';
import { chatFailure, failureForLog } from './chatFailure.ts';
import { ChatImages } from './chatImages.ts';
import type { ChatServices } from './chatServices.ts';
import { ChatStore } from './chatStore.ts';

/** Another draw than the first must be able to differ from it, so it is never greedy. */
const REGENERATE_TEMPERATURE = 0.5;

/** The conversation of the window: what may be done to it, who is told, and that it outlives a reload. */
export class ChatSession implements vscode.Disposable {
  readonly images: ChatImages;
  readonly #services: ChatServices;
  readonly #store: ChatStore;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #texted = new vscode.EventEmitter<void>();
  readonly #progressed = new vscode.EventEmitter<Progress>();
  readonly #noticed = new vscode.EventEmitter<string>();
  readonly #adding = new Map<symbol, { readonly name: string; readonly abort: AbortController }>();
  #conversation: Conversation;
  #run: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  /** Something other than the running answer's text is different. */
  readonly onDidChange = this.#changed.event;
  /** The running answer has grown. */
  readonly onDidGrow = this.#texted.event;
  readonly onProgress = this.#progressed.event;
  /** Something failed that is no answer: a sentence for the user. */
  readonly onNotice = this.#noticed.event;

  static async restore(services: ChatServices): Promise<ChatSession> {
    const store = new ChatStore(services.memento, services.storage);
    return new ChatSession(services, store, await store.restore());
  }

  private constructor(services: ChatServices, store: ChatStore, conversation: Conversation) {
    this.#services = services;
    this.#store = store;
    this.#conversation = conversation;
    this.images = new ChatImages(services.imaging, store);
  }

  get conversation(): Conversation {
    return this.#conversation;
  }

  /** Names of the images that are being read. */
  get adding(): readonly string[] {
    return [...this.#adding.values()].map(({ name }) => name);
  }

  /** The question that is being typed. */
  get draft(): string {
    return this.#store.draft;
  }

  async keepDraft(draft: string): Promise<void> {
    await this.#store.saveDraft(draft);
  }

  /**
   * Reads images and attaches those that can be read; the user is told of the others. An image that is in use already
   * is not added again.
   */
  async addImages(given: readonly (GivenImage | Promise<GivenImage>)[]): Promise<readonly AttachedImage[]> {
    const added = await Promise.all(given.map((image) => this.#addImage(image)));
    return added.filter((image) => image !== undefined);
  }

  removeImage(imageId: string): void {
    this.#edit(edits.removeImage(this.#conversation, imageId));
    void this.#forgetUnused([imageId]);
  }

  /**
   * Puts a question about all images in use. Settles when the answer is complete, stopped or failed: the conversation
   * says which.
   */
  async ask(question: string): Promise<void> {
    if (isAnswering(this.#conversation)) return;
    this.#edit(edits.ask(this.#conversation, randomUUID(), question));
    await this.#answer({});
  }

  /** Puts a question about these images only; the others are set aside. */
  async askOnlyAbout(imageIds: readonly string[], question: string): Promise<void> {
    const before = this.#conversation.images.map((image) => image.id);
    this.#edit(edits.keepOnlyImages(this.#conversation, imageIds));
    void this.#forgetUnused(before);
    await this.ask(question);
  }

  /** The last question once more, as it was put. */
  async retry(): Promise<void> {
    await this.#askAgain({});
  }

  /** The last question once more, for a different answer. */
  async regenerate(): Promise<void> {
    const { temperature } = this.#services.settings.sampling();
    await this.#askAgain({
      temperature: Math.max(temperature, REGENERATE_TEMPERATURE),
      seed: Math.floor(Math.random() * 2 ** 31),
    });
  }

  stop(): void {
    this.#run?.abort.abort();
  }

  /** Stops, and settles when nothing is being written any more. */
  async stopped(): Promise<void> {
    this.stop();
    await this.#run?.done;
  }

  /** Starts anew, with no images or with those in use. */
  newChat(images: 'none' | 'keep'): void {
    this.stop();
    this.#run = undefined;
    for (const { abort } of this.#adding.values()) abort.abort();
    const before = this.#conversation.images.map((image) => image.id);
    this.#edit(
      images === 'keep' ? edits.startAfresh(this.#conversation, randomUUID()) : emptyConversation(randomUUID()),
    );
    void this.#forgetUnused(before);
  }

  notice(message: string): void {
    this.#noticed.fire(message);
  }

  /** Ends what runs and writes what is unsaved. */
  async close(): Promise<void> {
    this.stop();
    await this.#run?.done;
    await this.#store.flush();
  }

  dispose(): void {
    for (const emitter of [this.#changed, this.#texted, this.#progressed, this.#noticed]) emitter.dispose();
    void this.close();
  }

  async #addImage(promised: GivenImage | Promise<GivenImage>): Promise<AttachedImage | undefined> {
    const key = Symbol('adding');
    const abort = new AbortController();
    try {
      const given = await promised;
      this.#adding.set(key, { name: sourceName(given.source), abort });
      this.#changed.fire();
      const image = await this.images.attach(given, abort.signal);
      if (abort.signal.aborted) {
        await this.images.forget(image.id);
        return undefined;
      }
      this.#adding.delete(key);
      const same = activeImages(this.#conversation).find((other) => isSameImage(other, image));
      if (same !== undefined) {
        await this.images.forget(image.id);
        return same;
      }
      this.#edit(edits.attachImage(this.#conversation, image));
      this.#services.log.info(`Image attached: ${image.format}, ${String(image.width)}×${String(image.height)}.`);
      this.#warmUp();
      return image;
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      this.#services.log.warn(`Image refused: ${failureForLog(error)}`);
      this.notice(chatFailure(error).message);
      return undefined;
    } finally {
      this.#adding.delete(key);
      this.#changed.fire();
    }
  }

  /**
   * Loads the model while the user types. A failure is shown by the status bar now, and by the answer when it comes to
   * that.
   */
  #warmUp(): void {
    this.#services.assistant.load().catch((error: unknown) => {
      this.#services.log.warn(`Loading ahead: ${failureForLog(error)}`);
    });
  }

  async #askAgain(sampling: Partial<Sampling>): Promise<void> {
    if (isAnswering(this.#conversation) || lastExchange(this.#conversation) === undefined) return;
    this.#edit(edits.askAgain(this.#conversation));
    await this.#answer(sampling);
  }

  async #answer(sampling: Partial<Sampling>): Promise<void> {
    const abort = new AbortController();
    const isCurrent = (): boolean => this.#run?.abort === abort;
    const run: AnswerRun = {
      signal: abort.signal,
      sampling: { ...this.#services.settings.sampling(), ...sampling },
      conversation: () => this.#conversation,
      // a chat that was started anew meanwhile must not hear of this run any more
      edit: (next) => {
        if (isCurrent()) this.#edit(next);
      },
      grow: (next) => {
        if (isCurrent()) this.#grow(next);
      },
      progress: (progress) => {
        if (isCurrent()) this.#progressed.fire(progress);
      },
    };
    // the run begins only after it is known as the current one
    const done = Promise.resolve().then(() => answerLastQuestion(run, this.#services, this.images));
    this.#run = { abort, done };
    await done;
    if (isCurrent()) this.#run = undefined;
  }

  #edit(next: Conversation): void {
    this.#conversation = next;
    this.#store.save(next);
    this.#changed.fire();
  }

  #grow(next: Conversation): void {
    this.#conversation = next;
    this.#store.save(next);
    this.#texted.fire();
  }

  /** Pixels of images that are set aside, and kept bytes of those that are in the conversation no more. */
  async #forgetUnused(imageIds: readonly string[]): Promise<void> {
    const used = new Set(this.#conversation.images.map((image) => image.id));
    for (const { id, active } of this.#conversation.images) if (!active) this.images.release(id);
    await Promise.all(imageIds.filter((id) => !used.has(id)).map((id) => this.images.forget(id)));
  }
}
