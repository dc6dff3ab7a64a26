import * as vscode from 'vscode';
import { unreviewedRanges } from '../../../report/drafts/draftSentences.ts';
import { replacesText, type Proposal } from '../../../report/drafts/proposal.ts';
import { wordDiff, type WordDiff } from '../../../report/drafts/wordDiff.ts';
import type { TextRange } from '../../../report/reading/textRange.ts';
import { toRange } from '../documents/reportDocuments.ts';
import type { Proposals } from './proposals.ts';

/** Diffs that are kept at most. */
const mostDiffs = 50;

interface KeptDiff {
  readonly before: string;
  readonly after: string;
  readonly diff: WordDiff | undefined;
}

const bar: vscode.DecorationRenderOptions = {
  isWholeLine: true,
  borderWidth: '0 0 0 3px',
  borderStyle: 'solid',
  rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  overviewRulerLane: vscode.OverviewRulerLane.Left,
};

/** Marks what of open drafts nobody has judged yet, and the words that would go and come where they replace a text. */
export class ProposalDecorations implements vscode.Disposable {
  readonly #proposals: Proposals;
  /** By the proposals' ids: most changes of a report leave both texts as they are. */
  readonly #diffs = new Map<string, KeptDiff>();
  readonly #draft = vscode.window.createTextEditorDecorationType({
    ...bar,
    borderColor: new vscode.ThemeColor('llavaMed.draftBorder'),
    overviewRulerColor: new vscode.ThemeColor('llavaMed.draftBorder'),
  });
  readonly #unreviewed = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('llavaMed.draftBackground'),
    // Seen where a theme has no backgrounds.
    borderWidth: '0 0 1px 0',
    borderStyle: 'dotted',
    borderColor: new vscode.ThemeColor('llavaMed.draftBorder'),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  readonly #replaced = vscode.window.createTextEditorDecorationType({
    ...bar,
    backgroundColor: new vscode.ThemeColor('llavaMed.replacedBackground'),
    borderColor: new vscode.ThemeColor('llavaMed.replacedBorder'),
  });
  readonly #removed = vscode.window.createTextEditorDecorationType({
    textDecoration: 'line-through',
    backgroundColor: new vscode.ThemeColor('diffEditor.removedTextBackground'),
  });
  readonly #added = vscode.window.createTextEditorDecorationType({
    fontWeight: 'bold',
    backgroundColor: new vscode.ThemeColor('diffEditor.insertedTextBackground'),
  });
  readonly #subscriptions: vscode.Disposable;

  constructor(proposals: Proposals) {
    this.#proposals = proposals;
    this.#subscriptions = vscode.Disposable.from(
      this.#draft,
      this.#unreviewed,
      this.#replaced,
      this.#removed,
      this.#added,
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
    const { document } = editor;
    const open = this.#proposals.open(document);
    const mark = (type: vscode.TextEditorDecorationType, ranges: readonly TextRange[]): void => {
      editor.setDecorations(
        type,
        ranges.map((range) => toRange(document, range)),
      );
    };
    const diffs = open.filter(replacesText).map((proposal) => this.#shownDiff(proposal));
    mark(
      this.#draft,
      open.map(({ draft }) => draft.range),
    );
    mark(this.#unreviewed, open.flatMap(unreviewedRanges));
    mark(
      this.#replaced,
      open.flatMap(({ replaces }) => (replaces ? [replaces.range] : [])),
    );
    mark(
      this.#removed,
      diffs.flatMap(({ removed }) => removed),
    );
    mark(
      this.#added,
      diffs.flatMap(({ added }) => added),
    );
  }

  /** In the document's offsets; of texts that are not compared all of the old words go. */
  #shownDiff({ id, draft, replaces }: Proposal): WordDiff {
    if (!replaces) return { removed: [], added: [] };
    const diff = this.#diff(id, replaces.text, draft.text);
    if (!diff) return { removed: [replaces.range], added: [] };
    const shifted = (ranges: readonly TextRange[], by: number): TextRange[] =>
      ranges.map(({ start, end }) => ({ start: start + by, end: end + by }));
    return { removed: shifted(diff.removed, replaces.range.start), added: shifted(diff.added, draft.range.start) };
  }

  #diff(id: string, before: string, after: string): WordDiff | undefined {
    const kept = this.#diffs.get(id);
    if (kept?.before === before && kept.after === after) return kept.diff;
    const diff = wordDiff(before, after);
    if (this.#diffs.size >= mostDiffs) this.#diffs.clear();
    this.#diffs.set(id, { before, after, diff });
    return diff;
  }
}
