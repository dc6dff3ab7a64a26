import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ChatLibrary } from '../../chats/chatLibrary.ts';
import { type FromHistory, parseFromHistory, type ToHistory } from '../../protocol/historyView.ts';
import { openPage } from '../views/openPage.ts';
import type { HistoryActions } from './historyActions.ts';
import { causeOf, historyFailure } from './historyFailure.ts';
import { foundRow, historyRow, type Standpoint } from './historyRows.ts';
import type { HistoryServices } from './historyServices.ts';

/** The chat is written a moment after it has changed; until then the list would be the one before. */
const QUIET_MS = 700;

/**
 * Shows the list in the sidebar. The view is disposable: it asks for everything when it (re)starts. What changes while
 * it is hidden, or in another window, is read when it can be seen.
 */
export class HistoryViewProvider implements vscode.WebviewViewProvider, vscode.Disposable {
  static readonly viewId = 'llavaMed.conversations';
  readonly #services: HistoryServices;
  readonly #library: Pick<ChatLibrary, 'list' | 'search' | 'prepareSearch'>;
  readonly #actions: HistoryActions;
  readonly #standpoint: () => Standpoint;
  #view: vscode.WebviewView | undefined;
  #words = '';
  #listing = new AbortController();
  #searching = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #focusWhenReady = false;

  constructor(
    services: HistoryServices,
    library: Pick<ChatLibrary, 'list' | 'search' | 'prepareSearch'>,
    actions: HistoryActions,
    standpoint: () => Standpoint,
  ) {
    this.#services = services;
    this.#library = library;
    this.#actions = actions;
    this.#standpoint = standpoint;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    view.webview.onDidReceiveMessage((message: unknown) => {
      this.#receive(parseFromHistory(message)).catch((error: unknown) => {
        this.#services.log.error(`A request of the list of conversations failed: ${causeOf(error)}`);
      });
    });
    view.onDidChangeVisibility(() => {
      this.refresh();
    });
    view.onDidDispose(() => {
      if (this.#view === view) this.#view = undefined;
    });
    openPage(view.webview, this.#services.extensionUri, { name: 'history', title: t`Conversations` });
  }

  /** Reads the list, and what is searched for, once more, where they can be seen. */
  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#view?.visible !== true) return;
    void this.#showList();
    void this.#showFound();
  }

  /** The same, once it has been quiet for a moment. */
  refreshSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.refresh();
    }, QUIET_MS);
  }

  /** Brings the view to the front with the caret in its search field. */
  async search(): Promise<void> {
    this.#focusWhenReady = true;
    await vscode.commands.executeCommand(`${HistoryViewProvider.viewId}.focus`);
    this.#post({ type: 'focusSearch' });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listing.abort();
    this.#searching.abort();
  }

  async #receive(message: FromHistory): Promise<void> {
    const actions = this.#actions;
    switch (message.type) {
      case 'ready':
        if (this.#focusWhenReady) this.#post({ type: 'focusSearch' });
        this.#focusWhenReady = false;
        this.#words = '';
        return this.#showList();
      case 'prepareSearch':
        return this.#library.prepareSearch();
      case 'search':
        this.#words = message.words.trim();
        return this.#showFound();
      case 'open':
        return actions.open(message.ref, message.words);
      case 'newChat':
        return actions.newChat();
      case 'rename':
        return actions.rename(message.ref);
      case 'setPinned':
        return actions.setPinned(message.ref, message.pinned);
      case 'setArchived':
        return actions.setArchived(message.ref, message.archived);
      case 'delete':
        return actions.delete(message.ref);
      case 'undelete':
        return actions.undelete();
      case 'export':
        return actions.export(message.ref);
    }
  }

  async #showList(): Promise<void> {
    this.#listing.abort();
    this.#listing = new AbortController();
    const { signal } = this.#listing;
    const message = await this.#library.list(signal).then(
      (summaries): ToHistory => ({
        type: 'state',
        rows: summaries.map((summary) => historyRow(summary, this.#standpoint())),
        language: vscode.env.language,
      }),
      (error: unknown) => this.#failure(error, signal),
    );
    if (!signal.aborted) this.#post(message);
  }

  async #showFound(): Promise<void> {
    this.#searching.abort();
    this.#searching = new AbortController();
    const { signal } = this.#searching;
    const words = this.#words;
    if (words === '') return;
    const message = await this.#library.search(words, signal).then(
      (found): ToHistory => ({
        type: 'found',
        words,
        found: found.map((each) => foundRow(each, this.#standpoint())),
      }),
      (error: unknown) => this.#failure(error, signal),
    );
    if (!signal.aborted) this.#post(message);
  }

  #failure(error: unknown, { aborted }: AbortSignal): ToHistory {
    if (!aborted) this.#services.log.error(`Conversations cannot be read: ${causeOf(error)}`);
    return { type: 'error', message: historyFailure(this.#services, 'read', error) };
  }

  /** Nothing is kept for a view that is not there: it will ask. */
  #post(message: ToHistory): void {
    void this.#view?.webview.postMessage(message);
  }
}
