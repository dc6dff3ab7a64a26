import { t } from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { isSameChat } from '../../chats/chatPlace.ts';
import type { ChatRef } from '../../chats/chatSummary.ts';
import { ChatStore } from '../../chats/chatStore.ts';
import type { Vote } from '../../conversation/answer.ts';
import type { AttachedImage } from '../../conversation/attachedImage.ts';
import { branchOf } from '../../conversation/branch.ts';
import type { ChatParameters } from '../../conversation/chatParameters.ts';
import { type Conversation, emptyConversation, isAnswering, pendingImages } from '../../conversation/conversation.ts';
import * as edits from '../../conversation/conversationEdits.ts';
import { doubtfulImages, letGo } from '../../conversation/heldQuestion.ts';
import { type RemovedExchange, removeExchange, restoreExchange } from '../../conversation/removedExchange.ts';
import { showVersion, startEditing, stopEditing } from '../../conversation/versions.ts';
import type { ChosenVoi } from '../../display/chosenVoi.ts';
import type { ImageRole } from '../../display/imageRole.ts';
import type { Region } from '../../display/region.ts';
import type { Notice, Progress, ViewState } from '../../protocol/webview.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { ChatImages } from './chatImages.ts';
import { ChatQuestions } from './chatQuestions.ts';
import { ChatSamples } from './chatSamples.ts';
import type { ChatServices } from './chatServices.ts';
import { ChatState } from './chatState.ts';
import { ImageArrivals } from './imageArrivals.ts';
import type { WaitingQuestion } from './questionQueue.ts';

/** The conversation of the window: what may be done to it, who is told, and that it outlives a reload. */
export class ChatSession implements vscode.Disposable {
  readonly images: ChatImages;
  readonly #store: ChatStore;
  readonly #state: ChatState;
  readonly #arrivals: ImageArrivals;
  readonly #questions: ChatQuestions;
  readonly #samples: ChatSamples;
  readonly #progressed = new vscode.EventEmitter<Progress>();
  readonly #noticed = new vscode.EventEmitter<Notice>();
  #onlyNext: readonly string[] | undefined;
  #viewing: Promise<void> = Promise.resolve();
  #removed: RemovedExchange | undefined;
  /** What was being typed before a question was taken back into the field. */
  #draftBefore = '';

  /** Something other than the running answer's text is different. */
  readonly onDidChange: vscode.Event<void>;
  /** The running answer has grown. */
  readonly onDidGrow: vscode.Event<void>;
  /** The question field has another text than was typed. */
  readonly onDraft: vscode.Event<string>;
  readonly onProgress = this.#progressed.event;
  /** Something is told that is no answer. */
  readonly onNotice = this.#noticed.event;

  static async restore(services: ChatServices): Promise<ChatSession> {
    const { chats, workspaceName, memento, storage } = services;
    const earlier = { memento, storage: storage.fsPath };
    return new ChatSession(services, await ChatStore.open({ chats: chats.fsPath, workspaceName, earlier }));
  }

  private constructor(services: ChatServices, store: ChatStore) {
    this.#store = store;
    this.#state = new ChatState(store, store.conversation, store.draft);
    this.images = new ChatImages(services.imaging, store);
    const notice = (told: Notice): void => {
      this.#noticed.fire(told);
    };
    this.#arrivals = new ImageArrivals(services, this.#state, this.images, (image) => store.has(image), notice);
    this.#samples = new ChatSamples(services, this.#state, this.images, notice);
    this.#questions = new ChatQuestions(services, this.#state, this.images, {
      isReading: () => !this.#arrivals.isEmpty,
      keepOnly: (imageIds) => {
        this.#keepOnly(imageIds);
      },
      progress: (progress) => {
        this.#progressed.fire(progress);
      },
    });
    ({ onDidChange: this.onDidChange, onDidGrow: this.onDidGrow, onDraft: this.onDraft } = this.#state);
  }

  get conversation(): Conversation {
    return this.#state.conversation;
  }

  /** Where it is kept. */
  get ref(): ChatRef {
    return this.#store.ref;
  }

  /** As the next question will find it, were it put now. */
  get upcoming(): Conversation {
    return this.#onlyNext === undefined ? this.conversation : edits.keepOnlyImages(this.conversation, this.#onlyNext);
  }

  /** A question about these images only is being typed elsewhere than here; undefined: no more. */
  expectOnlyAbout(imageIds: readonly string[] | undefined): void {
    this.#onlyNext = imageIds;
    this.#state.tell();
  }

  /** Names of the images that are being read. */
  get adding(): readonly string[] {
    return this.#arrivals.names;
  }

  /** The question that is being typed. */
  get draft(): string {
    return this.#state.draft;
  }

  keepDraft(draft: string): void {
    this.#state.keepDraft(draft);
  }

  /** Questions that wait for the answer before them. */
  get waiting(): readonly WaitingQuestion[] {
    return this.#state.queue.waiting;
  }

  /** A question that is being asked several times. */
  get sampling(): ViewState['sampling'] {
    return this.#samples.step;
  }

  /** What can be put back. */
  get undo(): string | undefined {
    return this.#removed === undefined ? undefined : t`Question deleted.`;
  }

  /** Takes a waiting question out, and back into the question field where `edit` says so. */
  unqueue(id: string, edit: boolean): void {
    const taken = this.#state.queue.take(id);
    if (taken !== undefined && edit) this.#state.setDraft([taken.question, this.draft].filter(Boolean).join('\n'));
    this.#state.save();
    this.#state.tell();
  }

  /**
   * Whether nothing has been done here yet, so that a chat which another window lets go of may take its place; see
   * `takeUpFreed`.
   */
  get isUntouched(): boolean {
    const { images, exchanges } = this.conversation;
    return images.length + exchanges.length === 0 && this.#arrivals.isEmpty && this.draft === '';
  }

  /** Takes up the chat of a window that has just gone, where this one is untouched. */
  async takeUpFreed(): Promise<boolean> {
    if (!(await this.#store.takeUpFreed(() => this.isUntouched))) return false;
    this.#state.replace(this.#store.conversation, this.#store.draft);
    return true;
  }

  /**
   * Reads images and attaches those that can be read; the user is told of the others. An image that is in use already
   * is not added again.
   */
  async addImages(given: readonly (GivenImage | Promise<GivenImage>)[]): Promise<readonly AttachedImage[]> {
    const added = await Promise.all(given.map((image) => this.#arrivals.add(image)));
    void this.#questions.goOn();
    return added.filter((image) => image !== undefined);
  }

  /** A part of an image beside it. */
  async addRegion(imageId: string, region: Region): Promise<void> {
    const image = this.#image(imageId);
    if (image !== undefined) await this.addImages([this.images.partOf(image, region)]);
  }

  /** Another frame or window of an image that waits. One after another; rejects with an `ImagingError`. */
  async setView(imageId: string, view: { readonly frame?: number; readonly voi?: ChosenVoi }): Promise<void> {
    const before = this.#viewing;
    this.#viewing = (async () => {
      await before.catch(() => undefined);
      const image = this.#image(imageId);
      if (image === undefined || !pendingImages(this.conversation).includes(image)) return;
      const next = await this.images.withView(image, view);
      if (this.#image(imageId) !== image) return;
      this.images.release(imageId);
      this.#state.edit(edits.replaceImage(this.conversation, next));
    })();
    await this.#viewing;
  }

  setRole(imageId: string, role: ImageRole | undefined): void {
    this.#state.edit(edits.setRole(this.conversation, imageId, role));
  }

  moveImage(imageId: string, before: string | undefined): void {
    this.#state.edit(edits.moveImage(this.conversation, imageId, before));
  }

  removeImage(imageId: string): void {
    const next = edits.removeImage(this.conversation, imageId);
    this.#state.edit(doubtfulImages(next).length === 0 ? letGo(next) : next);
    void this.#forgetUnused([imageId]);
    void this.#questions.goOn();
  }

  /** Takes an image that was set aside into use again. */
  takeUpImage(imageId: string): void {
    this.#state.edit(edits.takeUpImage(this.conversation, imageId));
  }

  /**
   * Puts a question about all images in use. Settles when the answer is complete, stopped or failed: the conversation
   * says which. A damaged image that no one has accepted yet holds the question instead. While an answer is written or
   * an image is read, the question waits; then it settles at once.
   */
  async ask(question: string, closed?: true): Promise<void> {
    this.#removed = undefined;
    const wasEditing = this.conversation.editing !== undefined;
    const asked = this.#questions.ask(question, undefined, closed);
    // What was being typed before is there again.
    if (wasEditing) this.#giveDraftBack();
    await asked;
  }

  /** Puts the question that is held, and holds none about these images any more. */
  async askAnyway(): Promise<void> {
    await this.#questions.askAnyway();
  }

  /** Puts a question about these images only, or lets it wait as `ask` does; the others are set aside. */
  async askOnlyAbout(imageIds: readonly string[], question: string): Promise<void> {
    await this.#questions.ask(question, imageIds);
  }

  /** The last question once more, in place of an answer that failed. */
  async retry(): Promise<void> {
    await this.#questions.retry();
  }

  /** A question once more, for a different answer that stands beside the first; without an id the last one. */
  async regenerate(exchangeId = this.conversation.exchanges.at(-1)?.id): Promise<void> {
    if (exchangeId !== undefined) await this.#questions.regenerate(exchangeId);
  }

  /** Goes on with the last answer where it broke off. */
  async continueAnswer(): Promise<void> {
    await this.#questions.continue();
  }

  showVersion(exchangeId: string, number: number): void {
    if (!isAnswering(this.conversation)) this.#state.edit(showVersion(this.conversation, exchangeId, number));
  }

  /** Takes a question and its images back into the field: the next one takes its place. */
  startEditing(exchangeId: string): void {
    const exchange = this.conversation.exchanges.find(({ id }) => id === exchangeId);
    if (exchange === undefined || isAnswering(this.conversation)) return;
    if (this.conversation.editing === undefined) this.#draftBefore = this.draft;
    this.#state.setDraft(exchange.question);
    this.#state.edit(startEditing(this.conversation, exchangeId));
  }

  stopEditing(): void {
    if (this.conversation.editing === undefined) return;
    this.#giveDraftBack();
    this.#state.edit(stopEditing(this.conversation));
  }

  deleteExchange(exchangeId: string): void {
    const result = removeExchange(this.conversation, exchangeId);
    if (result === undefined) return;
    this.#removed = result.removed;
    this.#state.edit(result.conversation);
  }

  /** Puts back what was taken out last. */
  undoDelete(): void {
    const removed = this.#removed;
    this.#removed = undefined;
    if (removed?.conversationId === this.conversation.id) this.#state.edit(restoreExchange(this.conversation, removed));
  }

  /** Undefined: takes it back. */
  vote(exchangeId: string, vote: Omit<Vote, 'at'> | undefined): void {
    const dated = vote && { ...vote, at: new Date().toISOString() };
    this.#state.edit(edits.noteOnAnswer(this.conversation, exchangeId, 'vote', dated));
  }

  /** Asks a question several times more, and keeps with its answer what came. */
  async sample(exchangeId: string, count: number): Promise<void> {
    await this.#samples.take(exchangeId, count);
  }

  setParameters(parameters: ChatParameters): void {
    this.#state.edit(edits.setParameters(this.conversation, parameters));
  }

  stop(): void {
    this.#questions.stop();
    this.#samples.stop();
  }

  /** Stops, and settles when nothing is being written any more. */
  async stopped(): Promise<void> {
    this.stop();
    await this.#questions.stopped();
  }

  /** Starts anew, with no images or with those in use. What was said is kept in the list of conversations. */
  async newChat(images: 'none' | 'keep'): Promise<void> {
    this.#leave();
    const { conversation } = this;
    const next = images === 'keep' ? edits.startAfresh(conversation, randomUUID()) : emptyConversation(randomUUID());
    // Where nothing was said yet nobody would look for it: the images that were not taken along are not kept.
    if (conversation.exchanges.length === 0) {
      const dropped = conversation.images.filter(({ id }) => !next.images.some((image) => image.id === id));
      this.#state.edit({ ...conversation, images: next.images });
      const forgotten = this.#forgetUnused(dropped.map(({ id }) => id));
      if (images === 'keep') return forgotten;
    }
    await this.#begin(next);
  }

  /** Goes on from an exchange in a conversation of its own. */
  async branch(exchangeId: string): Promise<void> {
    const { conversation } = this;
    if (!conversation.exchanges.some(({ id }) => id === exchangeId)) return;
    this.#leave();
    await this.#begin(branchOf(conversation, exchangeId, randomUUID()));
  }

  /** Opens another conversation in the place of this one, which is kept. */
  async open(ref: ChatRef): Promise<'opened' | 'elsewhere' | 'gone'> {
    if (isSameChat(ref, this.ref)) return 'opened';
    await this.stopped();
    this.#leave();
    const result = await this.#store.open(ref);
    if (result === 'opened') this.#state.replace(this.#store.conversation, this.#store.draft);
    return result;
  }

  /** Ends what runs and writes what is unsaved. */
  async close(): Promise<void> {
    await this.stopped();
    await this.#store.close();
  }

  dispose(): void {
    for (const part of [this.#state, this.#progressed, this.#noticed]) part.dispose();
    void this.close();
  }

  /** Before another conversation takes its place. */
  #leave(): void {
    this.#questions.letGo();
    this.#samples.stop();
    this.#state.giveBack();
    this.#arrivals.abort();
    this.#removed = undefined;
  }

  /** What is being typed goes along. */
  async #begin(next: Conversation): Promise<void> {
    const { conversation, draft } = this;
    this.#store.save(conversation, '');
    const begun = this.#store.begin(next);
    this.#state.replace(next, draft);
    this.#state.save();
    for (const { id } of conversation.images)
      if (!next.images.some((image) => image.id === id)) this.images.release(id);
    await begun;
  }

  #giveDraftBack(): void {
    this.#state.setDraft(this.#draftBefore);
    this.#draftBefore = '';
    this.#state.save();
  }

  #image(imageId: string): AttachedImage | undefined {
    return this.conversation.images.find(({ id }) => id === imageId);
  }

  #keepOnly(imageIds: readonly string[]): void {
    const before = this.conversation.images.map((image) => image.id);
    this.#state.edit(edits.keepOnlyImages(this.conversation, imageIds));
    void this.#forgetUnused(before);
  }

  /** Pixels of images that are set aside, and kept bytes of those that are in the conversation no more. */
  async #forgetUnused(imageIds: readonly string[]): Promise<void> {
    const used = new Set(this.conversation.images.map((image) => image.id));
    for (const { id, active } of this.conversation.images) if (!active) this.images.release(id);
    await Promise.all(imageIds.filter((id) => !used.has(id)).map((id) => this.images.forget(id)));
  }
}
