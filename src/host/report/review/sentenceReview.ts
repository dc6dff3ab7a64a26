import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { sentenceRanges, unjudgedSentences, withoutSentence } from '../../../report/drafts/draftSentences.ts';
import { isDecidable, isPresent, type Proposal } from '../../../report/drafts/proposal.ts';
import { parseReport } from '../../../report/reportDocument.ts';
import type { Language } from '../../../report/reading/words/language.ts';
import type { TextRange } from '../../../report/reading/textRange.ts';
import { messageText } from '../../../text/messageText.ts';
import { showInformation } from '../../messages/notifications.ts';
import { editDocument, reportOf, toRange } from '../documents/reportDocuments.ts';
import { ReportError } from '../documents/reportFailure.ts';
import type { Proposals } from '../proposals/proposals.ts';
import { sentencePrint } from '../proposals/sentencePrint.ts';

/** How a draft ends of which every sentence is judged. */
export interface DraftEnd {
  readonly accept: (document: vscode.TextDocument, proposal: Proposal) => Promise<void>;
  readonly discard: (document: vscode.TextDocument, proposal: Proposal) => Promise<void>;
}

interface Taken {
  readonly sentence: TextRange;
  readonly print: string;
}

/**
 * A person goes through a draft sentence by sentence: each is accepted or taken out, and the next one is shown. With
 * the last one the draft is accepted, or discarded where no sentence is left.
 */
export class SentenceReview implements vscode.Disposable {
  readonly #proposals: Proposals;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #mark = vscode.window.createTextEditorDecorationType({
    borderWidth: '1px',
    borderStyle: 'solid',
    borderColor: new vscode.ThemeColor('focusBorder'),
  });
  readonly #subscriptions: vscode.Disposable;
  #current: { readonly document: vscode.TextDocument; readonly id: string } | undefined;

  /** Another sentence is looked at, or none. */
  readonly onDidChange = this.#changed.event;

  constructor(proposals: Proposals) {
    this.#proposals = proposals;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      this.#mark,
      proposals.onDidChange((document) => {
        if (document === this.#current?.document) this.#show();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor.document === this.#current?.document) this.#show();
      }),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** Whether this draft is gone through by sentences now. */
  isReviewing(id: string): boolean {
    return this.#current?.id === id;
  }

  /** The sentence in question: the one at the cursor, else the first behind it, that nobody has judged. */
  sentence(document: vscode.TextDocument, proposal: Proposal): TextRange | undefined {
    const text = document.getText();
    const open = unjudgedSentences(proposal, text, languageOf(document));
    const editor = editorOf(document);
    const cursor = editor ? document.offsetAt(editor.selection.active) : 0;
    return open.find(({ end }) => cursor <= end) ?? open[0];
  }

  /** Shows the first sentence that waits. */
  begin(document: vscode.TextDocument, proposal: Proposal): void {
    this.#current = { document, id: proposal.id };
    this.#goOn(document, proposal.id, proposal.draft.range.start);
  }

  /** The draft is judged as a whole again. */
  leave(): void {
    this.#current = undefined;
    this.#show();
  }

  /** `named` is the print of the sentence that a person saw; missing: the one in question is meant. */
  async accept(document: vscode.TextDocument, { id }: Proposal, end: DraftEnd, named?: string): Promise<void> {
    const sentence = this.#take(document, id, named)?.sentence;
    if (!sentence) return;
    this.#proposals.update(document, id, (proposal) => ({
      ...proposal,
      judged: [
        ...(proposal.judged ?? []),
        { range: sentence, text: document.getText().slice(sentence.start, sentence.end) },
      ],
    }));
    await this.#next(document, id, sentence.end, end);
  }

  /** Rejects with a `ReportError` where the report cannot be edited. */
  async discard(document: vscode.TextDocument, { id }: Proposal, end: DraftEnd, named?: string): Promise<void> {
    const taken = this.#take(document, id, named);
    const proposal = this.#proposals.get(document, id);
    if (!taken || !proposal) return;
    if (sentenceRanges(document.getText(), proposal.draft.range, languageOf(document)).length === 1) {
      this.leave();
      await end.discard(document, proposal);
      return;
    }
    const found = (): TextRange | undefined => {
      const now = this.#proposals.get(document, id);
      const sentence = now && this.sentence(document, now);
      return sentence && printOf(document, now, sentence) === taken.print ? sentence : undefined;
    };
    const done = await editDocument(document, () => {
      const now = this.#proposals.get(document, id);
      const sentence = found();
      if (!now || !sentence) return undefined;
      const range = withoutSentence(document.getText(), now.draft.range, sentence);
      return { offset: range.start, length: range.end - range.start, text: '' };
    });
    // Another press was faster.
    if (!done && !found()) return;
    if (!done) throw new ReportError(t`The sentence could not be taken out: the report cannot be edited.`);
    await this.#next(document, id, taken.sentence.start, end);
  }

  /** The sentence in question, if it is the one that a person means. */
  #take(document: vscode.TextDocument, id: string, named: string | undefined): Taken | undefined {
    const proposal = this.#proposals.get(document, id);
    if (!proposal || !isDecidable(proposal)) return undefined;
    const sentence = this.sentence(document, proposal);
    if (!sentence) return undefined;
    const print = printOf(document, proposal, sentence);
    if (named !== undefined && named !== print) {
      void showInformation(messageText`Another sentence is in question now. Read it, then decide.`);
      return undefined;
    }
    this.#current = { document, id };
    return { sentence, print };
  }

  async #next(document: vscode.TextDocument, id: string, from: number, end: DraftEnd): Promise<void> {
    const proposal = this.#proposals.get(document, id);
    if (!proposal) return;
    const text = document.getText();
    if (unjudgedSentences(proposal, text, languageOf(document)).length > 0) {
      this.#goOn(document, id, from);
      return;
    }
    this.leave();
    await end.accept(document, proposal);
  }

  #goOn(document: vscode.TextDocument, id: string, from: number): void {
    const proposal = this.#proposals.get(document, id);
    const editor = editorOf(document);
    if (proposal && editor) {
      const text = document.getText();
      const open = unjudgedSentences(proposal, text, languageOf(document));
      const next = open.find(({ start }) => start >= from) ?? open[0];
      if (next) {
        const { start } = toRange(document, next);
        editor.selection = new vscode.Selection(start, start);
        editor.revealRange(toRange(document, next), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      }
    }
    this.#show();
  }

  #show(): void {
    const current = this.#current;
    const proposal = current && this.#proposals.get(current.document, current.id);
    if (current && !(proposal && isPresent(proposal) && isDecidable(proposal))) this.#current = undefined;
    for (const editor of vscode.window.visibleTextEditors) {
      const sentence =
        this.#current && proposal && editor.document === this.#current.document
          ? this.sentence(editor.document, proposal)
          : undefined;
      editor.setDecorations(this.#mark, sentence ? [toRange(editor.document, sentence)] : []);
    }
    this.#changed.fire();
  }
}

function printOf(document: vscode.TextDocument, { draft }: Proposal, sentence: TextRange): string {
  return sentencePrint(document.getText(), draft.range, sentence);
}

/** Of a report it is known already. */
function languageOf(document: vscode.TextDocument): Language {
  return (reportOf(document) ?? parseReport(document.getText())).language;
}

function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
  const active = vscode.window.activeTextEditor;
  return active?.document === document
    ? active
    : vscode.window.visibleTextEditors.find((editor) => editor.document === document);
}
