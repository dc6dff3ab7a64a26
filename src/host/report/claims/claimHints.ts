import * as vscode from 'vscode';
import type { Agreement, ClaimVerdict } from '../../../report/prompts/claimVerdict.ts';
import { plainText, type PlainText } from '../../../text/plainText.ts';
import { countsOf, verdictOf, type CheckedSentence, type ClaimResults } from './claimResults.ts';

/** The hint is told by its words too, not by its colour only. */
function hintOf(verdict: ClaimVerdict, counts: string): PlainText {
  switch (verdict) {
    case 'supported':
      return plainText`image: ${counts}`;
    case 'contradicted':
      return plainText`image differs: ${counts}`;
    case 'unclear':
      return plainText`image unclear: ${counts}`;
  }
}

/**
 * Says behind each sentence that was checked how many of the model's answers make the verdict: `✓ 5/5`, in words where the pointer rests. Inlay hints are wrapped with
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
      const hint = new vscode.InlayHint(place, plainText`${labelOf(sentence, verdict)}`);
      hint.tooltip = tooltipOf(sentence, verdict);
      hint.paddingLeft = true;
      return [hint];
    });
  }
}

const signs: Readonly<Record<ClaimVerdict, string>> = { supported: '✓', contradicted: '✗', unclear: '?' };

/** As short as can be: the editor cuts the hints of a line at 43 characters together. */
function labelOf(sentence: CheckedSentence, verdict: ClaimVerdict): string {
  return `${signs[verdict]} ${countsOf(sentence, shortCounts)}`;
}

/** Of a majority its count only, which the sign goes with. */
function shortCounts({ verdict, supports, contradicts, n, text }: Agreement): string {
  if (verdict === 'unclear') return text.replace(/\p{L}+ (\d+) \p{L}+ (\d+)/gu, '$1/$2');
  return `${String(verdict === 'supported' ? supports : contradicts)}/${String(n)}`;
}

function tooltipOf(sentence: CheckedSentence, verdict: ClaimVerdict): PlainText {
  const { outcome } = sentence;
  const hint = hintOf(verdict, countsOf(sentence));
  return outcome.kind === 'asked' && outcome.origin.isDemo ? plainText`${hint} (demo model)` : hint;
}
