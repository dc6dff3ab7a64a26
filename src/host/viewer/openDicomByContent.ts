import * as vscode from 'vscode';
import { sniffFile } from '../../imaging/intake/sniff.ts';
import { studyKind } from '../../imaging/studies/studyKind.ts';
import type { OpenViewers } from './openViewers.ts';
import type { ViewerServices } from './viewerServices.ts';
import { openStudy } from './openStudy.ts';
import { VIEWER } from './viewerTypes.ts';

/** Somebody who has just left the viewer for the text editor is not sent back. */
const LEFT_MS = 500;

/**
 * Opens the viewer in place of the text editor for a file that is DICOM or NIfTI by its content. Such files are often named by a
 * UID or a number and have no extension that an editor could be chosen by; the text editor then shows a line that the
 * file is binary. Its tab is one of text all the same (`TabInputText`), and it comes with no text document, so tabs are
 * what is listened to.
 */
export class OpenDicomByContent implements vscode.Disposable {
  readonly #viewers: OpenViewers;
  readonly #services: Pick<ViewerServices, 'imaging' | 'log'>;
  readonly #subscription: vscode.Disposable;

  constructor(viewers: OpenViewers, services: Pick<ViewerServices, 'imaging' | 'log'>) {
    this.#viewers = viewers;
    this.#services = services;
    this.#subscription = vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
      for (const tab of opened) if (!hasDicomName(tab)) void this.#consider(tab, true);
    });
    // Of any name: a window that has just opened knows of no viewer yet, and shows every file as text.
    for (const { activeTab } of vscode.window.tabGroups.all)
      if (activeTab !== undefined) void this.#consider(activeTab, false);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** `isClicked`: a person has just opened it, and may be asked something. */
  async #consider(tab: vscode.Tab, isClicked: boolean): Promise<void> {
    const { input, group, isPreview } = tab;
    if (!(input instanceof vscode.TabInputText) || input.uri.scheme !== 'file') return;
    const format = await sniffFile(input.uri.fsPath);
    if ((format !== 'dicom' && format !== 'nifti') || this.#viewers.sinceClosed(input.uri) < LEFT_MS) return;
    // Older Theia says 0 for every group.
    const column: { viewColumn?: vscode.ViewColumn } =
      group.viewColumn >= vscode.ViewColumn.One ? { viewColumn: group.viewColumn } : {};
    if ((await studyKind(input.uri.fsPath)) === 'dicomdir') {
      if (!isClicked || !(await openStudy(input.uri, this.#services, column.viewColumn))) return;
    } else
      await vscode.commands.executeCommand('vscode.openWith', input.uri, VIEWER, { ...column, preview: isPreview });
    // A preview tab is replaced; one that was kept open stays.
    if (vscode.window.tabGroups.all.some(({ tabs }) => tabs.includes(tab)))
      await vscode.window.tabGroups.close(tab, true);
  }
}

/** These open in the viewer by their names: where they are in a text editor, somebody wants them there. */
function hasDicomName({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputText && /\.(dcm|dicom|ima|nii|nii\.gz)$/iu.test(input.uri.path);
}
