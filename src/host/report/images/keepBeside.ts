import { t } from '@vscode/l10n';
import { writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import * as vscode from 'vscode';
import { readRegularFile } from '../../../files/regularFile.ts';
import type { ImageSource } from '../../../imaging/imaging.ts';
import { ImagingError } from '../../../imaging/intake/imagingErrors.ts';
import { readSource } from '../../../imaging/intake/readSource.ts';
import { messageText } from '../../../text/messageText.ts';
import { askFirst } from '../../messages/notifications.ts';
import { baseFolder } from '../documents/imagePaths.ts';
import { ReportError } from '../documents/reportFailure.ts';

interface KeptImage {
  readonly name: string;
  readonly source: ImageSource;
}

/**
 * A picture that was dropped or pasted lives in the chat's own folder and ends with the chat, so a report cannot name
 * it: offers to save a copy beside the report (where that was never saved: in the workspace, else where the person
 * says). Answers the copy's path; undefined when the person leaves. Rejects with a `ReportError`.
 */
export async function keepBeside(document: vscode.TextDocument, image: KeptImage): Promise<string | undefined> {
  const folder = baseFolder(document);
  const known = folder === undefined ? undefined : await sameFile(folder, image);
  if (known !== undefined) return known;
  const save = folder === undefined ? t`Save As…` : t`Save Beside the Report`;
  const chosen = await askFirst(
    image.source.kind === 'archived'
      ? messageText`${image.name} is inside a ZIP.`
      : messageText`${image.name} is in the chat only, and is gone when the chat is.`,
    messageText`A report names its images by their files. Save a copy, so that this report can name it?`,
    save,
  );
  if (chosen !== save) return undefined;
  try {
    if (folder !== undefined) return await saveIn(folder, image);
    const target = await vscode.window.showSaveDialog({ title: t`Save ${image.name}` });
    if (!target) return undefined;
    await writeFile(target.fsPath, await bytesOf(image));
    return target.fsPath;
  } catch (error) {
    if (error instanceof ImagingError) throw error;
    const cause = error instanceof Error && 'code' in error ? String(error.code) : t`unknown cause`;
    throw new ReportError(
      t`${image.name} could not be saved beside the report (${cause}). Make the folder writable, or save the picture elsewhere and choose that file.`,
    );
  }
}

/** The very picture lies there already, as that of a file that was dragged from the folder does. */
async function sameFile(folder: string, image: KeptImage): Promise<string | undefined> {
  const path = join(folder, fileName(image.name));
  const there = await readRegularFile(path).catch(() => undefined);
  return there && Buffer.compare(there, await bytesOf(image)) === 0 ? path : undefined;
}

/** Nothing is overwritten: `film.png`, else `film-2.png` and so on; the same bytes are not saved twice. */
async function saveIn(folder: string, image: KeptImage): Promise<string> {
  const bytes = await bytesOf(image);
  const name = fileName(image.name);
  // Of `head.nii.gz` all of `.nii.gz`.
  const extension = /\.nii\.gz$/i.exec(name)?.[0] ?? extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let count = 1; ; count += 1) {
    const path = join(folder, count === 1 ? name : `${stem}-${String(count)}${extension}`);
    try {
      await writeFile(path, bytes, { flag: 'wx' });
      return path;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const there = await readRegularFile(path).catch(() => undefined);
      if (there && Buffer.compare(there, bytes) === 0) return path;
    }
  }
}

async function bytesOf({ source }: KeptImage): Promise<Uint8Array> {
  return source.kind === 'file' ? readRegularFile(source.path) : readSource(source);
}

/** Without what no file system takes, and without characters that hide. */
function fileName(name: string): string {
  return basename(name).replaceAll(/[<>:"/\\|?*\p{Cc}\p{Cf}]/gu, '_');
}
