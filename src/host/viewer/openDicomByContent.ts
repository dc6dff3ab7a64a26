import * as vscode from 'vscode';
import { sniffFile } from '../../imaging/sniff.ts';
import { VIEWER, VIEWER_ON_REQUEST } from './viewerProvider.ts';

/** Somebody who has just left the viewer for the text editor is not sent back. */
const LEFT_MS = 2000;

/**
 * Opens the viewer in place of the text editor for a file that is DICOM by its content. Such files are often named by a UID or a number and
 * have no extension that an editor could be chosen by; the text editor then shows a line that the file is binary. Its tab is one of text all
 * the same (`TabInputText`), and it comes with no text document, so tabs are what is listened to.
 */
export class OpenDicomByContent implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  readonly #left = new Map<string, number>();

  constructor() {
    this.#subscription = vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
      for (const { input } of closed) if (isViewer(input)) this.#left.set(input.uri.toString(), Date.now());
      for (const tab of opened) void this.#consider(tab);
    });
    for (const { tabs } of vscode.window.tabGroups.all) for (const tab of tabs) if (tab.isActive) void this.#consider(tab);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** The viewer's tab goes in the same step or in the next one. */
  #comesFromViewer(uri: vscode.Uri, group: vscode.TabGroup): boolean {
    if (Date.now() - (this.#left.get(uri.toString()) ?? 0) < LEFT_MS) return true;
    return group.tabs.some(({ input }) => isViewer(input) && input.uri.toString() === uri.toString());
  }

  async #consider(tab: vscode.Tab): Promise<void> {
    const { input, group, isPreview } = tab;
    if (!(input instanceof vscode.TabInputText) || input.uri.scheme !== 'file' || hasDicomName(input.uri)) return;
    if (this.#comesFromViewer(input.uri, group)) return;
    if ((await sniffFile(input.uri.fsPath)) !== 'dicom') return;
    await vscode.commands.executeCommand('vscode.openWith', input.uri, VIEWER, { viewColumn: group.viewColumn, preview: isPreview });
    // A preview tab is replaced; one that was kept open stays.
    if (vscode.window.tabGroups.all.some(({ tabs }) => tabs.includes(tab))) await vscode.window.tabGroups.close(tab, true);
  }
}

/** These open in the viewer by their names: where they are in a text editor, somebody wants them there. */
function hasDicomName({ path }: vscode.Uri): boolean {
  return /\.(dcm|dicom|ima)$/iu.test(path);
}

function isViewer(input: unknown): input is vscode.TabInputCustom {
  return input instanceof vscode.TabInputCustom && (input.viewType === VIEWER || input.viewType === VIEWER_ON_REQUEST);
}
