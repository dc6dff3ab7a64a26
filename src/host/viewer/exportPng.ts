import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ViewerItem } from './viewerStack.ts';

/**
 * Asks where to, and writes the picture. The name that is offered says what the image is and not whose: file names
 * often hold a patient's.
 */
export async function exportPng(
  { uri, frames }: ViewerItem,
  modality: string | undefined,
  frame: number,
  png: Uint8Array,
): Promise<void> {
  const name = [modality ?? 'image', ...(frames > 1 ? [`frame-${String(frame + 1)}`] : [])].join('-');
  const target = await vscode.window.showSaveDialog({
    title: 'Export the picture as PNG',
    defaultUri: vscode.Uri.joinPath(uri, '..', `${name}.png`),
    filters: { 'PNG image': ['png'] },
  });
  if (target === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(target, png);
    void tellWhere(target);
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    void vscode.window.showErrorMessage(
      `${basename(target.path)} could not be written (${error.code}). Choose a folder that you may write to.`,
    );
  }
}

async function tellWhere(target: vscode.Uri): Promise<void> {
  const reveal = 'Reveal';
  if ((await vscode.window.showInformationMessage(`Saved ${basename(target.path)}.`, reveal)) !== reveal) return;
  const inWorkspace = vscode.workspace.getWorkspaceFolder(target) !== undefined;
  await vscode.commands.executeCommand(inWorkspace ? 'revealInExplorer' : 'revealFileInOS', target);
}
