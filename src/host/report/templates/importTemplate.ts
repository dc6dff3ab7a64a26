import { t } from '@vscode/l10n';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { NotRegularFile, readRegularFile, regularFileState } from '../../../files/regularFile.ts';
import { mrrtEncoding } from '../../../report/mrrt/mrrtEncoding.ts';
import { mrrtLimit, readMrrt, type MrrtTemplate } from '../../../report/mrrt/readMrrt.ts';
import { TemplateError } from '../../../report/templates/templateError.ts';
import { foreignText } from '../../../text/foreignText.ts';
import { joinMessages, messageText, type MessageText } from '../../../text/messageText.ts';
import { showInformation, showWarning } from '../../messages/notifications.ts';
import { tellFailure } from '../documents/reportFailure.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { codeOf } from '../../../files/codeOf.ts';
import { pickPlace, writeTemplateFile } from './templatePlaces.ts';

/** The command "Import Report Templates": from the palette, or for files of the Explorer. */
export function registerImportTemplate(services: ReportServices): vscode.Disposable {
  return vscode.commands.registerCommand('llavaMed.importTemplate', async (clicked?: unknown, selected?: unknown) => {
    await importTemplates(await filesOf(clicked, selected), services).catch((error: unknown) => {
      // Not awaited: the message stays until it is read.
      const undertaking = { inLog: 'Importing the template', inWords: t`Importing the template` };
      void tellFailure(error, undertaking, undefined, services.log);
    });
  });
}

interface ImportedFile {
  readonly name: string;
  /** Undefined where it could not be read. */
  readonly template: MrrtTemplate | undefined;
  /** Sentences: why it could not be read, or what of it was left out. */
  readonly unread: readonly string[];
}

async function importTemplates(files: readonly vscode.Uri[], { globalStorage }: ReportServices): Promise<void> {
  if (files.length === 0) return;
  const read = await Promise.all(files.map(readFile));
  const imported: ImportedFile[] = read.filter(({ template }) => !template);
  if (imported.length < read.length) {
    const place = await pickPlace(globalStorage, t`Import report templates`);
    if (!place) return;
    // One after the other: each may ask.
    for (const file of read)
      if (file.template && (await writeTemplateFile(place.templates, fileName(file.template), file.template.markdown)))
        imported.push(file);
  }
  // Not awaited: the message stays until it is read.
  void tell(imported);
}

/** What the Explorer has selected, else what a person chooses. */
async function filesOf(clicked: unknown, selected: unknown): Promise<readonly vscode.Uri[]> {
  const given = (Array.isArray(selected) ? selected : [clicked]).filter((one) => one instanceof vscode.Uri);
  if (given.length > 0) return given;
  return (
    (await vscode.window.showOpenDialog({
      canSelectMany: true,
      openLabel: t`Import`,
      title: t`Report templates in HTML (IHE MRRT, RSNA RadReport)`,
      filters: { [t`Report templates`]: ['html', 'htm', 'xhtml', 'xml'] },
    })) ?? []
  );
}

async function readFile({ fsPath }: vscode.Uri): Promise<ImportedFile> {
  const name = basename(fsPath);
  try {
    // UTF-16 takes two bytes a character.
    if ((await regularFileState(fsPath)).size > 2 * mrrtLimit)
      throw new TemplateError(t`It is larger than 4 MB, as no report template is. Choose the template alone.`);
    const bytes = await readRegularFile(fsPath);
    const template = readMrrt(new TextDecoder(mrrtEncoding(bytes)).decode(bytes));
    return { name, template, unread: template.unread };
  } catch (error) {
    const why =
      error instanceof TemplateError
        ? error.message
        : error instanceof NotRegularFile
          ? t`It is ${error.what}, not a file. Choose the template itself.`
          : t`It cannot be read (${codeOf(error)}). Check that it is there and may be read.`;
    return { name, template: undefined, unread: [why] };
  }
}

/** The title as a name of a file. */
function fileName({ title }: MrrtTemplate): string {
  const words = title.replace(/[^\p{L}\p{N} _-]+/gu, ' ').replace(/\s+/g, ' ');
  const name = words.slice(0, 80).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  return /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(name) || name === '' ? `Template ${name}`.trim() : name;
}

async function tell(files: readonly ImportedFile[]): Promise<void> {
  const done = files.filter(({ template }) => template);
  const failed = files.filter(({ template }) => !template);
  const left = done.reduce((count, { unread }) => count + unread.length, 0);
  const [first] = failed;
  const parts: MessageText[] = [
    ...(done.length === 0 ? [] : [importedText(done.length)]),
    ...(left === 0 ? [] : [notTakenOver(left)]),
    ...(first ? [messageText`${first.name} was not imported. ${first.unread[0] ?? ''}`] : []),
    ...(failed.length > 1 ? [norOthers(failed.length - 1)] : []),
  ];
  if (parts.length === 0) return;
  const show = t`Show`;
  const buttons = left > 0 || failed.length > 1 ? [show] : [];
  const chosen = await (failed.length > 0 ? showWarning : showInformation)(joinMessages(parts, ' '), ...buttons);
  if (chosen !== show) return;
  const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: listOf(files) });
  await vscode.window.showTextDocument(document, { preview: false });
}

function importedText(count: number): MessageText {
  return count === 1 ? messageText`1 template imported.` : messageText`${count} templates imported.`;
}

function notTakenOver(count: number): MessageText {
  return count === 1
    ? messageText`1 thing could not be taken over.`
    : messageText`${count} things could not be taken over.`;
}

function norOthers(count: number): MessageText {
  return count === 1 ? messageText`Nor were 1 other file.` : messageText`Nor were ${count} other files.`;
}

function listOf(files: readonly ImportedFile[]): string {
  return files
    .filter(({ unread }) => unread.length > 0)
    .map(
      ({ name, template, unread }) =>
        `${template ? foreignText(name) : t`${foreignText(name)} (not imported)`}\n${unread.map((one) => `  ${foreignText(one)}\n`).join('')}`,
    )
    .join('\n');
}
