import * as vscode from 'vscode';
import type { Proposals } from './proposals.ts';
import { toRange } from '../documents/reportDocuments.ts';

const bar: vscode.DecorationRenderOptions = {
  isWholeLine: true,
  borderWidth: '0 0 0 3px',
  borderStyle: 'solid',
  rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  overviewRulerLane: vscode.OverviewRulerLane.Left,
};

/** Marks open drafts, and strikes through what they would replace. */
export class ProposalDecorations implements vscode.Disposable {
  readonly #proposals: Proposals;
  readonly #draft = vscode.window.createTextEditorDecorationType({
    ...bar,
    backgroundColor: new vscode.ThemeColor('llavaMed.draftBackground'),
    borderColor: new vscode.ThemeColor('llavaMed.draftBorder'),
    overviewRulerColor: new vscode.ThemeColor('llavaMed.draftBorder'),
  });
  readonly #replaced = vscode.window.createTextEditorDecorationType({
    ...bar,
    backgroundColor: new vscode.ThemeColor('llavaMed.replacedBackground'),
    borderColor: new vscode.ThemeColor('llavaMed.replacedBorder'),
    textDecoration: 'line-through',
  });
  readonly #subscriptions: vscode.Disposable;

  constructor(proposals: Proposals) {
    this.#proposals = proposals;
    this.#subscriptions = vscode.Disposable.from(
      this.#draft,
      this.#replaced,
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.#show(editor);
      }),
      proposals.onDidChange((document) => {
        for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) this.#show(editor);
      }),
    );
    for (const editor of vscode.window.visibleTextEditors) this.#show(editor);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #show(editor: vscode.TextEditor): void {
    const open = this.#proposals.open(editor.document);
    editor.setDecorations(
      this.#draft,
      open.map(({ draft }) => toRange(editor.document, draft.range)),
    );
    editor.setDecorations(
      this.#replaced,
      open.flatMap(({ replaces }) => (replaces ? [toRange(editor.document, replaces.range)] : [])),
    );
  }
}
