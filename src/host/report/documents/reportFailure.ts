import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { WayOut } from '../../../conversation/answer.ts';
import { ImagingError } from '../../../imaging/intake/imagingErrors.ts';
import { FrontMatterError } from '../../../report/frontMatter.ts';
import { messageText } from '../../../text/messageText.ts';
import { chatFailure, failureForLog } from '../../chat/chatFailure.ts';
import type { Log } from '../../messages/log.ts';
import { showError } from '../../messages/notifications.ts';
import { toRange } from './reportDocuments.ts';

/**
 * Something about the report that a person can put right. `message` says what and how; it may quote names, so it is not
 * for the log.
 */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

/** What was undertaken and can fail: in English for the log, and for a person, as "Drafting the Findings". */
export interface Undertaking {
  readonly inLog: string;
  readonly inWords: string;
}

interface Button {
  readonly title: string;
  run(): Thenable<unknown>;
}

const commandsOut: Partial<Record<WayOut, { title: () => string; command: string }>> = {
  chooseModel: { title: () => t`Choose Model`, command: 'llavaMed.chooseModel' },
  openSettings: { title: () => t`Open Settings`, command: 'llavaMed.openSettings' },
  showLog: { title: () => t`Show Log`, command: 'llavaMed.showLog' },
};

/** Tells a failure to the user, with the ways out, and to the log, without names or text. Cancellation is none. */
export async function tellFailure(
  error: unknown,
  { inLog, inWords }: Undertaking,
  document: vscode.TextDocument | undefined,
  log: Log,
  signal?: AbortSignal,
): Promise<void> {
  if (signal?.aborted || error instanceof vscode.CancellationError) return;
  const own = error instanceof ReportError || error instanceof FrontMatterError;
  log.error(`${inLog} failed: ${own ? error.name : failureForLog(error)}`);
  const { code, message, waysOut } = chatFailure(error);
  const text = own
    ? error.message
    : code === 'internal'
      ? t`${inWords} failed because of a fault in this extension. The log says more.`
      : message;
  const buttons = [...(document ? buttonsFor(error, document) : []), ...(own ? [] : commandButtons(waysOut))];
  const chosen = await showError(messageText`${text}`, ...buttons.map(({ title }) => title));
  await buttons.find(({ title }) => title === chosen)?.run();
}

function buttonsFor(error: unknown, document: vscode.TextDocument): Button[] {
  if (error instanceof ImagingError) {
    const uri = document.uri.toString();
    return [{ title: t`Choose Images`, run: () => vscode.commands.executeCommand('llavaMed.chooseReportImages', uri) }];
  }
  if (error instanceof FrontMatterError) {
    const { range } = error.problem;
    return [
      {
        title: t`Show Line ${error.problem.line}`,
        run: () => vscode.window.showTextDocument(document, { selection: toRange(document, range) }),
      },
    ];
  }
  return [];
}

function commandButtons(waysOut: readonly WayOut[]): Button[] {
  return waysOut.flatMap((way) => {
    const out = commandsOut[way];
    return out ? [{ title: out.title(), run: () => vscode.commands.executeCommand(out.command) }] : [];
  });
}
