import * as vscode from 'vscode';
import type { Proposals } from './proposals.ts';
import { reportOf } from './reportDocuments.ts';

/** Keeps the `when` keys true: `llavaMed.isReport` of the active editor, `llavaMed.proposalAtCursor` of its cursor. */
export class ReportContext implements vscode.Disposable {
  readonly #proposals: Proposals;
  readonly #subscriptions: vscode.Disposable;
  readonly #values = new Map<string, boolean>();

  constructor(proposals: Proposals) {
    this.#proposals = proposals;
    const update = (): void => {
      this.#update();
    };
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.window.onDidChangeTextEditorSelection(update),
      vscode.workspace.onDidChangeTextDocument(update),
      proposals.onDidChange(update),
    );
    update();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #update(): void {
    const editor = vscode.window.activeTextEditor;
    this.#set('llavaMed.isReport', editor !== undefined && reportOf(editor.document) !== undefined);
    this.#set(
      'llavaMed.proposalAtCursor',
      editor !== undefined && this.#proposals.openAt(editor.document, editor.selection.active) !== undefined,
    );
  }

  #set(key: string, value: boolean): void {
    if (this.#values.get(key) === value) return;
    this.#values.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
