import { editDistance } from '../drafts/editDistance.ts';
import { currentVersion, isPresent, type Proposal } from '../drafts/proposal.ts';
import type { ProvenanceRecord } from '../drafts/provenance.ts';
import { withLineBreaks } from '../reading/textRange.ts';
import type { SignOffRecord } from './signOffRecord.ts';

/**
 * What became of each draft that was accepted. `records` are those of the sidecar, oldest first; `proposals` those of
 * the session, whose words are known; `standing` the hashes of the report's sentences now (as `DraftPrint` has them).
 */
export function draftOutcomes(
  records: readonly ProvenanceRecord[],
  proposals: readonly Proposal[],
  standing: ReadonlySet<string>,
): SignOffRecord['drafts'] {
  const last = new Map(records.map((record) => [record.proposal, record]));
  return [...last.values()].flatMap(({ proposal: id, event, draftedSentences = [] }) => {
    const known = proposals.find((proposal) => proposal.id === id);
    // Undoing an acceptance opens the draft again, without a record.
    const isAccepted = known ? known.state === 'accepted' : event === 'accepted' || event === 'edited';
    if (!isAccepted) return [];
    return {
      proposal: id,
      editDistance: (known && distanceOf(known)) ?? null,
      unchangedSentences: draftedSentences.filter((sentence) => standing.has(sentence)).length,
      sentences: draftedSentences.length,
    };
  });
}

/** From the model's words to what stands; undefined where they are no longer known. */
function distanceOf(proposal: Proposal): number | undefined {
  const { text } = currentVersion(proposal);
  if (text === '') return undefined;
  const now = isPresent(proposal) ? proposal.draft.text : '';
  return editDistance(withLineBreaks(text, '\n'), withLineBreaks(now, '\n'));
}
