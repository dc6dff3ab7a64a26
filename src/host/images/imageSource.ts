import { t } from '@vscode/l10n';
import { ImagingError, notAFile, tooLarge, unreadable } from '../../imaging/intake/imagingErrors.ts';
import { MAX_IMAGE_BYTES } from '../../protocol/webview.ts';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { NotRegularFile, regularFileState } from '../../files/regularFile.ts';
import type { ImageSource } from '../../imaging/imaging.ts';
import { studyPlace } from './studyUri.ts';

/**
 * The image behind a URI of the editor. Files of the machine that the extension runs on are read where they are:
 * `file:` URIs, and `vscode-remote:` ones, as an Explorer of a remote window names the very same files. Anything else
 * (a virtual file system) is read through the editor; an image of a study is where its address says. Rejects with an
 * `ImagingError`.
 */
export async function imageSourceOf(uri: vscode.Uri): Promise<ImageSource> {
  const place = studyPlace(uri);
  if (place !== undefined) return place.source;
  const local = localUri(uri);
  if (local.scheme === 'file') {
    await refuseFolderOrHuge(local.fsPath);
    return { kind: 'file', path: local.fsPath };
  }
  const name = basename(uri.path);
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) !== 0) throw folder(name);
    refuseHuge(name, size);
    return { kind: 'bytes', name, bytes: await vscode.workspace.fs.readFile(uri) };
  } catch (error) {
    if (error instanceof vscode.FileSystemError) throw unreadable(name, error.code);
    throw error;
  }
}

/** The same file as the machine that the extension runs on knows it. */
export function localUri(uri: vscode.Uri): vscode.Uri {
  return uri.scheme === 'vscode-remote' ? uri.with({ scheme: 'file', authority: '' }) : uri;
}

async function refuseFolderOrHuge(path: string): Promise<void> {
  let size: number;
  try {
    ({ size } = await regularFileState(path));
  } catch (error) {
    if (error instanceof NotRegularFile)
      throw error.isFolder ? folder(basename(path)) : notAFile(basename(path), error.what);
    return; // the decoder says what is wrong with it
  }
  refuseHuge(basename(path), size);
}

function folder(name: string): ImagingError {
  return new ImagingError(
    'notAnImage',
    t`${name} is a folder, and one image is wanted here. Open it and choose the image inside.`,
  );
}

/** Throws an `ImagingError` for more bytes than an attachment may have. */
export function refuseHuge(name: string, bytes: number): void {
  if (bytes <= MAX_IMAGE_BYTES) return;
  const mega = 1024 * 1024;
  throw tooLarge(name, t`${Math.ceil(bytes / mega)} MB, and an attached file may have ${MAX_IMAGE_BYTES / mega} MB`);
}
