import type * as vscode from 'vscode';
import { isPresent, type Proposal } from '../../../report/drafts/proposal.ts';
import { recordedOrigin } from '../../../report/drafts/recordedOrigin.ts';
import { standingDrafts, type StandingDraft } from '../../../report/signOff/standingDrafts.ts';
import { reportOf } from '../documents/reportDocuments.ts';
import { textSha256 } from '../documents/textSha256.ts';
import type { SignOffTools } from './signOffTools.ts';

/**
 * Marks the drafts again that stand in a report, that nobody has accepted, and of which this window does not know:
 * the file was opened on another machine, or a draft was cut out and pasted elsewhere. They can be accepted and
 * discarded then, as any draft. Answers them. Records of reports without a file do not say whose they are: none.
 */
export async function reviveDrafts(
  document: vscode.TextDocument,
  { proposals, sidecar }: Pick<SignOffTools, 'proposals' | 'sidecar'>,
): Promise<readonly StandingDraft[]> {
  if (document.isUntitled) return [];
  const records = await sidecar.read(document);
  const report = reportOf(document);
  if (!report) return [];
  const text = document.getText();
  const known = new Map(proposals.of(document).map((proposal) => [proposal.id, proposal]));
  const standing = standingDrafts(text, report, records, textSha256).filter(({ record, range }) => {
    const proposal = known.get(record.proposal);
    if (proposal && (proposal.state !== 'pending' || isPresent(proposal))) return false;
    return ![...known.values()].some(
      (one) => isPresent(one) && one.draft.range.start < range.end && range.start < one.draft.range.end,
    );
  });
  for (const one of standing) {
    const proposal = revived(text, one);
    if (known.has(proposal.id)) proposals.update(document, proposal.id, (old) => ({ ...old, draft: proposal.draft }));
    else proposals.add(document, proposal);
  }
  return standing;
}

function revived(text: string, { record, range, isWhole }: StandingDraft): Proposal {
  const words = text.slice(range.start, range.end);
  const { drafted, draftedSentences } = record;
  return {
    id: record.proposal,
    section: record.section,
    state: 'pending',
    draft: { range, text: words },
    replaces: undefined,
    before: '',
    after: '',
    versions: [
      {
        text: isWhole ? words : '',
        origin: recordedOrigin(record),
        ...(drafted !== undefined && draftedSentences && { print: { sha256: drafted, sentences: draftedSentences } }),
      },
    ],
  };
}
