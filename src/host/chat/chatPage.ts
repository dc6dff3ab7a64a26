import * as vscode from 'vscode';
import { lastExchange } from '../../conversation/conversation.ts';
import { type ToHost, type ToView, parseToHost } from '../../protocol/webview.ts';
import { openPage } from '../views/openPage.ts';
import { failureForLog } from './chatFailure.ts';
import { ChatRequests } from './chatRequests.ts';
import type { ChatServices } from './chatServices.ts';
import type { ChatSession } from './chatSession.ts';
import type { ImagesAhead } from './imagesAhead.ts';
import { viewState } from './viewState.ts';

/** Text of a running answer is sent at most this often. */
const DELTA_MS = 30;

export interface ChatPageParts {
  readonly services: ChatServices;
  readonly session: ChatSession;
  readonly ahead: Pick<ImagesAhead, 'readiness' | 'onDidChange'>;
  readonly webview: vscode.Webview;
  isVisible(): boolean;
  /** The page has text in its question field that other pages do not have. */
  onDidType(draft: string): void;
}

/**
 * Shows the session in a webview, which is disposable: it asks for everything when it (re)starts, and is then told what
 * changes.
 */
export class ChatPage implements vscode.Disposable {
  readonly #parts: ChatPageParts;
  readonly #requests: ChatRequests;
  readonly #subscriptions: vscode.Disposable;
  #sent = { exchangeId: '', length: 0 };
  #deltaTimer: NodeJS.Timeout | undefined;
  #isReady = false;
  #whenReady: readonly ToView[] = [];

  constructor(parts: ChatPageParts) {
    this.#parts = parts;
    const { services, session, ahead, webview } = parts;
    this.#requests = new ChatRequests(services, session, (message) => {
      this.post(message);
    });
    const postState = (): void => {
      this.postState();
    };
    this.#subscriptions = vscode.Disposable.from(
      session.onDidChange(postState),
      ahead.onDidChange(postState),
      services.prompts.onDidChange(postState),
      session.onDidGrow(() => {
        this.#deltaTimer ??= setTimeout(() => {
          this.#postDelta();
        }, DELTA_MS);
      }),
      session.onProgress((progress) => {
        this.post({ type: 'progress', progress });
      }),
      session.onDraft((draft) => {
        this.post({ type: 'draft', draft });
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('llavaMed.model') || change.affectsConfiguration('llavaMed.answer'))
          postState();
      }),
      webview.onDidReceiveMessage((message: unknown) => {
        this.#receive(message).catch((error: unknown) => {
          services.log.error(`A request of the chat view failed: ${failureForLog(error)}`);
        });
      }),
    );
    openPage(webview, services.extensionUri, { name: 'chat', title: 'LLaVA-Med' });
  }

  get isVisible(): boolean {
    return this.#parts.isVisible();
  }

  /** Nothing is kept for a page that is hidden: it will ask. */
  post(message: ToView): void {
    void this.#parts.webview.postMessage(message);
  }

  postState(): void {
    const { services, session, ahead } = this.#parts;
    const last = lastExchange(session.conversation);
    this.#sent = { exchangeId: last?.id ?? '', length: last?.answer.text.length ?? 0 };
    this.post({ type: 'state', state: viewState(services, session, ahead.readiness) });
  }

  /** To a page that may still be starting: once it is there. */
  postWhenReady(message: ToView): void {
    if (this.#isReady && this.isVisible) this.post(message);
    else this.#whenReady = [...this.#whenReady, message];
  }

  dispose(): void {
    clearTimeout(this.#deltaTimer);
    this.#subscriptions.dispose();
  }

  async #receive(message: unknown): Promise<void> {
    const parsed: ToHost = parseToHost(message);
    if (parsed.type === 'draft') this.#parts.onDidType(parsed.draft);
    if (parsed.type !== 'ready') return this.#requests.handle(parsed);
    this.postState();
    this.#isReady = true;
    for (const waiting of this.#whenReady) this.post(waiting);
    this.#whenReady = [];
    // Not before: the page itself comes first.
    void this.#parts.services.autoLoad.expectQuestion();
  }

  #postDelta(): void {
    this.#deltaTimer = undefined;
    const last = lastExchange(this.#parts.session.conversation);
    if (last === undefined) return;
    const offset = last.id === this.#sent.exchangeId ? this.#sent.length : 0;
    const { text } = last.answer;
    if (text.length <= offset) return;
    this.#sent = { exchangeId: last.id, length: text.length };
    this.post({ type: 'delta', exchangeId: last.id, offset, text: text.slice(offset) });
  }
}
