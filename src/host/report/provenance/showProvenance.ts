import type * as vscode from 'vscode';
import { currentVersion, type Proposal } from '../../../report/drafts/proposal.ts';
import { demoWarningOf, draftWarning, provenanceLines } from '../../../report/drafts/provenanceLines.ts';
import { joinMessages, messageText } from '../../../text/messageText.ts';
import { tellInDialog } from '../../messages/notifications.ts';
import { localTime } from '../documents/localTime.ts';
import { originNames } from '../images/originNames.ts';
import type { ReportServices } from '../documents/reportServices.ts';

/** Says where a draft comes from, in a dialog: the same as its hover does. */
export async function showProvenance(
  document: vscode.TextDocument,
  proposal: Proposal,
  services: ReportServices,
): Promise<void> {
  const { origin } = currentVersion(proposal);
  const names = await originNames(document, origin.images, services);
  const lines = provenanceLines(proposal, names, localTime).map(({ label, value }) => messageText`${label}: ${value}`);
  const demo = demoWarningOf(origin);
  await tellInDialog(
    messageText`${draftWarning.title}`,
    joinMessages(
      [
        messageText`${draftWarning.research}`,
        ...(demo === undefined ? [] : [messageText`${demo}`]),
        messageText``,
        ...lines,
      ],
      '\n',
    ),
  );
}
