import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { signOffOf } from './signOffState.ts';

/** The editor's commands are about whatever is active: an editor that is only passed by is left alone. */
const settleMs = 100;

/**
 * Keeps final reports from being typed into, by the editor's own "read-only in this session"; its tab shows a lock. A
 * report that was changed after it was signed stays open, so that the change can be undone. An editor without these
 * commands (Theia) locks nothing: then only the checks tell of a change.
 */
export class EditorLock implements vscode.Disposable {
  /** URIs of reports that a person has opened to add to them. */
  readonly #open = new Set<string>();
  readonly #subscription: vscode.Disposable;

  constructor() {
    this.#subscription = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => {
        void this.#follow();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#open.delete(uri.toString());
      }),
    );
    void this.#follow();
  }

  /** A person may add to this final report until it is closed, or locked again. */
  isOpen(document: vscode.TextDocument): boolean {
    return this.#open.has(document.uri.toString());
  }

  async lock(document: vscode.TextDocument): Promise<void> {
    this.#open.delete(document.uri.toString());
    await vscode.window.showTextDocument(document, { preview: false });
    await run('workbench.action.files.setActiveEditorReadonlyInSession');
  }

  /** Shows the report, and lets it be typed into. */
  async unlock(document: vscode.TextDocument): Promise<vscode.TextEditor> {
    this.#open.add(document.uri.toString());
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    await run('workbench.action.files.setActiveEditorWriteableInSession');
    return editor;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #follow(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    await delay(settleMs);
    const { document } = editor;
    if (vscode.window.activeTextEditor !== editor || document.isClosed || document.isUntitled) return;
    const state = signOffOf(document);
    if (state?.isSigned !== true || state.changed || this.isOpen(document)) return;
    await run('workbench.action.files.setActiveEditorReadonlyInSession');
  }
}

async function run(command: string): Promise<void> {
  try {
    await vscode.commands.executeCommand(command);
  } catch {
    // Not every editor has it.
  }
}
