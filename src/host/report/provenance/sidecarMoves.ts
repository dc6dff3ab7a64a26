/** Records follow their report, also where another program moved it. */
import { access, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { readProvenance } from '../../../report/drafts/readProvenance.ts';
import { sidecarPath } from './sidecarPath.ts';
import { standsIn } from './standsIn.ts';

const reports = '**/*.{md,markdown,txt}';

/** A file that was renamed, or a folder with reports in it, takes the records along. Never rejects. */
export async function moveSidecars(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  const moves: (readonly [vscode.Uri, vscode.Uri])[] = [[from, to]];
  if (await isFolder(to)) {
    const files = await vscode.workspace.findFiles(new vscode.RelativePattern(to, reports));
    for (const file of files) moves.push([from.with({ path: from.path + file.path.slice(to.path.length) }), file]);
  }
  for (const [before, after] of moves) {
    const [old, now] = [sidecarPath(before), sidecarPath(after)];
    if (old === undefined || now === undefined || old === now) continue;
    if (!(await exists(old)) || (await exists(now))) continue;
    await mkdir(dirname(now), { recursive: true }).catch(() => undefined);
    await rename(old, now).catch(() => undefined);
  }
}

/**
 * A report without records was moved by another program, such as git, where a draft of its text is known by a name that
 * no file has any more: those records are copied to `path`. Never rejects.
 */
export async function adoptSidecar(path: string, document: vscode.TextDocument): Promise<void> {
  const root = vscode.workspace.getWorkspaceFolder(document.uri);
  if (!root || (await exists(path))) return;
  const text = document.getText();
  const folder = dirname(path);
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith('.jsonl') || name.startsWith('untitled-')) continue;
    const sidecar = await readFile(join(folder, name), 'utf8').catch(() => '');
    const last = new Map(readProvenance(sidecar).map((record) => [record.proposal, record]));
    const isOurs = [...last.values()].some(
      ({ event, text: sha256, length = 0 }) => event !== 'discarded' && standsIn(text, { sha256, length }),
    );
    if (!isOurs || !(await isOrphan(name, root))) continue;
    await writeFile(path, sidecar, { flag: 'wx' }).catch(() => undefined);
    return;
  }
}

/** No file of the folder has these records. */
async function isOrphan(name: string, root: vscode.WorkspaceFolder): Promise<boolean> {
  const files = await vscode.workspace.findFiles(new vscode.RelativePattern(root, reports));
  return !files.some((file) => basename(sidecarPath(file) ?? '') === name);
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    ({ type }) => (type & vscode.FileType.Directory) !== 0,
    () => false,
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
