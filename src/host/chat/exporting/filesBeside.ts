import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { readRegularFile, regularFileState } from '../../../files/regularFile.ts';
import { MAX_IMAGE_BYTES } from '../../../protocol/webview.ts';
import { localUri } from '../../images/imageSource.ts';

export interface FoundFile {
  readonly uri: vscode.Uri;
  readonly bytes: Uint8Array;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** A file below one of the folders, the first that has it; `path` is one of `isSafePath`. Undefined: none can be read. */
export async function findFile(folders: readonly vscode.Uri[], path: string): Promise<FoundFile | undefined> {
  for (const folder of folders) {
    const uri = localUri(vscode.Uri.joinPath(folder, ...path.split('/')));
    const bytes = await bytesOf(uri, MAX_IMAGE_BYTES);
    if (bytes !== undefined) return { uri, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  }
  return undefined;
}

/** Whether it is there at all, without reading it. */
export async function hasFile(folders: readonly vscode.Uri[], path: string): Promise<boolean> {
  for (const folder of folders)
    if ((await sizeOf(localUri(vscode.Uri.joinPath(folder, ...path.split('/'))))) !== undefined) return true;
  return false;
}

/** Undefined where there is no file, no regular one, or a larger one. */
async function bytesOf(uri: vscode.Uri, most: number): Promise<Uint8Array | undefined> {
  const size = await sizeOf(uri);
  if (size === undefined || size > most) return undefined;
  try {
    return uri.scheme === 'file' ? await readRegularFile(uri.fsPath) : await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}

async function sizeOf(uri: vscode.Uri): Promise<number | undefined> {
  try {
    if (uri.scheme === 'file') return (await regularFileState(uri.fsPath)).size;
    const { type, size } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.Directory) === 0 ? size : undefined;
  } catch {
    return undefined;
  }
}
