import * as vscode from 'vscode';
import type { WayOut } from '../../conversation/conversation.ts';
import { ImagingError } from '../../imaging/intake/imagingErrors.ts';
import { FrontMatterError } from '../../report/frontMatter.ts';
import { chatFailure, failureForLog } from '../chat/chatFailure.ts';

/**
 * Something about the report that a person can put right. `message` says what and how; it may quote names, so it is not
 * for the log.
 */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

interface Button {
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
}

const commandsOut: Partial<Record<WayOut, { title: string; command: string }>> = {
  chooseModel: { title: 'Choose Model', command: 'llavaMed.chooseModel' },
  openSettings: { title: 'Open Settings', command: 'llavaMed.openSettings' },
  showLog: { title: 'Show Log', command: 'llavaMed.showLog' },
};

/** Tells a failure to the user, with the ways out, and to the log, without names or text. Cancellation is none. */
export async function tellFailure(
  error: unknown,
  what: string,
  document: vscode.TextDocument | undefined,
  log: vscode.LogOutputChannel,
  signal?: AbortSignal,
): Promise<void> {
  if (signal?.aborted || error instanceof vscode.CancellationError) return;
  const own = error instanceof ReportError || error instanceof FrontMatterError;
  log.error(`${what} failed: ${own ? error.name : failureForLog(error)}`);
  const { code, message, waysOut } = chatFailure(error);
  const buttons: Button[] = own
    ? []
    : waysOut.flatMap((way) => (commandsOut[way] ? [{ ...commandsOut[way], arguments: [] }] : []));
  if (error instanceof ImagingError && document)
    buttons.unshift({
      title: 'Choose Images',
      command: 'llavaMed.chooseReportImages',
      arguments: [document.uri.toString()],
    });
  const text = own
    ? error.message
    : code === 'internal'
      ? `${what} failed because of a fault in this extension. The log says more.`
      : message;
  const chosen = await vscode.window.showErrorMessage(text, ...buttons.map(({ title }) => title));
  const button = buttons.find(({ title }) => title === chosen);
  if (button) await vscode.commands.executeCommand(button.command, ...button.arguments);
}
