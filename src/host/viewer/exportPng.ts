import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { studyPlace } from '../images/studyUri.ts';
import { writeExport } from '../messages/writeExport.ts';
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
  // A tag may say anything, a path too: only what a modality looks like (PS3.5, CS) becomes part of a file's name.
  const what = /^[A-Z\d]{2,16}$/.exec(modality ?? '')?.[0] ?? 'image';
  const name = [what, ...(frames > 1 ? [`frame-${String(frame + 1)}`] : [])].join('-');
  const place = studyPlace(uri);
  const target = await vscode.window.showSaveDialog({
    title: t`Export the picture as PNG`,
    // Beside the ZIP where the image is inside one.
    defaultUri: vscode.Uri.joinPath(place === undefined ? uri : vscode.Uri.file(place.container), '..', `${name}.png`),
    filters: { [t`PNG image`]: ['png'] },
  });
  if (target === undefined) return;
  await writeExport(target, png, { title: t`Reveal`, run: reveal });
}

function reveal(target: vscode.Uri): Thenable<unknown> {
  const inWorkspace = vscode.workspace.getWorkspaceFolder(target) !== undefined;
  return vscode.commands.executeCommand(inWorkspace ? 'revealInExplorer' : 'revealFileInOS', target);
}
