import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { messageText } from '../../../text/messageText.ts';
import { showInformation } from '../../messages/notifications.ts';
import { reportSelector } from '../documents/reportDocuments.ts';
import { tellFailure } from '../documents/reportFailure.ts';
import { addAddendum } from './addAddendum.ts';
import { EditorLock } from './editorLock.ts';
import { reopenReport } from './reopenReport.ts';
import { chooseStep } from './reportSteps.ts';
import { signFinal } from './signFinal.ts';
import { SignOffLenses } from './signOffLenses.ts';
import { signOffOf } from './signOffState.ts';
import { SignOffStatusItem } from './signOffStatus.ts';
import type { SignOffTools } from './signOffTools.ts';
import { setUnsigned } from './statusChange.ts';

/** Draft, preliminary, final and addenda: the commands, the item of the status bar, the lenses and the lock. */
export function registerSignOff(tools: SignOffTools): vscode.Disposable {
  const lock = new EditorLock();
  const steps: Readonly<Record<string, (document: vscode.TextDocument) => Promise<void>>> = {
    markPreliminary: (document) => markPreliminary(document, tools),
    signFinal: (document) => signFinal(document, lock, tools),
    reopenReport: (document) => reopenReport(document, lock, tools),
    addAddendum: (document) => addAddendum(document, lock, tools),
    reportSteps: (document) => chooseStep(document, lock, tools),
  };
  return vscode.Disposable.from(
    lock,
    new SignOffStatusItem(tools),
    vscode.languages.registerCodeLensProvider(reportSelector, new SignOffLenses()),
    ...Object.entries(steps).map(([name, step]) =>
      vscode.commands.registerCommand(`llavaMed.${name}`, async (uri?: unknown) => {
        const document = reportNamed(uri);
        if (!document) {
          void showInformation(messageText`Open a report first: a text with headings such as Findings and Impression.`);
          return;
        }
        await step(document).catch((error: unknown) => {
          // Not awaited: the message stays until it is read.
          void tellFailure(error, { inLog: 'Signing off', inWords: t`Signing off` }, document, tools.services.log);
        });
      }),
    ),
  );
}

async function markPreliminary(document: vscode.TextDocument, tools: SignOffTools): Promise<void> {
  const state = signOffOf(document);
  if (state?.status === 'draft' || state?.onlySaysFinal) await setUnsigned(document, 'preliminary', tools);
  else if (state?.status === 'final')
    void showInformation(messageText`The report is final. Reopen it before you mark it as preliminary.`);
}

/** The open report that a command names, else the one in the active editor. */
function reportNamed(uri: unknown): vscode.TextDocument | undefined {
  const document =
    typeof uri === 'string'
      ? vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri)
      : vscode.window.activeTextEditor?.document;
  return document && signOffOf(document) ? document : undefined;
}
