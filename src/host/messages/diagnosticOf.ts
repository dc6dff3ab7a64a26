import * as vscode from 'vscode';
import type { PlainText } from '../../text/plainText.ts';

/** A problem in a report, by LLaVA-Med; its code leads to what is said of the check. */
export function diagnosticOf(
  range: vscode.Range,
  message: PlainText,
  severity: vscode.DiagnosticSeverity,
  code: { readonly value: string; readonly target: vscode.Uri },
): vscode.Diagnostic {
  const result = new vscode.Diagnostic(range, message, severity);
  result.source = 'LLaVA-Med';
  result.code = code;
  return result;
}
