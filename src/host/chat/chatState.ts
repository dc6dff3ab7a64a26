import * as vscode from 'vscode';
import type { Conversation } from '../../conversation/conversation.ts';
import { QuestionQueue } from './questionQueue.ts';

/** Where a conversation is saved. */
interface Saving {
  save(conversation: Conversation, draft: string): void;
}

/** The conversation of the window with the question that is being typed: one value at a time, saved with each change. */
export class ChatState implements vscode.Disposable {
  /** Questions that wait for the answer before them. */
  readonly queue = new QuestionQueue();
  readonly #saving: Saving;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #texted = new vscode.EventEmitter<void>();
  readonly #drafted = new vscode.EventEmitter<string>();
  #conversation: Conversation;
  #draft: string;

  /** Something other than the running answer's text is different. */
  readonly onDidChange = this.#changed.event;
  /** The running answer has grown. */
  readonly onDidGrow = this.#texted.event;
  /** The question field has another text than was typed. */
  readonly onDraft = this.#drafted.event;

  constructor(saving: Saving, conversation: Conversation, draft: string) {
    this.#saving = saving;
    this.#conversation = conversation;
    this.#draft = draft;
  }

  get conversation(): Conversation {
    return this.#conversation;
  }

  get draft(): string {
    return this.#draft;
  }

  edit(next: Conversation): void {
    this.#conversation = next;
    this.save();
    this.#changed.fire();
  }

  grow(next: Conversation): void {
    this.#conversation = next;
    this.save();
    this.#texted.fire();
  }

  /** Another conversation takes the place of this one, which is saved. */
  replace(conversation: Conversation, draft: string): void {
    this.#conversation = conversation;
    this.setDraft(draft);
    this.#changed.fire();
  }

  /** As it was typed. */
  keepDraft(draft: string): void {
    this.#draft = draft;
    this.save();
  }

  setDraft(draft: string): void {
    this.#draft = draft;
    this.#drafted.fire(draft);
  }

  /** What waits becomes the text of the question field again: after Stop and after a failure a person decides. */
  giveBack(): void {
    if (this.queue.waiting.length === 0) return;
    const text = this.queue.before(this.#draft);
    this.queue.clear();
    this.setDraft(text);
    this.save();
    this.#changed.fire();
  }

  /** Something beside the conversation is different, such as what is being read. */
  tell(): void {
    this.#changed.fire();
  }

  /** What waits is saved as text that was being typed: a window that opens again puts no question by itself. */
  save(): void {
    this.#saving.save(this.#conversation, this.queue.before(this.#draft));
  }

  dispose(): void {
    for (const emitter of [this.#changed, this.#texted, this.#drafted]) emitter.dispose();
  }
}
