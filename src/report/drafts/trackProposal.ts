/** A proposal followed through the edits of its document. */
import {
  isEmptyRange,
  offsetAfterLineBreakChange,
  shiftRange,
  withLineBreaks,
  type ContentChange,
  type LineBreak,
  type TextRange,
} from '../reading/textRange.ts';
import { isPresent, type DraftVersion, type Proposal, type TrackedText } from './proposal.ts';

/**
 * The proposal after edits of its document. `changes` apply one after another; `text` is the document after all of
 * them. Undo and redo come by as edits too: a draft that is put back where it was is found again, a decision that is
 * undone is open again. A draft that waits is also found where it is pasted, since nobody has accepted it there either.
 */
export function trackProposal(
  proposal: Proposal,
  changes: readonly ContentChange[],
  text: string,
  undoing: boolean,
): Proposal {
  const wasPresent = isPresent(proposal);
  const found = trackText(proposal.draft, changes, text, proposal.state !== 'discarded' || undoing);
  const draft = proposal.state === 'pending' && isEmptyRange(found.range) ? pasted(found, changes, text) : found;
  const replaces = proposal.replaces && trackText(proposal.replaces, changes, text, undoing);
  const judged = proposal.judged?.map((sentence) => trackText(sentence, changes, text, undoing));
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
  return { ...proposal, draft, replaces, state, ...(judged && { judged }) };
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
    ...(proposal.judged && { judged: proposal.judged.map(move) }),
    replaces: proposal.replaces && move(proposal.replaces),
    before: withLineBreaks(proposal.before, to),
    after: withLineBreaks(proposal.after, to),
    versions: [rewrite(first), ...rest.map(rewrite)],
  };
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

/** A text that is gone from its place, where one of the changes has put it in again; the last one, of several. */
function pasted(gone: TrackedText, changes: readonly ContentChange[], text: string): TrackedText {
  let place: TextRange | undefined;
  for (const change of changes) {
    const found = gone.text === '' ? -1 : change.text.lastIndexOf(gone.text);
    if (found >= 0) place = { start: change.offset + found, end: change.offset + found + gone.text.length };
    else place &&= shiftRange(place, change);
  }
  return place && text.slice(place.start, place.end) === gone.text ? { range: place, text: gone.text } : gone;
}
