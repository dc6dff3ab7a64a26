import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { isSigned, statusOf } from '../../../report/signOff/reportStatus.ts';
import { ReportError } from './reportFailure.ts';

/** Whether a report is signed as final, by what its front matter says; its text may have been changed since. */
export function isSignedReport(document: vscode.TextDocument): boolean {
  return isSigned(statusOf(document.getText()));
}

/** Throws a `ReportError` for a report that is signed as final: nothing is written into it. */
export function refuseSigned(document: vscode.TextDocument): void {
  if (isSignedReport(document))
    throw new ReportError(
      t`The report is signed as final, so its text stays as it is. Reopen the report, or write an addendum.`,
    );
}
