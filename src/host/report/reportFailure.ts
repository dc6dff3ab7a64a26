import * as vscode from 'vscode';
import { FrontMatterError } from '../../report/frontMatter.ts';
import { EngineError } from '../../engine/engineErrors.ts';
import { ImagingError } from '../../imaging/imagingErrors.ts';
import { failureForLog } from '../chat/chatFailure.ts';

/** Something about the report that a person can put right. `message` says what and how; it may quote names, so it is not for the log. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

/** Tells a failure to the user and, without names or text, to the log. Cancellation is none. */
export async function tellFailure(error: unknown, what: string, log: vscode.LogOutputChannel, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted || error instanceof vscode.CancellationError) return;
  const known = error instanceof ReportError || error instanceof FrontMatterError || error instanceof EngineError || error instanceof ImagingError;
  log.error(`${what} failed: ${error instanceof ReportError || error instanceof FrontMatterError ? error.name : failureForLog(error)}`);
  const message = known ? error.message : `${what} failed because of a fault in this extension. The log says more.`;
  const showLog = 'Show Log';
  if ((await vscode.window.showErrorMessage(message, showLog)) === showLog) log.show();
}
