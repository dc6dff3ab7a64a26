import { t } from '@vscode/l10n';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { parseReport } from '../../../report/reportDocument.ts';
import { messageText } from '../../../text/messageText.ts';
import { showInformation } from '../../messages/notifications.ts';
import { ReportError } from '../documents/reportFailure.ts';
import { currentImages, tagsOfReport } from './imageTags.ts';
import type { TemplateRoom } from './newReport.ts';
import { codeOf } from '../../../files/codeOf.ts';
import { templateFile } from './templateFile.ts';
import { askName, pickPlace, writeTemplateFile } from './templatePlaces.ts';

/** The command "New Macro from Selection". Rejects with a `ReportError`. */
export async function newMacro(editor: vscode.TextEditor, { services }: TemplateRoom): Promise<void> {
  const words = editor.document.getText(editor.selection).trim();
  if (words === '') {
    void showInformation(messageText`Select the words of the macro first.`);
    return;
  }
  const title = t`New macro`;
  const name = await askName(title, '');
  const place = name === undefined ? undefined : await pickPlace(services.globalStorage, title);
  // A line of dashes at its start would be front matter.
  if (name !== undefined && place) await writeTemplateFile(place.macros, name, `${words.replace(/^---/, '\n---')}\n`);
}

/**
 * The command "Save as Report Template": the report's text without what its front matter says, for images of its kind.
 * Rejects with a `ReportError`.
 */
export async function saveAsTemplate(editor: vscode.TextEditor, { services }: TemplateRoom): Promise<void> {
  const { document } = editor;
  const text = document.getText();
  const body = text.slice(parseReport(text).frontMatter?.range.end ?? 0).trimStart();
  if (body === '')
    throw new ReportError(t`This report is empty. Write its headings first, then save it as a template.`);
  const title = t`Save as report template`;
  const name = await askName(title, /^#[ \t]+([\p{L}\p{N} _-]{1,60})$/mu.exec(body)?.[1]?.trim() ?? '');
  const place = name === undefined ? undefined : await pickPlace(services.globalStorage, title);
  if (name === undefined || !place) return;
  const images = currentImages(await tagsOfReport(document, services));
  await writeTemplateFile(place.templates, name, templateFile(name, images, body));
}

/** The command "Open Templates Folder": the folder is made where it is not there yet. Rejects with a `ReportError`. */
export async function openTemplatesFolder({ services }: TemplateRoom): Promise<void> {
  const place = await pickPlace(services.globalStorage, t`Templates and macros`);
  if (!place) return;
  try {
    await mkdir(place.templates, { recursive: true });
    await mkdir(place.macros, { recursive: true });
  } catch (error) {
    throw new ReportError(
      t`The folder ${dirname(place.templates)} could not be made (${codeOf(error)}). Make the folder above it writable.`,
    );
  }
  const uri = vscode.Uri.file(place.templates);
  try {
    await vscode.commands.executeCommand(place.workspace === undefined ? 'revealFileInOS' : 'revealInExplorer', uri);
  } catch {
    // In a browser there is no file manager.
    void showInformation(messageText`Templates are files in ${place.templates}, macros in ${place.macros}.`);
  }
}
