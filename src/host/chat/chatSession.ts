import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import {
  type AttachedImage,
  type Conversation,
  emptyConversation,
  isAnswering,
  isSameImage,
  lastExchange,
} from '../../conversation/conversation.ts';
import * as edits from '../../conversation/conversationEdits.ts';
import { acceptDamage, letGo, doubtfulImages, holdQuestion } from '../../conversation/heldQuestion.ts';
import { sourceName } from '../../imaging/intake/imageSource.ts';
import type { Sampling } from '../../protocol/engine.ts';
import type { Notice, Progress } from '../../protocol/webview.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { type AnswerRun, answerLastQuestion } from './answerRun.ts';
import { Arrivals } from './arrivals.ts';
import { failureForLog } from './chatFailure.ts';
import { ChatImages } from './chatImages.ts';
import type { ChatServices } from './chatServices.ts';
import { ChatStore } from './chatStore.ts';
import { imageRefused, sameImage } from './imageNotices.ts';
import { QuestionQueue, type WaitingQuestion } from './questionQueue.ts';

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
  readonly #noticed = new vscode.EventEmitter<Notice>();
  readonly #drafted = new vscode.EventEmitter<string>();
  readonly #adding = new Map<symbol, { readonly name: string; readonly abort: AbortController }>();
  readonly #arrivals = new Arrivals();
  readonly #queue = new QuestionQueue();
  #conversation: Conversation;
  #draft: string;
  #onlyNext: readonly string[] | undefined;
  #run: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  /** Something other than the running answer's text is different. */
  readonly onDidChange = this.#changed.event;
  /** The running answer has grown. */
  readonly onDidGrow = this.#texted.event;
  readonly onProgress = this.#progressed.event;
  /** Something is told that is no answer. */
  readonly onNotice = this.#noticed.event;
  /** The question field has another text than was typed. */
  readonly onDraft = this.#drafted.event;

  static async restore(services: ChatServices): Promise<ChatSession> {
    const { chats, memento, storage } = services;
    const earlier = { memento, storage: storage.fsPath };
    return new ChatSession(services, await ChatStore.open({ chats: chats.fsPath, earlier }));
  }

  private constructor(services: ChatServices, store: ChatStore) {
    this.#services = services;
    this.#store = store;
    this.#conversation = store.conversation;
    this.#draft = store.draft;
    this.images = new ChatImages(services.imaging, store);
  }

  get conversation(): Conversation {
    return this.#conversation;
  }

  /** As the next question will find it, were it put now. */
  get upcoming(): Conversation {
    return this.#onlyNext === undefined ? this.#conversation : edits.keepOnlyImages(this.#conversation, this.#onlyNext);
  }

  /** A question about these images only is being typed elsewhere than here; undefined: no more. */
  expectOnlyAbout(imageIds: readonly string[] | undefined): void {
    this.#onlyNext = imageIds;
    this.#changed.fire();
  }

  /** Names of the images that are being read. */
  get adding(): readonly string[] {
    return [...this.#adding.values()].map(({ name }) => name);
  }

  /** The question that is being typed. */
  get draft(): string {
    return this.#draft;
  }

  keepDraft(draft: string): void {
    this.#draft = draft;
    this.#save();
  }

  /** Questions that wait for the answer before them. */
  get waiting(): readonly WaitingQuestion[] {
    return this.#queue.waiting;
  }

  /** Takes a waiting question out, and back into the question field where `edit` says so. */
  unqueue(id: string, edit: boolean): void {
    const taken = this.#queue.take(id);
    if (taken !== undefined && edit) this.#setDraft([taken.question, this.#draft].filter(Boolean).join('\n'));
    this.#save();
    this.#changed.fire();
  }

  /**
   * Whether nothing has been done here yet, so that a chat which another window lets go of may take its place; see
   * `takeUpFreed`.
   */
  get isUntouched(): boolean {
    const { images, exchanges } = this.#conversation;
    return images.length + exchanges.length + this.#adding.size === 0 && this.#draft === '';
  }

  /** Takes up the chat of a window that has just gone, where this one is untouched. */
  async takeUpFreed(): Promise<boolean> {
    if (!(await this.#store.takeUpFreed(() => this.isUntouched))) return false;
    this.#conversation = this.#store.conversation;
    this.#setDraft(this.#store.draft);
    this.#changed.fire();
    return true;
  }

  /**
   * Reads images and attaches those that can be read; the user is told of the others. An image that is in use already
   * is not added again.
   */
  async addImages(given: readonly (GivenImage | Promise<GivenImage>)[]): Promise<readonly AttachedImage[]> {
    const added = await Promise.all(given.map((image) => this.#addImage(image)));
    void this.#goOn();
    return added.filter((image) => image !== undefined);
  }

  removeImage(imageId: string): void {
    const next = edits.removeImage(this.#conversation, imageId);
    this.#edit(doubtfulImages(next).length === 0 ? letGo(next) : next);
    void this.#forgetUnused([imageId]);
    void this.#goOn();
  }

  /** Takes an image that was set aside into use again. */
  takeUpImage(imageId: string): void {
    this.#edit(edits.takeUpImage(this.#conversation, imageId));
  }

  /**
   * Puts a question about all images in use. Settles when the answer is complete, stopped or failed: the conversation
   * says which. A damaged image that no one has accepted yet holds the question instead. While an answer is written or
   * an image is read, the question waits; then it settles at once.
   */
  async ask(question: string): Promise<void> {
    await this.#putOrWait(question, undefined);
  }

  /** Puts the question that is held, and holds none about these images any more. */
  async askAnyway(): Promise<void> {
    const { held } = this.#conversation;
    if (held === undefined || isAnswering(this.#conversation)) return;
    this.#edit(edits.ask(acceptDamage(this.#conversation), randomUUID(), held));
    await this.#answer({});
  }

  /** Puts a question about these images only, or lets it wait as `ask` does; the others are set aside. */
  async askOnlyAbout(imageIds: readonly string[], question: string): Promise<void> {
    await this.#putOrWait(question, imageIds);
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
    this.#giveBack();
    for (const { abort } of this.#adding.values()) abort.abort();
    const before = this.#conversation.images.map((image) => image.id);
    this.#edit(
      images === 'keep' ? edits.startAfresh(this.#conversation, randomUUID()) : emptyConversation(randomUUID()),
    );
    void this.#forgetUnused(before);
  }

  /** Ends what runs and writes what is unsaved. */
  async close(): Promise<void> {
    this.stop();
    await this.#run?.done;
    await this.#store.close();
  }

  dispose(): void {
    for (const emitter of [this.#changed, this.#texted, this.#progressed, this.#noticed, this.#drafted])
      emitter.dispose();
    void this.close();
  }

  async #addImage(promised: GivenImage | Promise<GivenImage>): Promise<AttachedImage | undefined> {
    const key = Symbol('adding');
    const abort = new AbortController();
    const arrival = this.#arrivals.place();
    let name = '';
    try {
      const given = await promised;
      name = sourceName(given.source);
      this.#adding.set(key, { name, abort });
      this.#changed.fire();
      const image = await this.images.attach(given, abort.signal);
      await arrival.turn;
      if (abort.signal.aborted) {
        await this.images.forget(image.id);
        return undefined;
      }
      this.#adding.delete(key);
      const same = await this.#sameImage(image);
      if (same !== undefined) {
        await this.images.forget(image.id);
        if (!same.active) this.takeUpImage(same.id);
        if (name !== same.name) this.#noticed.fire(sameImage(name, same.name));
        return same;
      }
      this.#edit(edits.attachImage(this.#conversation, image));
      this.#services.log.info(`Image attached: ${image.format}, ${String(image.width)}×${String(image.height)}.`);
      void this.#services.autoLoad.expectQuestion();
      return image;
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      this.#services.log.warn(`Image refused: ${failureForLog(error)}`);
      await arrival.turn;
      this.#noticed.fire(imageRefused(name, error));
      return undefined;
    } finally {
      arrival.left();
      this.#adding.delete(key);
      this.#changed.fire();
    }
  }

  /** The same image, in use or set aside, as long as it can be read where it was. */
  async #sameImage(image: AttachedImage): Promise<AttachedImage | undefined> {
    const same = this.#conversation.images.find((other) => isSameImage(other, image));
    return same?.active === false && !(await this.#store.has(same)) ? undefined : same;
  }

  async #putOrWait(question: string, only: readonly string[] | undefined): Promise<void> {
    this.#queue.add(question, only);
    this.#save();
    if (isAnswering(this.#conversation) || this.#adding.size > 0) this.#changed.fire();
    else await this.#putNext();
  }

  /** Puts the question that waits, where nothing stands in its way. */
  async #goOn(): Promise<void> {
    if (isAnswering(this.#conversation) || this.#adding.size > 0) return;
    await this.#putNext();
  }

  async #putNext(): Promise<void> {
    // Until a person has decided about the question that is held, the others wait behind it.
    if (this.#conversation.held !== undefined) return;
    const next = this.#queue.next();
    if (next === undefined) return;
    if (next.only !== undefined) {
      const before = this.#conversation.images.map((image) => image.id);
      this.#edit(edits.keepOnlyImages(this.#conversation, next.only));
      void this.#forgetUnused(before);
    }
    if (doubtfulImages(this.#conversation).length > 0) {
      this.#edit(holdQuestion(this.#conversation, next.question));
      return;
    }
    this.#edit(edits.ask(this.#conversation, randomUUID(), next.question));
    await this.#answer({});
  }

  /** What waits becomes the text of the question field again: after Stop and after a failure a person decides. */
  #giveBack(): void {
    if (this.#queue.waiting.length === 0) return;
    const text = this.#queue.before(this.#draft);
    this.#queue.clear();
    this.#setDraft(text);
    this.#save();
    this.#changed.fire();
  }

  #setDraft(draft: string): void {
    this.#draft = draft;
    this.#drafted.fire(draft);
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
      stop: () => {
        abort.abort();
      },
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
    if (!isCurrent()) return;
    this.#run = undefined;
    const state = lastExchange(this.#conversation)?.answer.state;
    if (state === 'done' || state === 'cut') void this.#goOn();
    else this.#giveBack();
  }

  #edit(next: Conversation): void {
    this.#conversation = next;
    this.#save();
    this.#changed.fire();
  }

  #grow(next: Conversation): void {
    this.#conversation = next;
    this.#save();
    this.#texted.fire();
  }

  /** What waits is saved as text that was being typed: a window that opens again puts no question by itself. */
  #save(): void {
    this.#store.save(this.#conversation, this.#queue.before(this.#draft));
  }

  /** Pixels of images that are set aside, and kept bytes of those that are in the conversation no more. */
  async #forgetUnused(imageIds: readonly string[]): Promise<void> {
    const used = new Set(this.#conversation.images.map((image) => image.id));
    for (const { id, active } of this.#conversation.images) if (!active) this.images.release(id);
    await Promise.all(imageIds.filter((id) => !used.has(id)).map((id) => this.images.forget(id)));
  }
}
