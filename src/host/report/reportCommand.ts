import * as vscode from 'vscode';
import type { Log } from '../messages/log.ts';
import { namedDocument } from './documents/namedDocument.ts';
import { reportOf } from './documents/reportDocuments.ts';
import { tellFailure, type Undertaking } from './documents/reportFailure.ts';

/** What a command does with the report that it names, or that is in front. */
export type ReportWork = (document: vscode.TextDocument) => Promise<unknown>;

/** A command about a report: whatever fails is told. */
export function registerReportCommand(
  command: string,
  undertaking: Undertaking,
  run: ReportWork,
  log: Log,
): vscode.Disposable {
  return vscode.commands.registerCommand(command, async (uri: unknown) => {
    const document = namedDocument(uri);
    if (!document || !reportOf(document)) return;
    await run(document).catch((error: unknown) => {
      // Not awaited: the message stays until it is read.
      void tellFailure(error, undertaking, document, log);
    });
  });
}
