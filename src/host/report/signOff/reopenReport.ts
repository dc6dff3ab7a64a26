import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { ReportStatus } from '../../../report/signOff/signOffRecord.ts';
import { messageText, type MessageText } from '../../../text/messageText.ts';
import { askFirst } from '../../messages/notifications.ts';
import type { EditorLock } from './editorLock.ts';
import { reportName } from './reportReadiness.ts';
import { signedTime, signOffOf } from './signOffState.ts';
import type { SignOffTools } from './signOffTools.ts';
import { setUnsigned } from './statusChange.ts';

/** Makes a preliminary or final report a draft again, once a person has said yes. */
export async function reopenReport(
  document: vscode.TextDocument,
  lock: EditorLock,
  tools: SignOffTools,
): Promise<void> {
  const state = signOffOf(document);
  if (!state || (state.status === 'draft' && !state.changed)) return;
  const reopen = t`Reopen`;
  const chosen = await askFirst(
    messageText`Make ${reportName(document)} a draft again?`,
    state.onlySaysFinal
      ? messageText`It says that it is final, but was not signed here.`
      : state.sha256 === undefined
        ? keptStatus(state.status)
        : messageText`Its signature of ${signedTime(state)} is taken out. Its provenance keeps that it was signed.`,
    reopen,
  );
  if (chosen !== reopen) return;
  await lock.unlock(document);
  await setUnsigned(document, 'draft', tools);
}

function keptStatus(status: ReportStatus): MessageText {
  switch (status) {
    case 'draft':
      return messageText`Its provenance keeps that it was draft.`;
    case 'preliminary':
      return messageText`Its provenance keeps that it was preliminary.`;
    case 'final':
      return messageText`Its provenance keeps that it was final.`;
  }
}
