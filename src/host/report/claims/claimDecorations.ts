import * as vscode from 'vscode';
import type { ClaimVerdict } from '../../../report/prompts/claimVerdict.ts';
import { toRange } from '../documents/reportDocuments.ts';
import { verdictOf, type ClaimResults } from './claimResults.ts';

const verdicts: readonly ClaimVerdict[] = ['supported', 'contradicted', 'unclear'];

const colors: Readonly<Record<ClaimVerdict, string>> = {
  supported: 'llavaMed.claimSupported',
  contradicted: 'llavaMed.claimContradicted',
  unclear: 'llavaMed.claimUnclear',
};

/** Underlines each sentence that was checked in the colour of its verdict; `ClaimHints` says it in words. */
export class ClaimDecorations implements vscode.Disposable {
  readonly #results: ClaimResults;
  readonly #types = verdicts.map((verdict) => ({
    verdict,
    type: vscode.window.createTextEditorDecorationType({
      borderWidth: '0 0 2px 0',
      borderStyle: verdict === 'supported' ? 'dotted' : verdict === 'contradicted' ? 'double' : 'dashed',
      borderColor: new vscode.ThemeColor(colors[verdict]),
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    }),
  }));
  readonly #subscriptions: vscode.Disposable;

  constructor(results: ClaimResults) {
    this.#results = results;
    this.#subscriptions = vscode.Disposable.from(
      ...this.#types.map(({ type }) => type),
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.#show(editor);
      }),
      results.onDidChange((document) => {
        for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) this.#show(editor);
      }),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #show(editor: vscode.TextEditor): void {
    const sentences = this.#results.of(editor.document);
    for (const { verdict, type } of this.#types)
      editor.setDecorations(
        type,
        sentences
          .filter((sentence) => verdictOf(sentence) === verdict)
          .map(({ range }) => toRange(editor.document, range)),
      );
  }
}
