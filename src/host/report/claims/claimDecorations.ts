import * as vscode from 'vscode';
import type { ClaimVerdict } from '../../../report/prompts/claimVerdict.ts';
import { toRange } from '../documents/reportDocuments.ts';
import { countsOf, verdictOf, type CheckedSentence, type ClaimResults } from './claimResults.ts';

const verdicts: readonly ClaimVerdict[] = ['supported', 'contradicted', 'unclear'];

const colors: Readonly<Record<ClaimVerdict, string>> = {
  supported: 'llavaMed.claimSupported',
  contradicted: 'llavaMed.claimContradicted',
  unclear: 'llavaMed.claimUnclear',
};

/** The hint is told by its words too, not by its colour only. */
const words: Readonly<Record<ClaimVerdict, string>> = {
  supported: 'image',
  contradicted: 'image differs',
  unclear: 'image unclear',
};

/** Shows behind each sentence that was checked what the model answered: ` ◂ image: yes 5 of 5`. */
export class ClaimDecorations implements vscode.Disposable {
  readonly #results: ClaimResults;
  readonly #types = verdicts.map((verdict) => ({
    verdict,
    type: vscode.window.createTextEditorDecorationType({
      after: { color: new vscode.ThemeColor(colors[verdict]), fontStyle: 'italic', margin: '0 0 0 0.5em' },
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
          .map((sentence) => ({
            range: toRange(editor.document, sentence.range),
            renderOptions: { after: { contentText: hintOf(sentence, verdict) } },
          })),
      );
  }
}

/** Nothing foreign is in it: counts and words of ours. */
function hintOf(sentence: CheckedSentence, verdict: ClaimVerdict): string {
  const { outcome } = sentence;
  const isDemo = outcome.kind === 'asked' && outcome.origin.isDemo;
  return ` ◂ ${words[verdict]}: ${countsOf(sentence)}${isDemo ? ' (demo model)' : ''}`;
}
