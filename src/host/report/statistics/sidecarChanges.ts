import * as vscode from 'vscode';
import { SIDECAR_FOLDER } from '../provenance/sidecarPath.ts';
import { SIDECARS } from './sidecarRecords.ts';

/** A decision writes several times, and a branch that is checked out changes many files at once. */
const QUIET_MS = 300;

/** Calls when records came, changed or went, once it has been quiet for a moment. */
export function onSidecarChanges(storage: vscode.Uri, changed: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, QUIET_MS);
  };
  const patterns = [SIDECARS, new vscode.RelativePattern(vscode.Uri.joinPath(storage, SIDECAR_FOLDER), '*.jsonl')];
  const watchers = patterns.map((pattern) => vscode.workspace.createFileSystemWatcher(pattern));
  return vscode.Disposable.from(
    ...watchers,
    ...watchers.flatMap((watcher) => [watcher.onDidCreate(soon), watcher.onDidChange(soon), watcher.onDidDelete(soon)]),
    vscode.workspace.onDidChangeWorkspaceFolders(soon),
    new vscode.Disposable(() => {
      clearTimeout(timer);
    }),
  );
}
