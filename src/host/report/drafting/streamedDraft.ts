import * as vscode from 'vscode';
import { discardChange, isPresent, type DraftVersion, type Proposal } from '../../../report/drafts/proposal.ts';
import type { DraftOrigin } from '../../../report/drafts/provenance.ts';
import type { DraftableSection } from '../../../report/prompts/sectionPrompts.ts';
import { withLineBreaks, type ContentChange } from '../../../report/reading/textRange.ts';
import { joinedEdit, type UndoStops } from '../documents/joinedEdit.ts';
import { isSignedReport } from '../documents/refuseSigned.ts';
import { editDocument, lineBreak } from '../documents/reportDocuments.ts';
import type { SectionAnchor } from '../documents/sectionAnchor.ts';
import { insertProposal } from '../proposals/proposalInsertion.ts';
import type { Proposals } from '../proposals/proposals.ts';

/** What is new is written this often at most. */
const flushMs = 200;
/** Who types is left alone: what comes meanwhile is written in the next pause, so undo steps stay a person's own. */
const pauseMs = 700;

/**
 * A draft that grows in the document while the model writes it. All of it is one undo step as long as nobody types in
 * between; then it is one for each stretch. Where no editor shows the document it comes as a whole, at the end.
 */
export class StreamedDraft implements vscode.Disposable {
  readonly #document: vscode.TextDocument;
  readonly #section: DraftableSection;
  readonly #anchor: SectionAnchor;
  readonly #proposals: Proposals;
  readonly #withdrawn: () => void;
  readonly #subscription: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();
  #origin: DraftOrigin | undefined;
  #wanted = '';
  #written = '';
  #id: string | undefined;
  #isOver = false;
  /** What an edit of ours is about to write. */
  #expected: string | undefined;
  /** Somebody typed since the last stretch began: the next one is an undo step of its own. */
  #isParted = true;
  #typedAt = 0;
  /** A person changed the words while they came, so the rest had no place. */
  isCut = false;

  /** `withdrawn` is called when a person takes the text out, by undo, while it comes. */
  constructor(
    document: vscode.TextDocument,
    section: DraftableSection,
    anchor: SectionAnchor,
    proposals: Proposals,
    withdrawn: () => void,
  ) {
    this.#document = document;
    this.#section = section;
    this.#anchor = anchor;
    this.#proposals = proposals;
    this.#withdrawn = withdrawn;
    this.#subscription = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document !== document || event.contentChanges.length === 0) return;
      if (event.contentChanges.length === 1 && event.contentChanges[0]?.text === this.#expected) return;
      this.#typedAt = performance.now();
      this.#isParted = true;
    });
  }

  /** The draft so far, as it may stand in a report. */
  show(text: string, origin: DraftOrigin): void {
    const whole = withoutBeginnings(text);
    if (this.#isOver || whole === '') return;
    this.#wanted = whole;
    this.#origin = origin;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#flushing = this.#flushing.then(() => this.#flush());
    }, flushMs);
  }

  /** Writes the rest. Answers the proposal, which is open now; see `insertProposal` for the others. */
  async finish(draft: DraftVersion): Promise<Proposal | 'gone' | 'refused'> {
    await this.#end();
    const id = this.#id;
    const begun = id === undefined ? undefined : this.#proposals.get(this.#document, id);
    if (id === undefined || !begun) {
      const insertion = { section: this.#section, draft, replaces: true };
      return insertProposal(this.#document, insertion, this.#anchor, this.#proposals);
    }
    if (!isPresent(begun)) {
      this.#discarded(id);
      return 'gone';
    }
    if (this.#wanted !== draft.text || this.#written !== draft.text) {
      this.#wanted = draft.text;
      await this.#write(id, true);
      this.isCut = this.#written !== this.#wanted;
    }
    this.#proposals.update(this.#document, id, (proposal) => ({ ...proposal, state: 'pending', versions: [draft] }));
    return this.#proposals.get(this.#document, id) ?? 'refused';
  }

  /** Takes out what was written. */
  async withdraw(): Promise<void> {
    await this.#end();
    const id = this.#id;
    if (id === undefined) return;
    const plan = (): ContentChange | undefined => {
      const proposal = this.#proposals.get(this.#document, id);
      return proposal && isPresent(proposal) ? discardChange(proposal, this.#document.getText()) : undefined;
    };
    // Together with what was put in it is nothing: no undo step that brings half a draft back.
    if (this.#isParted || !(await this.#join(plan, { before: false, after: true })))
      await editDocument(this.#document, plan);
    this.#discarded(id);
  }

  dispose(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#subscription.dispose();
  }

  /** Whoever brings the words back by undo or redo finds them marked. */
  #discarded(id: string): void {
    this.#proposals.update(this.#document, id, (proposal) => ({
      ...proposal,
      state: isPresent(proposal) ? 'pending' : 'discarded',
      isIncomplete: true,
    }));
  }

  async #end(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#timer);
    await this.#flushing;
  }

  async #flush(): Promise<void> {
    if (this.#isOver || !this.#origin) return;
    const since = performance.now() - this.#typedAt;
    if (since < pauseMs && this.#typedAt > 0) {
      this.show(this.#wanted, this.#origin);
      return;
    }
    if (this.#id === undefined) await this.#begin(this.#origin);
    else await this.#write(this.#id, false);
  }

  async #begin(origin: DraftOrigin): Promise<void> {
    if (!vscode.window.visibleTextEditors.some(({ document }) => document === this.#document)) return;
    if (isSignedReport(this.#document)) return;
    const draft = { text: this.#wanted, origin };
    const placed = await insertProposal(
      this.#document,
      { section: this.#section, draft, replaces: true, isWriting: true },
      this.#anchor,
      this.#proposals,
      (_, plan) => this.#join(plan, { before: true, after: false }),
    );
    if (typeof placed === 'string') return;
    this.#id = placed.id;
    this.#written = draft.text;
    this.#isParted = false;
  }

  /** Puts what is wanted in place of what is written; what a person changed of it stays, and the rest comes behind. */
  async #write(id: string, isLast: boolean): Promise<void> {
    const before = this.#proposals.get(this.#document, id);
    if (before && !isPresent(before)) {
      this.#isOver = true;
      this.#withdrawn();
      return;
    }
    // Line breaks may be others by now.
    const eol = lineBreak(this.#document);
    const [written, wanted] = [withLineBreaks(this.#written, eol), withLineBreaks(this.#wanted, eol)];
    this.#wanted = wanted;
    if (written === wanted && !isLast) return;
    const stops = { before: this.#isParted, after: isLast };
    const plan = (): ContentChange | undefined => {
      const proposal = this.#proposals.get(this.#document, id);
      if (!proposal || !isPresent(proposal)) return undefined;
      return growth(proposal, written, wanted);
    };
    const done = (await this.#join(plan, stops)) || (isLast && (await editDocument(this.#document, plan)));
    if (!done) {
      if (written === wanted) this.#written = wanted;
      return;
    }
    this.#isParted = false;
    this.#written = wanted;
    this.#follow(id, written, wanted);
  }

  /** Text that is put at the edge of a range is not in it, so the range is told. */
  #follow(id: string, written: string, wanted: string): void {
    this.#proposals.update(this.#document, id, (proposal) => {
      const { start, end } = proposal.draft.range;
      const text = this.#document.getText();
      const isWhole = text.startsWith(wanted, start);
      const rest = wanted.slice(written.length);
      const last = isWhole ? start + wanted.length : text.startsWith(rest, end) ? end + rest.length : end;
      return {
        ...proposal,
        draft: { range: { start, end: last }, text: text.slice(start, last) },
        versions: [{ ...proposal.versions[0], text: wanted }],
      };
    });
  }

  async #join(plan: () => ContentChange | undefined, stops: UndoStops): Promise<boolean> {
    const noted = (): ContentChange | undefined => {
      const change = plan();
      this.#expected = change?.text;
      return change;
    };
    const done = await joinedEdit(this.#document, noted, stops);
    this.#expected = undefined;
    return done;
  }
}

/** As short a line as this may yet turn out to be a heading, which a draft loses. */
const shortest = 40;

/** Without a last line that has only begun. */
function withoutBeginnings(text: string): string {
  const start = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
  return text.length - start >= shortest ? text : text.slice(0, start).trimEnd();
}

/** The change that brings a draft from what was written to what is wanted; undefined where there is none. */
function growth({ draft }: Proposal, written: string, wanted: string): ContentChange | undefined {
  if (draft.text !== written) {
    const rest = wanted.startsWith(written) ? wanted.slice(written.length) : '';
    return rest === '' ? undefined : { offset: draft.range.end, length: 0, text: rest };
  }
  let same = 0;
  while (same < written.length && same < wanted.length && written[same] === wanted[same]) same += 1;
  if (same === written.length && same === wanted.length) return undefined;
  return { offset: draft.range.start + same, length: written.length - same, text: wanted.slice(same) };
}
