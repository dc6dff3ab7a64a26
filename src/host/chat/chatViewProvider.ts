import * as vscode from 'vscode';
import { lastExchange } from '../../conversation/conversation.ts';
import {
  type Notice,
  type ToHost,
  type ToView,
  type ViewModel,
  type ViewState,
  parseToHost,
} from '../../protocol/webview.ts';
import { messageText } from '../../text/messageText.ts';
import { showError } from '../messages/notifications.ts';
import { openPage } from '../views/openPage.ts';
import { failureForLog } from './chatFailure.ts';
import type { ChatServices } from './chatServices.ts';
import type { ChatSession } from './chatSession.ts';
import type { ImagesAhead } from './imagesAhead.ts';

/** Text of a running answer is sent at most this often. */
const DELTA_MS = 30;

/**
 * Shows the session in the sidebar. The view is disposable: it asks for everything when it (re)starts, and is then told
 * what changes.
 */
export class ChatViewProvider implements vscode.WebviewViewProvider, vscode.Disposable {
  static readonly viewId = 'llavaMed.chat';
  readonly #services: ChatServices;
  readonly #session: ChatSession;
  readonly #ahead: Pick<ImagesAhead, 'readiness' | 'onDidChange'>;
  readonly #handle: (message: ToHost) => Promise<void>;
  readonly #subscriptions: vscode.Disposable;
  #view: vscode.WebviewView | undefined;
  #sent = { exchangeId: '', length: 0 };
  #deltaTimer: NodeJS.Timeout | undefined;
  #focusWhenReady = false;

  /** `handle` carries out what the view asks for; all but `ready`, which is answered here. */
  constructor(
    services: ChatServices,
    session: ChatSession,
    ahead: Pick<ImagesAhead, 'readiness' | 'onDidChange'>,
    handle: (message: ToHost) => Promise<void>,
  ) {
    this.#services = services;
    this.#session = session;
    this.#ahead = ahead;
    this.#handle = handle;
    const onState = services.engine.onDidChangeState(({ kind }) => {
      if (kind !== 'loading') this.#postState();
    });
    this.#subscriptions = vscode.Disposable.from(
      session.onDidChange(() => {
        this.#postState();
      }),
      ahead.onDidChange(() => {
        this.#postState();
      }),
      session.onDidGrow(() => {
        this.#deltaTimer ??= setTimeout(() => {
          this.#postDelta();
        }, DELTA_MS);
      }),
      session.onProgress((progress) => {
        this.post({ type: 'progress', progress });
      }),
      session.onNotice((notice) => {
        this.#showNotice(notice);
      }),
      session.onDraft((draft) => {
        this.post({ type: 'draft', draft });
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('llavaMed.model')) this.#postState();
      }),
      new vscode.Disposable(() => {
        onState.dispose();
      }),
    );
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    const { extensionUri, log } = this.#services;
    view.webview.onDidReceiveMessage((message: unknown) => {
      this.#receive(message).catch((error: unknown) => {
        log.error(`A request of the chat view failed: ${failureForLog(error)}`);
      });
    });
    view.onDidDispose(() => {
      if (this.#view === view) this.#view = undefined;
    });
    openPage(view.webview, extensionUri, { name: 'chat', title: 'LLaVA-Med' });
  }

  /** Nothing is kept for a view that is not there: it will ask. */
  post(message: ToView): void {
    void this.#view?.webview.postMessage(message);
  }

  /** Brings the chat to the front, with the caret in the question where `focus` says so. */
  async reveal(focus: boolean): Promise<void> {
    this.#focusWhenReady = focus;
    await vscode.commands.executeCommand(`${ChatViewProvider.viewId}.focus`);
    if (focus) this.post({ type: 'focus' });
  }

  dispose(): void {
    clearTimeout(this.#deltaTimer);
    this.#subscriptions.dispose();
  }

  async #receive(message: unknown): Promise<void> {
    const parsed = parseToHost(message);
    if (parsed.type !== 'ready') return this.#handle(parsed);
    this.#postState();
    if (this.#focusWhenReady) this.post({ type: 'focus' });
    this.#focusWhenReady = false;
    // Not before: the view itself comes first.
    void this.#services.autoLoad.expectQuestion();
  }

  #postState(): void {
    const last = lastExchange(this.#session.conversation);
    this.#sent = { exchangeId: last?.id ?? '', length: last?.answer.text.length ?? 0 };
    this.post({ type: 'state', state: this.#state() });
  }

  #postDelta(): void {
    this.#deltaTimer = undefined;
    const last = lastExchange(this.#session.conversation);
    if (last === undefined) return;
    const offset = last.id === this.#sent.exchangeId ? this.#sent.length : 0;
    const { text } = last.answer;
    if (text.length <= offset) return;
    this.#sent = { exchangeId: last.id, length: text.length };
    this.post({ type: 'delta', exchangeId: last.id, offset, text: text.slice(offset) });
  }

  #showNotice(notice: Notice): void {
    if (this.#view?.visible === true) this.post({ type: 'notice', notice });
    else void showError(messageText`${notice.message}`);
  }

  #state(): ViewState {
    const { conversation, adding, draft, waiting } = this.#session;
    const model = this.#model();
    return {
      conversationId: conversation.id,
      images: conversation.images.map(
        ({ origin: _path, fileSha256: _file, sopInstanceHash: _instance, ...shown }) => shown,
      ),
      exchanges: conversation.exchanges,
      ...(conversation.held === undefined ? {} : { held: conversation.held }),
      readiness: this.#ahead.readiness,
      adding: [...adding],
      queued: waiting.map(({ id, question }) => ({ id, question })),
      draft,
      ...(model === undefined ? {} : { model }),
      usesDemo: this.#services.settings.usesDemo,
    };
  }

  #model(): ViewModel | undefined {
    const model = this.#services.engine.describe();
    if (model === undefined) return undefined;
    return {
      name: model.name,
      backend: model.backend,
      isDemo: model.isDemo,
      seesImages: model.projector !== undefined,
    };
  }
}
