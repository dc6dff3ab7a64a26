import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ChatLibrary } from '../../chats/chatLibrary.ts';
import { isSameChat } from '../../chats/chatPlace.ts';
import type { ChatRef, ChatSummary } from '../../chats/chatSummary.ts';
import { untitled } from '../../protocol/historyView.ts';
import { messageText, type MessageText } from '../../text/messageText.ts';
import { askText } from '../messages/askText.ts';
import { showInformation } from '../messages/notifications.ts';
import { deleteAllChats } from './deleteAllChats.ts';
import { type HistoryDeed, tellHistoryFailure } from './historyFailure.ts';
import type { HistoryServices, OpenChat } from './historyServices.ts';
import { UndoableDeletes } from './undoableDeletes.ts';

/** What a person can do with conversations, from the view and by commands. None rejects: what fails is said. */
export class HistoryActions implements vscode.Disposable {
  readonly #services: HistoryServices;
  readonly #library: ChatLibrary;
  readonly #chat: OpenChat;
  readonly #deleted: UndoableDeletes;
  readonly #changed = new vscode.EventEmitter<void>();

  /** The list is another. */
  readonly onDidChange = this.#changed.event;

  constructor(services: HistoryServices, library: ChatLibrary, chat: OpenChat) {
    this.#services = services;
    this.#library = library;
    this.#chat = chat;
    this.#deleted = new UndoableDeletes(library, (error) => {
      tellHistoryFailure(services, 'deleted', error);
    });
  }

  /** `words`: what was searched for, as it stands in the conversation. */
  open(ref: ChatRef, words?: string): Promise<void> {
    return this.#attempt('opened', async () => {
      const isHere = isSameChat(ref, this.#chat.current);
      if (isHere) await vscode.commands.executeCommand('llavaMed.focusChat');
      const result = isHere ? 'opened' : await this.#chat.open(ref);
      if (result === 'opened' && words !== undefined) await this.#chat.find(words);
      if (result === 'elsewhere') tell(await this.#elsewhere(ref));
      else if (result === 'gone')
        tell(messageText`This conversation is gone or cannot be read. The list shows what there is.`);
    });
  }

  newChat(): Promise<void> {
    return this.#attempt('opened', async () => {
      await this.#chat.newChat();
      await vscode.commands.executeCommand('llavaMed.focusChat');
    });
  }

  rename(ref: ChatRef): Promise<void> {
    return this.#attempt('renamed', async () => {
      const summary = await this.#find(ref);
      if (summary === undefined) return;
      const typed = await askText({
        title: messageText`Rename Conversation`,
        prompt: messageText`Left empty, it is called by its first question.`,
        value: summary.title,
      });
      if (typed === undefined || typed.trim() === summary.title) return;
      const title = typed.trim();
      await this.#library.rename(ref, title === '' ? undefined : title);
    });
  }

  setPinned(ref: ChatRef, pinned: boolean): Promise<void> {
    return this.#attempt('changed', () => this.#library.setPinned(ref, pinned));
  }

  setArchived(ref: ChatRef, archived: boolean): Promise<void> {
    return this.#attempt('changed', () => this.#library.setArchived(ref, archived));
  }

  delete(ref: ChatRef): Promise<void> {
    return this.#attempt('deleted', async () => {
      const summary = await this.#find(ref);
      if (summary === undefined) return;
      if (isSameChat(ref, this.#chat.current)) await this.#chat.newChat();
      if (!(await this.#library.delete(ref))) {
        if ((await this.#find(ref)) !== undefined) tell(await this.#elsewhere(ref));
        return;
      }
      this.#deleted.add(ref);
      // Not awaited: the message stays until it is read.
      void this.#offerUndo(ref, titleOf(summary));
    });
  }

  /** Without `ref` what was deleted last. */
  undelete(ref?: ChatRef): Promise<void> {
    return this.#attempt('put back', async () => {
      if ((await this.#deleted.putBack(ref)) === undefined)
        tell(messageText`There is nothing to put back: what was deleted can be had back for ten minutes.`);
    });
  }

  deleteAll(): Promise<void> {
    return this.#attempt('deleted', async () => {
      if (await deleteAllChats(this.#library, this.#chat)) this.#deleted.forget();
    });
  }

  export(ref: ChatRef): Promise<void> {
    return this.#attempt('read', async () => {
      await vscode.commands.executeCommand('llavaMed.exportConversation', ref);
    });
  }

  dispose(): void {
    this.#deleted.dispose();
    this.#changed.dispose();
  }

  async #attempt(deed: HistoryDeed, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      tellHistoryFailure(this.#services, deed, error);
    }
    this.#changed.fire();
  }

  async #offerUndo(ref: ChatRef, title: string): Promise<void> {
    const undo = t`Undo`;
    if ((await showInformation(messageText`Deleted “${title}”.`, undo)) === undo) await this.undelete(ref);
  }

  async #find(ref: ChatRef): Promise<ChatSummary | undefined> {
    return (await this.#library.list()).find((summary) => isSameChat(summary.ref, ref));
  }

  async #elsewhere(ref: ChatRef): Promise<MessageText> {
    const summary = await this.#find(ref);
    const title = summary === undefined ? untitled() : titleOf(summary);
    return messageText`“${title}” is open in another window. Go on there, or begin a new chat there first.`;
  }
}

function tell(text: MessageText): void {
  // Not awaited: the message stays until it is read.
  void showInformation(text);
}

function titleOf({ title }: ChatSummary): string {
  return title === '' ? untitled() : title;
}
