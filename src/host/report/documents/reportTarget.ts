import * as vscode from 'vscode';
import { labelText } from '../../../text/labelText.ts';
import { pickOne, type PickItem } from '../../messages/picks.ts';
import { reportOf } from './reportDocuments.ts';

interface TargetItem extends PickItem {
  readonly uri?: vscode.Uri;
}

/** Which open report is meant by a command that comes from elsewhere, such as the chat. */
export class ReportTarget implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  /** URIs of reports, the one that was active last first. */
  #used: readonly string[] = [];

  constructor() {
    this.#remember(vscode.window.activeTextEditor);
    this.#subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
      this.#remember(editor);
    });
  }

  /**
   * The only open report; of several, the user chooses, the one that was used last first. `new`: there is none, or the
   * user wants another. Undefined when the user leaves.
   */
  async choose(): Promise<vscode.TextDocument | 'new' | undefined> {
    const open = await openReports();
    if (open.length === 0) return 'new';
    if (open.length === 1) return open[0];
    const rank = (document: vscode.TextDocument): number => {
      const used = this.#used.indexOf(document.uri.toString());
      return used < 0 ? this.#used.length : used;
    };
    return ask(open.toSorted((a, b) => rank(a) - rank(b)));
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #remember(editor: vscode.TextEditor | undefined): void {
    if (!editor || !reportOf(editor.document)) return;
    const uri = editor.document.uri.toString();
    this.#used = [uri, ...this.#used.filter((one) => one !== uri)];
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
  const items: TargetItem[] = reports.map(({ uri }, index) => ({
    label: labelText`${vscode.workspace.asRelativePath(uri)}`,
    iconPath: new vscode.ThemeIcon('file-text'),
    ...(index === 0 ? { description: labelText`used last` } : {}),
    uri,
  }));
  const picked = await pickOne<TargetItem>(
    [...items, { label: labelText`New report`, iconPath: new vscode.ThemeIcon('new-file') }],
    {
      title: labelText`Insert into which report?`,
    },
  );
  if (!picked) return undefined;
  return reports.find((document) => document.uri.toString() === picked.uri?.toString()) ?? 'new';
}
