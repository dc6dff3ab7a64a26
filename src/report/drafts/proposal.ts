import {
  isEmptyRange,
  offsetAfterLineBreakChange,
  shiftRange,
  withLineBreaks,
  type ContentChange,
  type LineBreak,
  type TextRange,
} from '../reading/textRange.ts';
import type { DraftOrigin } from './provenance.ts';
import type { DraftableSection } from '../prompts/sectionPrompts.ts';

/** A stretch of a document that is followed through edits. */
export interface TrackedText {
  /** Empty while the text is not in the document (undone, deleted); then it marks where it was. */
  readonly range: TextRange;
  /** What stands in the range, or last stood there. */
  readonly text: string;
}

/** One draft of the model, with what made it. Regenerating adds a version; undoing brings an older one back. */
export interface DraftVersion {
  readonly text: string;
  readonly origin: DraftOrigin;
}

/**
 * A draft in the document that a person has yet to judge. It only ever adds text: what it would replace stays in the
 * document, above the draft, until it is accepted. So discarding is taking out what was put in, and the rest of the
 * document keeps its bytes.
 */
export interface Proposal {
  readonly id: string;
  readonly section: DraftableSection;
  readonly state: 'pending' | 'accepted' | 'discarded';
  readonly draft: TrackedText;
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

/** Waits for a person's decision. */
export function isOpen(proposal: Proposal): boolean {
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

/**
 * The proposal after edits of its document. `changes` apply one after another; `text` is the document after all of
 * them. Undo and redo come by as edits too: a draft that is put back where it was is found again, a decision that is
 * undone is open again.
 */
export function trackProposal(
  proposal: Proposal,
  changes: readonly ContentChange[],
  text: string,
  undoing: boolean,
): Proposal {
  const wasPresent = isPresent(proposal);
  const draft = trackText(proposal.draft, changes, text, proposal.state !== 'discarded' || undoing);
  const replaces = proposal.replaces && trackText(proposal.replaces, changes, text, undoing);
  let { state } = proposal;
  if (state === 'discarded' && !wasPresent && !isEmptyRange(draft.range)) state = 'pending';
  if (
    state === 'accepted' &&
    proposal.replaces &&
    replaces &&
    isEmptyRange(proposal.replaces.range) &&
    !isEmptyRange(replaces.range)
  )
    state = 'pending';
  return { ...proposal, draft, replaces, state };
}

/** The proposal after the document's line breaks were all rewritten; `text` is the document now. */
export function withProposalLineBreaks(proposal: Proposal, text: string, from: LineBreak, to: LineBreak): Proposal {
  const move = (tracked: TrackedText): TrackedText => ({
    range: {
      start: offsetAfterLineBreakChange(text, tracked.range.start, from, to),
      end: offsetAfterLineBreakChange(text, tracked.range.end, from, to),
    },
    text: withLineBreaks(tracked.text, to),
  });
  const [first, ...rest] = proposal.versions;
  const rewrite = (version: DraftVersion): DraftVersion => ({ ...version, text: withLineBreaks(version.text, to) });
  return {
    ...proposal,
    draft: move(proposal.draft),
    replaces: proposal.replaces && move(proposal.replaces),
    before: withLineBreaks(proposal.before, to),
    after: withLineBreaks(proposal.after, to),
    versions: [rewrite(first), ...rest.map(rewrite)],
  };
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

function trackText(
  tracked: TrackedText,
  changes: readonly ContentChange[],
  text: string,
  revive: boolean,
): TrackedText {
  let { range } = tracked;
  for (const change of changes) {
    const next = shiftRange(range, change);
    const touched = change.offset <= range.end && range.start <= change.offset + change.length;
    const found = revive && touched && isEmptyRange(next) ? change.text.lastIndexOf(tracked.text) : -1;
    range = found < 0 ? next : { start: change.offset + found, end: change.offset + found + tracked.text.length };
  }
  return isEmptyRange(range) ? { range, text: tracked.text } : { range, text: text.slice(range.start, range.end) };
}
