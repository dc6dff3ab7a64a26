import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { addendumChange } from '../../../report/signOff/addendum.ts';
import { messageText } from '../../../text/messageText.ts';
import { showInformation } from '../../messages/notifications.ts';
import { editDocument, reportOf } from '../documents/reportDocuments.ts';
import { ReportError } from '../documents/reportFailure.ts';
import type { EditorLock } from './editorLock.ts';
import { signOffOf } from './signOffState.ts';
import type { SignOffTools } from './signOffTools.ts';
import { recordSignOff } from './statusChange.ts';

/** Begins an addendum below a final report, and puts the cursor there; what is signed stays as it is. */
export async function addAddendum(document: vscode.TextDocument, lock: EditorLock, tools: SignOffTools): Promise<void> {
  if (signOffOf(document)?.isSigned !== true) {
    void showInformation(messageText`Only a report that is signed as final gets an addendum. Change the text itself.`);
    return;
  }
  const editor = await lock.unlock(document);
  const time = new Date();
  const done = await editDocument(document, () => {
    const report = reportOf(document);
    return report && addendumChange(document.getText(), report, time);
  });
  if (!done) throw new ReportError(t`The addendum could not be added: the report cannot be edited.`);
  const end = document.positionAt(document.getText().length);
  editor.selection = new vscode.Selection(end, end);
  editor.revealRange(editor.selection);
  await recordSignOff(document, { event: 'addendum', status: 'final', time, override: null }, tools);
}
