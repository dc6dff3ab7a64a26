import { t } from '@vscode/l10n';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { messageText } from '../../../text/messageText.ts';
import { askText } from '../../messages/askText.ts';
import { askFirst } from '../../messages/notifications.ts';
import { pickFolder } from '../../messages/pickFolder.ts';
import { ReportError } from '../documents/reportFailure.ts';
import { codeOf } from '../../../files/codeOf.ts';
import { templateFolders, type TemplateFolder } from './templateFolders.ts';

/** Asks whose folder is meant, the user's or the workspace's; not where there is only one. */
export async function pickPlace(globalStorage: vscode.Uri, title: string): Promise<TemplateFolder | undefined> {
  return pickFolder(templateFolders(globalStorage), title, ({ templates }) => dirname(templates));
}

/** Asks for a name that can be a file's. Undefined when the user leaves. */
export async function askName(title: string, value: string): Promise<string | undefined> {
  const name = await askText({
    title: messageText`${title}`,
    prompt: messageText`A name without anything of a patient: the file is called so.`,
    value,
    refusal: (typed) =>
      /^[\p{L}\p{N}](?:[\p{L}\p{N} _.-]{0,78}[\p{L}\p{N}])?$/u.test(typed.trim())
        ? undefined
        : t`Letters, digits, spaces, dots, dashes and underscores, at most 80; a letter or a digit at both ends.`,
  });
  return name?.trim();
}

/**
 * Writes a text as a file among the templates and opens it. A file that is there is replaced only when a person says so.
 * Undefined when the person does not. Rejects with a `ReportError`.
 */
export async function writeTemplateFile(
  folder: string,
  name: string,
  text: string,
): Promise<vscode.TextDocument | undefined> {
  const path = join(folder, `${name}.md`);
  try {
    await mkdir(folder, { recursive: true });
    if (!(await writeNew(path, text))) {
      const replace = t`Replace`;
      const chosen = await askFirst(
        messageText`${basename(path)} is there already.`,
        messageText`Replaced, the text that it holds now is gone.`,
        replace,
      );
      if (chosen !== replace) return undefined;
      await writeFile(path, text);
    }
  } catch (error) {
    throw new ReportError(
      t`${basename(path)} could not be written (${codeOf(error)}). Make ${folder} writable, or choose another place.`,
    );
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** False when there is a file already. */
async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}
