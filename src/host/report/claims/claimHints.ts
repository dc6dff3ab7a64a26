import * as vscode from 'vscode';
import type { ClaimVerdict } from '../../../report/prompts/claimVerdict.ts';
import { plainText } from '../../../text/plainText.ts';
import { countsOf, verdictOf, type CheckedSentence, type ClaimResults } from './claimResults.ts';

/** The hint is told by its words too, not by its colour only. */
const words: Readonly<Record<ClaimVerdict, string>> = {
  supported: 'image',
  contradicted: 'image differs',
  unclear: 'image unclear',
};

/**
 * Says behind each sentence that was checked what the model answered: `◂ image: yes 5 of 5`. Inlay hints are wrapped with
 * the text; what a decoration adds would push a long line out of sight.
 */
export class ClaimHints implements vscode.InlayHintsProvider {
  readonly #results: ClaimResults;
  readonly onDidChangeInlayHints: vscode.Event<void>;

  constructor(results: ClaimResults) {
    this.#results = results;
    this.onDidChangeInlayHints = (listener, thisArgs, disposables) =>
      results.onDidChange(
        () => {
          listener.call(thisArgs);
        },
        undefined,
        disposables,
      );
  }

  provideInlayHints(document: vscode.TextDocument, within: vscode.Range): vscode.InlayHint[] {
    return this.#results.of(document).flatMap((sentence) => {
      const verdict = verdictOf(sentence);
      const place = document.positionAt(sentence.range.end);
      if (verdict === undefined || !within.contains(place)) return [];
      const hint = new vscode.InlayHint(place, plainText`${hintOf(sentence, verdict)}`);
      hint.paddingLeft = true;
      return [hint];
    });
  }
}

/** Nothing foreign is in it: counts and words of ours. */
function hintOf(sentence: CheckedSentence, verdict: ClaimVerdict): string {
  const { outcome } = sentence;
  const isDemo = outcome.kind === 'asked' && outcome.origin.isDemo;
  return `◂ ${words[verdict]}: ${countsOf(sentence)}${isDemo ? ' (demo model)' : ''}`;
}
