import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { parseReport } from '../../../report/reportDocument.ts';
import { setKeys } from '../../../report/frontMatterKeys.ts';
import { draftOutcomes } from '../../../report/signOff/draftOutcomes.ts';
import { signedText } from '../../../report/signOff/signedText.ts';
import type { SignOffRecord } from '../../../report/signOff/signOffRecord.ts';
import { editDocument, lineBreak } from '../documents/reportDocuments.ts';
import { ReportError } from '../documents/reportFailure.ts';
import { textSha256 } from '../documents/textSha256.ts';
import { draftPrint } from '../provenance/draftPrint.ts';
import type { SignOffTools } from './signOffTools.ts';

/** Makes a report a draft or a preliminary one, in one undo step, and records it. A signature goes. */
export async function setUnsigned(
  document: vscode.TextDocument,
  status: 'draft' | 'preliminary',
  tools: SignOffTools,
): Promise<void> {
  const keys = {
    status: status === 'draft' ? undefined : status,
    signed: undefined,
    'signed-sha256': undefined,
    'signed-by': undefined,
    override: undefined,
  };
  if (!(await editDocument(document, () => setKeys(document.getText(), keys, lineBreak(document)))))
    throw new ReportError(t`The state of the report could not be changed: the report cannot be edited.`);
  await recordSignOff(document, { event: 'status', status, time: new Date(), override: null }, tools);
}

/** Writes into the sidecar what became of the report and its drafts. */
export async function recordSignOff(
  document: vscode.TextDocument,
  change: Pick<SignOffRecord, 'event' | 'status' | 'override'> & { readonly time: Date },
  { proposals, sidecar }: SignOffTools,
): Promise<void> {
  const text = document.getText();
  const { sections, language } = parseReport(text);
  const standing = sections.flatMap(
    ({ content }) => draftPrint(text.slice(content.start, content.end), language).sentences,
  );
  const records = await sidecar.read(document);
  // Those of all reports without a name stand together.
  const own = document.isUntitled ? records.filter(({ proposal }) => proposals.get(document, proposal)) : records;
  const record: SignOffRecord = {
    version: 1,
    event: change.event,
    status: change.status,
    time: change.time.toISOString(),
    content: textSha256(signedText(text)),
    override: change.override,
    drafts: draftOutcomes(own, proposals.of(document), new Set(standing)),
  };
  try {
    await sidecar.recordSignOff(document, record);
  } catch {
    // Whose message is about a draft.
    throw new ReportError(notRecorded(record));
  }
}

/** What was done, and the way out. */
function notRecorded({ event, status }: SignOffRecord): string {
  if (event === 'addendum')
    return t`The addendum is begun, but this could not be recorded in the folder .llava-med. Make that folder writable.`;
  switch (status) {
    case 'final':
      return t`The report is signed as final, saved and locked, but this could not be recorded in the folder .llava-med. Make that folder writable; to have it recorded, reopen the report and sign it again.`;
    case 'draft':
      return t`The report is a draft again, but this could not be recorded in the folder .llava-med. Make that folder writable.`;
    case 'preliminary':
      return t`The report is marked as preliminary, but this could not be recorded in the folder .llava-med. Make that folder writable.`;
  }
}
