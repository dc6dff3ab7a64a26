import * as vscode from 'vscode';
import { labelText } from '../../text/labelText.ts';
import { type PickItem, pickOne } from '../messages/picks.ts';
import { reportOf } from './reportDocuments.ts';

interface TargetItem extends PickItem {
  readonly uri?: vscode.Uri;
}

/** Which open report is meant by a command that comes from elsewhere, such as the chat. */
export class ReportTarget implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  #lastActive: string | undefined;

  constructor() {
    this.#remember(vscode.window.activeTextEditor);
    this.#subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
      this.#remember(editor);
    });
  }

  /**
   * The report in the active editor, else the one that was active last, else the only visible one, else the only open
   * one; else the user chooses. `new`: there is none, or the user wants another. Undefined when the user leaves.
   */
  async choose(): Promise<vscode.TextDocument | 'new' | undefined> {
    const active = vscode.window.activeTextEditor?.document;
    if (active && reportOf(active)) return active;
    const visible = vscode.window.visibleTextEditors.map((editor) => editor.document).filter(reportOf);
    const lastActive = visible.find((document) => document.uri.toString() === this.#lastActive);
    if (lastActive) return lastActive;
    if (visible.length === 1 && visible[0]) return visible[0];
    const open = await openReports();
    const last = open.find((document) => document.uri.toString() === this.#lastActive);
    if (last) return last;
    if (open.length === 0) return 'new';
    return open.length === 1 && open[0] ? open[0] : ask(open);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #remember(editor: vscode.TextEditor | undefined): void {
    if (editor && reportOf(editor.document)) this.#lastActive = editor.document.uri.toString();
  }
}

/** Reports in tabs, loaded or not: after a reload, tabs behind others are not. */
async function openReports(): Promise<vscode.TextDocument[]> {
  const uris = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : []));
  const unique = [
    ...new Map(
      uris
        .filter((uri) => /\.(md|markdown|txt)$/i.test(uri.path) || uri.scheme === 'untitled')
        .map((uri) => [uri.toString(), uri]),
    ).values(),
  ];
  const documents = await Promise.allSettled(unique.map((uri) => vscode.workspace.openTextDocument(uri)));
  return documents.flatMap((result) => (result.status === 'fulfilled' && reportOf(result.value) ? [result.value] : []));
}

async function ask(reports: readonly vscode.TextDocument[]): Promise<vscode.TextDocument | 'new' | undefined> {
  const items: TargetItem[] = reports.map(({ uri }) => ({
    label: labelText`$(file-text) ${vscode.workspace.asRelativePath(uri)}`,
    uri,
  }));
  const picked = await pickOne<TargetItem>([...items, { label: labelText`$(new-file) New report` }], {
    title: labelText`Insert into which report?`,
  });
  if (!picked) return undefined;
  return reports.find((document) => document.uri.toString() === picked.uri?.toString()) ?? 'new';
}
