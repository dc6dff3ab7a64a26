import { dirname, join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { textSha256 } from '../documents/textSha256.ts';

/** The folder of the sidecars, in a workspace folder. */
export const SIDECAR_FOLDER = '.llava-med';

/**
 * Where what is known of a report's drafts is kept: `.llava-med/` of its workspace folder, of its own folder when it is
 * in none. The file is named by the hash of the report's path in that folder, since a report may be named after its
 * patient. Undefined for a document that has no file yet.
 */
export function sidecarPath(uri: vscode.Uri): string | undefined {
  if (uri.scheme !== 'file') return undefined;
  const base = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? dirname(uri.fsPath);
  const inFolder = relative(base, uri.fsPath).split(sep).join('/');
  return join(base, SIDECAR_FOLDER, `${textSha256(inFolder)}.jsonl`);
}

/** The same for a document without a file: one for each draft, since nothing else names it. */
export function untitledSidecarPath(storage: vscode.Uri, proposal: string): string {
  const base = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? storage.fsPath;
  return join(base, SIDECAR_FOLDER, `untitled-${proposal}.jsonl`);
}
