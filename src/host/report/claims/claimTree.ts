import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ClaimVerdict } from '../../../report/prompts/claimVerdict.ts';
import { notAskedReasons } from '../../../report/prompts/notAsked.ts';
import { labelText, type LabelText } from '../../../text/labelText.ts';
import { treeItem } from '../../messages/treeItem.ts';
import { reportOf } from '../documents/reportDocuments.ts';
import { countsOf, verdictOf, type CheckedSentence, type ClaimResults } from './claimResults.ts';

/** The command of an item; it is given the sentence. */
export const revealCommand = 'llavaMed.revealClaim';

const icons: Readonly<Record<ClaimVerdict, string>> = {
  contradicted: 'warning',
  unclear: 'question',
  supported: 'check',
};
/** What a person has to see first; what was not asked comes last. */
const order: readonly (ClaimVerdict | undefined)[] = ['contradicted', 'unclear', 'supported', undefined];

/** The Claims view: the sentences of the report that was active last, those against which the image speaks first. */
export class ClaimTree implements vscode.TreeDataProvider<CheckedSentence>, vscode.Disposable {
  readonly #results: ClaimResults;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;
  #document: vscode.TextDocument | undefined;

  constructor(results: ClaimResults) {
    this.#results = results;
    this.#document = vscode.window.activeTextEditor?.document;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (!editor || editor.document === this.#document || !reportOf(editor.document)) return;
        this.#document = editor.document;
        this.#changed.fire(undefined);
      }),
      results.onDidChange(() => {
        this.#changed.fire(undefined);
      }),
    );
  }

  getChildren(node?: CheckedSentence): CheckedSentence[] {
    if (node !== undefined || !this.#document) return [];
    return this.#results
      .of(this.#document)
      .toSorted((a, b) => order.indexOf(verdictOf(a)) - order.indexOf(verdictOf(b)));
  }

  getTreeItem(sentence: CheckedSentence): vscode.TreeItem {
    const verdict = verdictOf(sentence);
    return treeItem({
      id: String(sentence.id),
      label: labelText`${sentence.text.replace(/\s+/g, ' ')}`,
      description: verdict === undefined ? labelText`not asked` : labelText`${countsOf(sentence)}`,
      tooltip: tooltipOf(sentence),
      icon: verdict === undefined ? 'circle-slash' : icons[verdict],
      contextValue: 'llavaMedClaim',
      command: { command: revealCommand, title: t`Show Sentence`, arguments: [sentence] },
    });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

function tooltipOf({ outcome }: CheckedSentence): LabelText {
  if (outcome.kind === 'notAsked') return labelText`Not asked. ${notAskedReasons[outcome.reason]}`;
  const asked = outcome.checks.map(({ claim, agreement }) => `${claim.question} ${agreement.text}`).join(' ');
  return labelText`${asked}`;
}
