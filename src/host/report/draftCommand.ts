import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DraftableSection } from '../../report/prompts/sectionPrompts.ts';
import { findSection, parseReport, sectionAt } from '../../report/reportDocument.ts';
import { messageText } from '../../text/messageText.ts';
import { showInformation } from '../messages/notifications.ts';
import { namedDocument } from './documents/namedDocument.ts';
import { reportOf } from './documents/reportDocuments.ts';
import type { SectionDrafting } from './drafting/sectionDrafting.ts';
import { draftCommands } from './review/draftActions.ts';

/**
 * From a code action the section is named by its heading's offset; from the palette it is the one at the cursor, else
 * the first.
 */
export function registerDraftCommand(kind: DraftableSection, drafting: SectionDrafting): vscode.Disposable {
  return vscode.commands.registerCommand(draftCommands[kind], async (uri?: unknown, heading?: unknown) => {
    const editor = vscode.window.activeTextEditor;
    const document = namedDocument(uri);
    if (!document || (typeof uri !== 'string' && !reportOf(document))) {
      const create = t`New Report`;
      const chosen = await showInformation(
        messageText`Open a report first: a Markdown or text file with headings such as Findings and Impression.`,
        create,
      );
      if (chosen === create) await vscode.commands.executeCommand('llavaMed.newReport');
      return;
    }
    const report = parseReport(document.getText());
    const offset =
      typeof heading === 'number'
        ? heading
        : editor?.document === document
          ? document.offsetAt(editor.selection.active)
          : 0;
    const at = sectionAt(report, offset);
    await drafting.draft(document, kind, at?.kind === kind ? at : findSection(report, kind));
  });
}
