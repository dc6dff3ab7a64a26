import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { type FromViewer, type ToViewer, parseToViewer } from '../../src/protocol/viewer.ts';

export type Message<Type extends ToViewer['type']> = Extract<ToViewer, { type: Type }>;

/** A view that a test drives: what the host would post to a webview, checked as the view checks it. */
export class TestView {
  readonly received: ToViewer[] = [];
  readonly #messages = new vscode.EventEmitter<unknown>();
  readonly #disposed = new vscode.EventEmitter<void>();
  readonly panel = {
    active: true,
    webview: {
      options: {},
      html: '',
      cspSource: 'https://test',
      asWebviewUri: (uri: vscode.Uri) => uri,
      onDidReceiveMessage: this.#messages.event,
      // as the editor does: what is no plain value does not cross
      postMessage: async (message: unknown) => this.received.push(parseToViewer(structuredClone(message))) > 0,
    },
    onDidChangeViewState: new vscode.EventEmitter<unknown>().event,
    onDidDispose: this.#disposed.event,
  } as unknown as vscode.WebviewPanel;

  say(message: FromViewer): void {
    this.#messages.fire(structuredClone(message));
  }

  close(): void {
    this.#disposed.fire();
  }

  /** The next message of this type, or the one that has come; each is given once. */
  async next<Type extends ToViewer['type']>(type: Type, timeout = 60_000): Promise<Message<Type>> {
    for (let waited = 0; waited < timeout; waited += 10) {
      const index = this.received.findIndex((message) => message.type === type);
      if (index >= 0) return this.received.splice(index, 1)[0] as Message<Type>;
      await delay(10);
    }
    throw new Error(`No ${type} came; what came: ${this.received.map((message) => message.type).join(', ')}`);
  }
}
