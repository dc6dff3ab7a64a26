import { isEmptyRange, type ContentChange, type TextRange } from '../reading/textRange.ts';
import type { DraftOrigin } from './provenance.ts';
import type { DraftableSection } from '../prompts/sectionPrompts.ts';

/** A stretch of a document that is followed through edits. */
export interface TrackedText {
  /** Empty while the text is not in the document (undone, deleted); then it marks where it was. */
  readonly range: TextRange;
  /** What stands in the range, or last stood there. */
  readonly text: string;
}

/** Hashes (lower-case hex SHA-256) of a model's words, line breaks as `\n`; of its sentences white space as one space. */
export interface DraftPrint {
  readonly sha256: string;
  readonly sentences: readonly string[];
}

/** One draft of the model, with what made it. Regenerating adds a version; undoing brings an older one back. */
export interface DraftVersion {
  /** Empty where a reload left only `print`. */
  readonly text: string;
  readonly origin: DraftOrigin;
  /** What it can be known by without its words. */
  readonly print?: DraftPrint;
}

/**
 * A draft in the document that a person has yet to judge. It only ever adds text: what it would replace stays in the
 * document, above the draft, until it is accepted. So discarding is taking out what was put in, and the rest of the
 * document keeps its bytes.
 */
export interface Proposal {
  readonly id: string;
  readonly section: DraftableSection;
  /** `writing`: the model is not done with it. */
  readonly state: 'writing' | 'pending' | 'accepted' | 'discarded';
  readonly draft: TrackedText;
  /** Sentences of the draft that a person has accepted before the rest. */
  readonly judged?: readonly TrackedText[];
  /** The window was closed before the model was done. */
  readonly isIncomplete?: boolean;
  /** What accepting takes out; undefined when the section was empty. */
  readonly replaces: TrackedText | undefined;
  /** Line breaks (or a new heading) that were put in around the draft. */
  readonly before: string;
  readonly after: string;
  readonly versions: readonly [DraftVersion, ...DraftVersion[]];
}

/** The draft's text is in the document. */
export function isPresent(proposal: Proposal): boolean {
  return !isEmptyRange(proposal.draft.range);
}

/** The model's words, which nobody has accepted as a whole. */
export function isOpen(proposal: Proposal): boolean {
  return (proposal.state === 'pending' || proposal.state === 'writing') && isPresent(proposal);
}

/** Waits for a person's decision. */
export function isDecidable(proposal: Proposal): boolean {
  return proposal.state === 'pending' && isPresent(proposal);
}

/** The model's draft that stands in the document, perhaps edited: the newest that it equals, else the newest of all. */
export function currentVersion(proposal: Proposal): DraftVersion {
  return (
    proposal.versions.findLast((version) => version.text === proposal.draft.text) ??
    (proposal.versions.at(-1) as DraftVersion)
  );
}

/** Accepting would take text out: what the section held before. */
export function replacesText(proposal: Proposal): boolean {
  return proposal.replaces !== undefined && !isEmptyRange(proposal.replaces.range);
}

/** A person changed the model's words. */
export function isEdited(proposal: Proposal): boolean {
  return proposal.draft.text !== currentVersion(proposal).text;
}

/** Takes out what the proposal put in, and nothing that a person wrote beside it. */
export function discardChange(proposal: Proposal, text: string): ContentChange {
  const { start, end } = proposal.draft.range;
  const before = text.slice(0, start).endsWith(proposal.before) ? proposal.before.length : 0;
  const after = text.startsWith(proposal.after, end) ? proposal.after.length : 0;
  return { offset: start - before, length: before + end - start + after, text: '' };
}

/** Takes out what the draft replaces, with the blank lines between; nothing to do for a section that was empty. */
export function acceptChange(proposal: Proposal, text: string): ContentChange | undefined {
  const { replaces, draft } = proposal;
  if (!replaces || isEmptyRange(replaces.range)) return undefined;
  const { start, end } = replaces.range;
  const between = end <= draft.range.start && text.slice(end, draft.range.start).trim() === '';
  return { offset: start, length: (between ? draft.range.start : end) - start, text: '' };
}

/** Puts another draft in place of this one. */
export function redraftChange(proposal: Proposal, draft: string): ContentChange {
  const { start, end } = proposal.draft.range;
  return { offset: start, length: end - start, text: draft };
}
