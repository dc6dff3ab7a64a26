import type * as vscode from 'vscode';
import { statusOf } from '../../../report/signOff/reportStatus.ts';
import { ReportError } from '../documents/reportFailure.ts';

/** Throws a `ReportError` for a report that is signed as final: no model writes into it. */
export function refuseSigned(document: vscode.TextDocument): void {
  if (statusOf(document.getText()).status === 'final')
    throw new ReportError(
      'The report is signed as final, so nothing is drafted into it. Reopen the report, or write an addendum.',
    );
}
