import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { messageText } from '../../../text/messageText.ts';
import { showInformation } from '../../messages/notifications.ts';
import { reportOf, reportSelector } from '../documents/reportDocuments.ts';
import { tellFailure } from '../documents/reportFailure.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { BrokenFiles } from './brokenFiles.ts';
import { FieldChoices } from './fieldChoices.ts';
import { FieldMarks } from './fieldMarks.ts';
import { goToField } from './goToField.ts';
import { insertMacro, insertNormalReport } from './insertMacro.ts';
import { MacroCompletions } from './macroCompletions.ts';
import { newReport, type TemplateRoom } from './newReport.ts';
import { newMacro, openTemplatesFolder, saveAsTemplate } from './ownTemplates.ts';
import { ReportOrigins } from './reportOrigins.ts';
import { TemplateLibrary } from './templateLibrary.ts';

/** New reports from templates, their fields, and macros. */
export function registerTemplates(services: ReportServices): vscode.Disposable {
  const room: TemplateRoom = {
    services,
    contents: new TemplateLibrary(services.globalStorage),
    broken: new BrokenFiles(),
    origins: new ReportOrigins(),
  };
  const marks = new FieldMarks();
  const command = (
    id: string,
    inLog: string,
    inWords: string,
    run: (...values: unknown[]) => Promise<unknown>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(`llavaMed.${id}`, async (...values: unknown[]) => {
      await run(...values).catch((error: unknown) => {
        // Not awaited: the message stays until it is read.
        void tellFailure(error, { inLog, inWords }, undefined, services.log);
      });
    });
  return vscode.Disposable.from(
    marks,
    vscode.languages.registerHoverProvider(reportSelector, marks),
    vscode.languages.registerCompletionItemProvider(reportSelector, new FieldChoices()),
    vscode.languages.registerCompletionItemProvider(
      reportSelector,
      new MacroCompletions(room),
      MacroCompletions.trigger,
    ),
    command('newReport', 'Opening a new report', t`Opening a new report`, (clicked, selected) =>
      newReport(clicked, selected, room),
    ),
    command('openTemplatesFolder', 'Opening the templates folder', t`Opening the templates folder`, () =>
      openTemplatesFolder(room),
    ),
    command('nextField', 'Going to the next field', t`Going to the next field`, () =>
      withReport((editor) => goToField(editor, 'next')),
    ),
    command('previousField', 'Going to the field before', t`Going to the field before`, () =>
      withReport((editor) => goToField(editor, 'previous')),
    ),
    command('insertMacro', 'Inserting the macro', t`Inserting the macro`, (wanted) =>
      withReport((editor) => insertMacro(editor, wanted, room)),
    ),
    command('insertNormalReport', 'Inserting the normal report', t`Inserting the normal report`, () =>
      withReport((editor) => insertNormalReport(editor, room)),
    ),
    command('newMacro', 'Making the macro', t`Making the macro`, () => withEditor((editor) => newMacro(editor, room))),
    command('saveAsTemplate', 'Saving the template', t`Saving the template`, () =>
      withReport((editor) => saveAsTemplate(editor, room)),
    ),
  );
}

async function withReport(run: (editor: vscode.TextEditor) => Promise<void>): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor && reportOf(editor.document)) await run(editor);
  else void showInformation(messageText`Open a report first: a Markdown or text file with headings such as Findings.`);
}

async function withEditor(run: (editor: vscode.TextEditor) => Promise<void>): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor) await run(editor);
  else void showInformation(messageText`Open a text first, and select the words of the macro.`);
}
