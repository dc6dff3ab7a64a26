import * as vscode from 'vscode';
import { Pause } from '../documents/pause.ts';
import type { Proposals } from './proposals.ts';
import { reportOf } from '../documents/reportDocuments.ts';

/** Keeps the `when` keys true: `llavaMed.isReport` of the active editor, `llavaMed.proposalAtCursor` of its cursor. */
export class ReportContext implements vscode.Disposable {
  readonly #proposals: Proposals;
  readonly #subscriptions: vscode.Disposable;
  readonly #values = new Map<string, boolean>();
  readonly #pause = new Pause(() => {
    this.#update();
  });

  constructor(proposals: Proposals) {
    this.#proposals = proposals;
    const update = (): void => {
      this.#update();
    };
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.window.onDidChangeTextEditorSelection(() => {
        // Behind a key press this comes with a text that is not read yet.
        this.#pause.soon();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) this.#pause.soon();
      }),
      proposals.onDidChange((document) => {
        if (document === vscode.window.activeTextEditor?.document) this.#updateAtCursor();
      }),
    );
    update();
  }

  dispose(): void {
    this.#pause.dispose();
    this.#subscriptions.dispose();
  }

  #update(): void {
    this.#pause.dispose();
    const editor = vscode.window.activeTextEditor;
    this.#set('llavaMed.isReport', editor !== undefined && reportOf(editor.document) !== undefined);
    this.#updateAtCursor();
  }

  /** Reads no text, so it need not wait. */
  #updateAtCursor(): void {
    const editor = vscode.window.activeTextEditor;
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
