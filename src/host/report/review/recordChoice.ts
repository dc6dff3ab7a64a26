import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ProvenanceEvent, ProvenanceRecord } from '../../../report/drafts/provenance.ts';
import { parseReport, sectionAt } from '../../../report/reportDocument.ts';
import { labelText, type LabelText } from '../../../text/labelText.ts';
import { pickOne, type PickItem } from '../../messages/picks.ts';
import { localTime } from '../documents/localTime.ts';
import { ReportError } from '../documents/reportFailure.ts';
import { sectionInWords } from '../documents/sectionInWords.ts';

interface RecordItem extends PickItem {
  readonly record: ProvenanceRecord;
}

/**
 * The draft that a person means: the only one of the section at the cursor, else one of a list, the newest first.
 * Undefined when the person leaves; rejects with a `ReportError` where none is known.
 */
export async function chooseRecord(
  document: vscode.TextDocument,
  records: readonly ProvenanceRecord[],
): Promise<ProvenanceRecord | undefined> {
  const drafted = records.filter(({ event, sampling }) => event === 'drafted' && sampling !== null).toReversed();
  const editor = vscode.window.activeTextEditor;
  const at =
    editor?.document === document
      ? sectionAt(parseReport(document.getText()), document.offsetAt(editor.selection.active))?.kind
      : undefined;
  const here = drafted.filter(({ section }) => section === at);
  const choices = here.length > 0 ? here : drafted;
  const [first] = choices;
  if (!first)
    throw new ReportError(
      t`Nothing is known of a draft in this report: it was made elsewhere, or the folder .llava-med is not here. Draft a section first.`,
    );
  if (choices.length === 1) return first;
  const fates = new Map(records.map(({ proposal, event }) => [proposal, event]));
  const unknown = t`unknown`;
  const items: RecordItem[] = choices.map((record) => ({
    label: labelText`${sectionInWords(record.section)}, ${localTime(new Date(record.draftedAt))}`,
    description: fateInWords(fates.get(record.proposal)),
    detail: labelText`model ${record.model?.slice(0, 12) ?? unknown}, seed ${String(record.sampling?.seed)}`,
    record,
  }));
  const picked = await pickOne<RecordItem>(items, { title: labelText`Which draft is to be reproduced?` });
  return picked?.record;
}

function fateInWords(event: ProvenanceEvent | undefined): LabelText {
  switch (event) {
    case 'drafted':
      return labelText`drafted`;
    case 'accepted':
      return labelText`accepted`;
    case 'edited':
      return labelText`edited`;
    case 'discarded':
      return labelText`discarded`;
    case undefined:
      return labelText``;
  }
}
