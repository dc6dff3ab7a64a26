import * as vscode from 'vscode';
import type { PlainText } from '../../text/plainText.ts';

/** A problem in a report, by LLaVA-Med. */
export function diagnosticOf(
  range: vscode.Range,
  message: PlainText,
  severity: vscode.DiagnosticSeverity,
  code: string,
): vscode.Diagnostic {
  const result = new vscode.Diagnostic(range, message, severity);
  result.source = 'LLaVA-Med';
  result.code = code;
  return result;
}
