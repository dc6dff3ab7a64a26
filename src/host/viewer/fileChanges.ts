import { dirname } from 'node:path';
import * as vscode from 'vscode';

/** A writer that is not done is waited for: programs write a file in several steps. */
const SETTLE_MS = 300;

/**
 * Tells of files that are written or removed while they are shown. Watches whole folders, since a file's name may hold
 * glob characters.
 */
export class FileChanges implements vscode.Disposable {
  readonly #onChange: (uri: vscode.Uri, gone: boolean) => void;
  readonly #watchers = new Map<string, vscode.Disposable>();
  readonly #settling = new Map<string, NodeJS.Timeout>();

  constructor(onChange: (uri: vscode.Uri, gone: boolean) => void) {
    this.#onChange = onChange;
  }

  watchFolderOf(uri: vscode.Uri): void {
    if (uri.scheme !== 'file') return;
    const folder = dirname(uri.fsPath);
    if (this.#watchers.has(folder)) return;
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.file(folder), '*'));
    this.#watchers.set(
      folder,
      vscode.Disposable.from(
        watcher,
        watcher.onDidChange((changed) => {
          this.#settle(changed, false);
        }),
        // A file that is replaced is removed and created.
        watcher.onDidCreate((created) => {
          this.#settle(created, false);
        }),
        watcher.onDidDelete((deleted) => {
          this.#settle(deleted, true);
        }),
      ),
    );
  }

  dispose(): void {
    for (const timer of this.#settling.values()) clearTimeout(timer);
    for (const watcher of this.#watchers.values()) watcher.dispose();
  }

  #settle(uri: vscode.Uri, gone: boolean): void {
    const key = uri.toString();
    clearTimeout(this.#settling.get(key));
    this.#settling.set(
      key,
      setTimeout(() => {
        this.#settling.delete(key);
        this.#onChange(uri, gone);
      }, SETTLE_MS),
    );
  }
}
