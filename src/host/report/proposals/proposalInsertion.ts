import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import { placeDraft, placeNewSection, type Placement } from '../../../report/drafts/draftText.ts';
import { redraftChange, type DraftVersion, type Proposal } from '../../../report/drafts/proposal.ts';
import { parseReport, type ReportDocument } from '../../../report/reportDocument.ts';
import type { DraftableSection } from '../../../report/prompts/sectionPrompts.ts';
import { editDocument, lineBreak } from '../documents/reportDocuments.ts';
import type { Proposals } from './proposals.ts';
import type { SectionAnchor } from '../documents/sectionAnchor.ts';

export interface Insertion {
  readonly section: DraftableSection;
  readonly draft: DraftVersion;
  /** Accepting takes out what the section holds; else the draft only adds to it. */
  readonly replaces: boolean;
  /** The model is not done with it. */
  readonly isWriting?: true;
}

/**
 * Puts a draft into the document as it is now, as one undo step. Answers the proposal; `gone` when the section was
 * removed meanwhile, `refused` when the document cannot be edited.
 */
export async function insertProposal(
  document: vscode.TextDocument,
  insertion: Insertion,
  anchor: SectionAnchor,
  proposals: Proposals,
  edit: typeof editDocument = editDocument,
): Promise<Proposal | 'gone' | 'refused'> {
  const id = randomUUID();
  const edited = await edit(document, () => {
    const text = document.getText();
    const place = placement(text, currentReport(document), insertion, anchor);
    if (!place) return undefined;
    // Known before the edit, so that the edit itself, like every later one, tells where the draft stands.
    proposals.remove(document, id);
    proposals.add(document, proposalAt(id, place, text, insertion));
    return { offset: place.offset, length: 0, text: place.before + place.draft + place.after };
  });
  const proposal = edited ? proposals.get(document, id) : undefined;
  if (proposal) return proposal;
  proposals.remove(document, id);
  return anchor.find(currentReport(document)) === 'gone' ? 'gone' : 'refused';
}

/** Puts another draft in place of an open proposal's, as one undo step. False when the document cannot be edited. */
export async function replaceDraft(
  document: vscode.TextDocument,
  id: string,
  draft: DraftVersion,
  proposals: Proposals,
): Promise<boolean> {
  const done = await editDocument(document, () => {
    const proposal = proposals.get(document, id);
    return proposal && redraftChange(proposal, draft.text);
  });
  if (done)
    proposals.update(document, id, ({ judged: _, ...proposal }) => ({
      ...proposal,
      state: 'pending',
      versions: [...proposal.versions, draft],
    }));
  return done;
}

function currentReport(document: vscode.TextDocument): ReportDocument {
  return { ...parseReport(document.getText()), eol: lineBreak(document) };
}

function placement(
  text: string,
  report: ReportDocument,
  { section, draft, replaces }: Insertion,
  anchor: SectionAnchor,
): Placement | undefined {
  const found = anchor.find(report);
  if (found === 'gone') return undefined;
  if (found === 'missing') return placeNewSection(text, report, section, draft.text);
  const place = placeDraft(text, report, found, draft.text);
  return replaces ? place : { ...place, replaces: undefined };
}

function proposalAt(id: string, place: Placement, text: string, { section, draft, isWriting }: Insertion): Proposal {
  const { offset, before, after, replaces } = place;
  return {
    id,
    section,
    state: isWriting ? 'writing' : 'pending',
    draft: { range: { start: offset, end: offset }, text: draft.text },
    replaces: replaces && { range: replaces, text: text.slice(replaces.start, replaces.end) },
    before,
    after,
    versions: [draft],
  };
}
