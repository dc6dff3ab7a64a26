import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { readRegularFile, regularFileState } from '../../../files/regularFile.ts';
import type { ProvenanceRecord } from '../../../report/drafts/provenance.ts';
import { readProvenance } from '../../../report/drafts/readProvenance.ts';
import { SIDECAR_FOLDER, sidecarPath, untitledSidecarPath } from '../provenance/sidecarPath.ts';

/** Of the files of records, also in the folders within a workspace folder. */
export const SIDECARS = `**/${SIDECAR_FOLDER}/*.jsonl`;

/** Ten thousand records of one report: a file beyond it is none of ours. */
const LARGEST = 32 * 1024 * 1024;

export interface SidecarRecords {
  /** Of each file the oldest first; the same may stand in two of them. */
  readonly records: readonly ProvenanceRecord[];
  /** How many files could not be read. */
  readonly unread: number;
}

/**
 * What is known of the drafts in the folders of the window, beside the open reports that are in none, and of reports
 * without a file, for which `storage` stands in where no folder is open. Never rejects: a file that cannot be read is
 * counted.
 */
export async function sidecarRecords(storage: vscode.Uri): Promise<SidecarRecords> {
  const records: ProvenanceRecord[] = [];
  let unread = 0;
  for (const path of await sidecars(storage)) {
    const text = await sidecarText(path);
    if (text === undefined) unread++;
    else for (const record of readProvenance(text)) records.push(record);
  }
  return { records, unread };
}

async function sidecars(storage: vscode.Uri): Promise<ReadonlySet<string>> {
  // null: a person may well hide the folder in the Explorer, and its records count all the same.
  const inFolders = await vscode.workspace.findFiles(SIDECARS, null);
  const folders = new Set([join(storage.fsPath, SIDECAR_FOLDER), dirname(untitledSidecarPath(storage, ''))]);
  for (const { uri } of vscode.workspace.workspaceFolders ?? [])
    if (uri.scheme === 'file') folders.add(join(uri.fsPath, SIDECAR_FOLDER));
  for (const { uri } of vscode.workspace.textDocuments) {
    const path = sidecarPath(uri);
    if (path !== undefined) folders.add(dirname(path));
  }
  const paths = new Set(inFolders.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath));
  for (const folder of folders)
    for (const name of await readdir(folder).catch(() => []))
      if (name.endsWith('.jsonl')) paths.add(join(folder, name));
  return paths;
}

async function sidecarText(path: string): Promise<string | undefined> {
  try {
    if ((await regularFileState(path)).size > LARGEST) return undefined;
    return (await readRegularFile(path)).toString('utf8');
  } catch {
    return undefined;
  }
}
