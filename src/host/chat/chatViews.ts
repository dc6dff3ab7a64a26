import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Notice, ToView } from '../../protocol/webview.ts';
import { messageText } from '../../text/messageText.ts';
import { showError } from '../messages/notifications.ts';
import { ChatPage } from './chatPage.ts';
import type { ChatServices } from './chatServices.ts';
import type { ChatSession } from './chatSession.ts';
import type { ImagesAhead } from './imagesAhead.ts';

/** Where the chat is shown: in its view, which may stand in either side bar, and in an editor tab; they show the same. */
export class ChatViews implements vscode.WebviewViewProvider, vscode.WebviewPanelSerializer, vscode.Disposable {
  static readonly viewId = 'llavaMed.chat';
  static readonly editorType = 'llavaMed.chatEditor';
  readonly #services: ChatServices;
  readonly #session: ChatSession;
  readonly #ahead: Pick<ImagesAhead, 'readiness' | 'onDidChange'>;
  readonly #subscriptions: vscode.Disposable;
  readonly #shown = new vscode.EventEmitter<void>();
  #page: ChatPage | undefined;
  #editor: { readonly panel: vscode.WebviewPanel; readonly page: ChatPage } | undefined;
  #whenResolved: readonly ToView[] = [];

  /** Whether the chat is on the screen may be otherwise. */
  readonly onDidChangeVisibility = this.#shown.event;

  constructor(services: ChatServices, session: ChatSession, ahead: Pick<ImagesAhead, 'readiness' | 'onDidChange'>) {
    this.#services = services;
    this.#session = session;
    this.#ahead = ahead;
    const onState = services.engine.onDidChangeState(({ kind }) => {
      if (kind !== 'loading') for (const page of this.#pages) page.postState();
    });
    this.#subscriptions = vscode.Disposable.from(
      this.#shown,
      session.onNotice((notice) => {
        this.#showNotice(notice);
      }),
      new vscode.Disposable(() => {
        onState.dispose();
      }),
    );
  }

  get isVisible(): boolean {
    return this.#pages.some(({ isVisible }) => isVisible);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const page = this.#pageIn(view.webview, () => view.visible);
    this.#page = page;
    for (const message of this.#whenResolved) page.postWhenReady(message);
    this.#whenResolved = [];
    view.onDidChangeVisibility(() => {
      this.#shown.fire();
    });
    view.onDidDispose(() => {
      page.dispose();
      if (this.#page === page) this.#page = undefined;
      this.#shown.fire();
    });
    this.#shown.fire();
  }

  /** The tab of the window before a reload. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.#adopt(panel);
    return Promise.resolve();
  }

  /** Shows the chat in an editor tab, beside what is there already where it is open. */
  openInEditor(): void {
    if (this.#editor === undefined)
      this.#adopt(vscode.window.createWebviewPanel(ChatViews.editorType, t`LLaVA-Med Chat`, vscode.ViewColumn.Active));
    else this.#editor.panel.reveal();
    this.#editor?.page.postWhenReady({ type: 'focus' });
  }

  /** Brings the chat to the front, with the caret in the question where `focus` says so. */
  async reveal(focus: boolean): Promise<void> {
    if (this.#editor !== undefined) {
      this.#editor.panel.reveal(undefined, !focus);
      if (focus) this.#editor.page.postWhenReady({ type: 'focus' });
      return;
    }
    await vscode.commands.executeCommand(`${ChatViews.viewId}.focus`);
    if (focus) this.#postWhenReady({ type: 'focus' });
  }

  /** Puts a text into the question field, at the cursor, and brings it to the front. */
  async insert(text: string): Promise<void> {
    await this.reveal(true);
    this.#postWhenReady({ type: 'insertPrompt', text });
  }

  /** Opens the field that finds text, where the chat is seen; else in front. The words, if any, are found at once. */
  async find(words?: string): Promise<void> {
    if (!this.isVisible) await this.reveal(false);
    this.#postWhenReady({ type: 'find', words });
  }

  /** To the page that a person works in. */
  #postWhenReady(message: ToView): void {
    const page = this.#pages.find(({ isVisible }) => isVisible) ?? this.#pages[0];
    if (page === undefined) this.#whenResolved = [...this.#whenResolved, message];
    else page.postWhenReady(message);
  }

  dispose(): void {
    for (const page of this.#pages) page.dispose();
    this.#editor?.panel.dispose();
    this.#subscriptions.dispose();
  }

  get #pages(): readonly ChatPage[] {
    return [this.#editor?.page, this.#page].filter((page) => page !== undefined);
  }

  #adopt(panel: vscode.WebviewPanel): void {
    panel.iconPath = vscode.Uri.joinPath(this.#services.extensionUri, 'media', 'llava-med.svg');
    const page = this.#pageIn(panel.webview, () => panel.visible);
    this.#editor = { panel, page };
    panel.onDidChangeViewState(() => {
      this.#shown.fire();
    });
    panel.onDidDispose(() => {
      page.dispose();
      if (this.#editor?.page === page) this.#editor = undefined;
      this.#shown.fire();
    });
    this.#shown.fire();
  }

  #pageIn(webview: vscode.Webview, isVisible: () => boolean): ChatPage {
    const page: ChatPage = new ChatPage({
      services: this.#services,
      session: this.#session,
      ahead: this.#ahead,
      webview,
      isVisible,
      onDidType: (draft) => {
        for (const other of this.#pages) if (other !== page) other.post({ type: 'draft', draft });
      },
    });
    return page;
  }

  #showNotice(notice: Notice): void {
    const visible = this.#pages.filter(({ isVisible }) => isVisible);
    for (const page of visible) page.post({ type: 'notice', notice });
    if (visible.length === 0) void showError(messageText`${notice.message}`);
  }
}
