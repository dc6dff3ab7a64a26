import * as vscode from 'vscode';
import { type ViewerCommand, ViewerCommandSchema } from '../../protocol/viewer.ts';
import { activeImage, browseForImages } from '../images/imageFiles.ts';
import { OpenDicomByContent } from './openDicomByContent.ts';
import type { OpenViewers } from './openViewers.ts';
import { VIEWER, VIEWER_ON_REQUEST, ViewerProvider } from './viewerProvider.ts';
import type { ViewerServices } from './viewerServices.ts';
import { ViewerStatus } from './viewerStatus.ts';

/**
 * The image viewer: an editor for DICOM and NIfTI by name and by content, for other images on request, and the commands for the
 * one that is active.
 */
export function registerViewer(services: ViewerServices, viewers: OpenViewers): vscode.Disposable {
  const provider = new ViewerProvider(services, viewers);
  const options = { supportsMultipleEditorsPerDocument: true, webviewOptions: { retainContextWhenHidden: false } };
  return vscode.Disposable.from(
    viewers,
    new ViewerStatus(viewers),
    new OpenDicomByContent(viewers),
    ...[VIEWER, VIEWER_ON_REQUEST].map((type) => vscode.window.registerCustomEditorProvider(type, provider, options)),
    vscode.commands.registerCommand('llavaMed.openInViewer', openInViewer),
    ...ViewerCommandSchema.options.map((command) =>
      vscode.commands.registerCommand(commandId(command), () => {
        viewers.active?.command(command);
      }),
    ),
  );
}

function commandId(command: ViewerCommand): string {
  return `llavaMed.viewer.${command}`;
}

/**
 * From the Explorer with the file that was clicked and all that are selected, from the palette with the image of the
 * active editor.
 */
async function openInViewer(clicked?: unknown, selected?: unknown): Promise<void> {
  const many = Array.isArray(selected) ? selected.filter((uri) => uri instanceof vscode.Uri) : [];
  const uris = many.length > 0 ? many : clicked instanceof vscode.Uri ? [clicked] : await imagesToOpen();
  for (const uri of uris)
    await vscode.commands.executeCommand('vscode.openWith', uri, VIEWER, { preview: uris.length === 1 });
}

async function imagesToOpen(): Promise<readonly vscode.Uri[]> {
  const active = await activeImage();
  return active === undefined ? browseForImages('Open') : [active];
}
