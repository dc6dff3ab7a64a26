import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { isOpen, isPresent, type Proposal } from '../../../report/drafts/proposal.ts';
import { trackProposal, withProposalLineBreaks } from '../../../report/drafts/trackProposal.ts';
import { touches, type ContentChange, type LineBreak } from '../../../report/reading/textRange.ts';
import type { ProposalMemory } from './proposalMemory.ts';
import { lineBreak, reportSelector } from '../documents/reportDocuments.ts';

interface DocumentProposals {
  eol: LineBreak;
  proposals: readonly Proposal[];
}

/** The proposals of all open documents, followed through every edit; the open ones are kept over a reload. */
export class Proposals implements vscode.Disposable {
  readonly #memory: ProposalMemory;
  readonly #byDocument = new Map<string, DocumentProposals>();
  readonly #changed = new vscode.EventEmitter<vscode.TextDocument>();
  readonly #subscriptions: vscode.Disposable;

  /** A document's proposals are others, or stand elsewhere. */
  readonly onDidChange = this.#changed.event;

  constructor(memory: ProposalMemory) {
    this.#memory = memory;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.onDidChangeTextDocument((event) => {
        this.#track(event);
      }),
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#recall(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#forget(document);
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) void this.#rename(oldUri, newUri);
      }),
    );
    for (const document of vscode.workspace.textDocuments) this.#recall(document);
  }

  /** All of the session, decided and undone ones too. */
  of(document: vscode.TextDocument): readonly Proposal[] {
    return this.#byDocument.get(document.uri.toString())?.proposals ?? [];
  }

  /** Those that wait for a decision. */
  open(document: vscode.TextDocument): readonly Proposal[] {
    return this.of(document).filter(isOpen);
  }

  get(document: vscode.TextDocument, id: string): Proposal | undefined {
    return this.of(document).find((proposal) => proposal.id === id);
  }

  /** The open proposal at a position: in its draft, or in the text that it would replace. */
  openAt(document: vscode.TextDocument, position: vscode.Position): Proposal | undefined {
    const offset = document.offsetAt(position);
    return this.open(document).find(
      ({ draft, replaces }) =>
        touches(draft.range, offset) || (replaces !== undefined && touches(replaces.range, offset)),
    );
  }

  add(document: vscode.TextDocument, proposal: Proposal): void {
    this.#set(document, [...this.of(document), proposal]);
  }

  remove(document: vscode.TextDocument, id: string): void {
    this.#set(
      document,
      this.of(document).filter((proposal) => proposal.id !== id),
    );
  }

  update(document: vscode.TextDocument, id: string, change: (proposal: Proposal) => Proposal): void {
    this.#set(
      document,
      this.of(document).map((proposal) => (proposal.id === id ? change(proposal) : proposal)),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** `isDisturbed`: the editor has lost marks of them, though they are what they were. */
  #set(document: vscode.TextDocument, proposals: readonly Proposal[], isDisturbed = false): void {
    const before = this.#byDocument.get(document.uri.toString())?.proposals ?? [];
    this.#byDocument.set(document.uri.toString(), { eol: lineBreak(document), proposals });
    if (isDeepStrictEqual(before, proposals)) {
      if (isDisturbed) this.#changed.fire(document);
      return;
    }
    if (memorable(proposals) !== memorable(before)) void this.#memory.keep(document.uri, proposals);
    this.#changed.fire(document);
  }

  /**
   * The proposals of an untitled document that is closed are gone, or were taken over by the file that it was saved as.
   */
  #forget(document: vscode.TextDocument): void {
    this.#byDocument.delete(document.uri.toString());
    if (document.isUntitled) void this.#memory.keep(document.uri, []);
  }

  #track({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const known = this.#byDocument.get(document.uri.toString());
    if (!known || known.proposals.length === 0) {
      // A file that an untitled report is saved as opens empty, and gets the whole text by its first change.
      const first = contentChanges.filter(({ rangeOffset, text }) => rangeOffset === 0 && text !== '');
      if (first.length === 0 || !mayBeReport(document)) return;
      const { length } = document.getText();
      if (first.some((change) => change.text.length === length)) this.#recall(document);
      return;
    }
    const text = document.getText();
    const eol = lineBreak(document);
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text: inserted }) => ({
      offset: rangeOffset,
      length: rangeLength,
      text: inserted,
    }));
    const undoing = reason !== undefined;
    const next = known.proposals.map((proposal) =>
      known.eol === eol
        ? trackProposal(proposal, changes, text, undoing)
        : withProposalLineBreaks(proposal, text, known.eol, eol),
    );
    this.#set(
      document,
      next,
      changes.some((change) => takesOut(change, known.proposals)),
    );
  }

  async #rename(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    await this.#memory.rename(from, to);
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === to.toString());
    if (document) this.#recall(document);
  }

  #recall(document: vscode.TextDocument): void {
    if (!mayBeReport(document) || this.of(document).length > 0) return;
    const recalled = this.#memory.recall(document.uri, document.getText()).filter(isPresent);
    if (recalled.length > 0) this.#set(document, recalled);
  }
}

function mayBeReport(document: vscode.TextDocument): boolean {
  return vscode.languages.match(reportSelector, document) > 0;
}

/** Words of an open proposal go, perhaps to come back in the same change: the editor's marks on them do not. */
function takesOut({ offset, length }: ContentChange, proposals: readonly Proposal[]): boolean {
  return proposals
    .filter(isOpen)
    .flatMap(({ draft, replaces }) => (replaces ? [draft.range, replaces.range] : [draft.range]))
    .some(({ start, end }) => length > 0 && offset < end && start < offset + length);
}

/** What the memory would keep, but for where it stands: that is only where it looks first. */
function memorable(proposals: readonly Proposal[]): string {
  return JSON.stringify(
    proposals
      .filter(isOpen)
      .map(({ id, state, draft, replaces, judged, versions }) => [
        id,
        state,
        draft.text,
        replaces?.text,
        judged?.map(({ text }) => text),
        versions.length,
      ]),
  );
}
