import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { sectionAt } from '../../../report/reportDocument.ts';
import { reportOf } from '../documents/reportDocuments.ts';

export function checkTitle(): string {
  return t`Check This Sentence Against the Image`;
}

const kind = vscode.CodeActionKind.RefactorRewrite.append('llavaMed').append('claim');

/** Offers the check in the sentences of Findings and Impression; which sentence it is, is read when it is run. */
export class ClaimActions implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = { providedCodeActionKinds: [kind] };

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const report = reportOf(document);
    if (!report || document.lineAt(range.start.line).isEmptyOrWhitespace) return [];
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const section = sectionAt(report, start);
    if (!section || section.isEmpty || (section.kind !== 'findings' && section.kind !== 'impression')) return [];
    if (start < section.content.start || start > section.content.end) return [];
    const title = checkTitle();
    const action = new vscode.CodeAction(title, kind);
    action.command = {
      command: 'llavaMed.checkClaim',
      title,
      arguments: [document.uri.toString(), start, end],
    };
    return [action];
  }
}
