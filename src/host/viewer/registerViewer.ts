import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { type ViewerCommand, ViewerCommandSchema } from '../../protocol/viewer.ts';
import { activeImage, browseForStudies } from '../images/imageFiles.ts';
import { STUDY_SCHEME } from '../images/studyUri.ts';
import { StudyFileSystem } from '../studies/studyFileSystem.ts';
import { isStudy } from '../studies/studyImages.ts';
import { OpenDicomByContent } from './openDicomByContent.ts';
import type { OpenViewers } from './openViewers.ts';
import { openStudy } from './openStudy.ts';
import { ViewerProvider } from './viewerProvider.ts';
import type { ViewerServices } from './viewerServices.ts';
import { ViewerStatus } from './viewerStatus.ts';
import { VIEWER, VIEWER_ON_REQUEST } from './viewerTypes.ts';

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
    new OpenDicomByContent(viewers, services),
    vscode.workspace.registerFileSystemProvider(STUDY_SCHEME, new StudyFileSystem(), { isReadonly: true }),
    ...[VIEWER, VIEWER_ON_REQUEST].map((type) => vscode.window.registerCustomEditorProvider(type, provider, options)),
    vscode.commands.registerCommand('llavaMed.openInViewer', (clicked, selected) =>
      openInViewer(services, clicked, selected),
    ),
    vscode.commands.registerCommand('llavaMed.openStudy', async () => {
      await openEach(services, await browseForStudies(t`Open`));
    }),
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
async function openInViewer(services: ViewerServices, clicked?: unknown, selected?: unknown): Promise<void> {
  const many = Array.isArray(selected) ? selected.filter((uri) => uri instanceof vscode.Uri) : [];
  const uris = many.length > 0 ? many : clicked instanceof vscode.Uri ? [clicked] : await imagesToOpen();
  await openEach(services, uris);
}

async function openEach(services: ViewerServices, uris: readonly vscode.Uri[]): Promise<void> {
  for (const uri of uris)
    if (await isStudy(uri)) await openStudy(uri, services);
    else await vscode.commands.executeCommand('vscode.openWith', uri, VIEWER, { preview: uris.length === 1 });
}

async function imagesToOpen(): Promise<readonly vscode.Uri[]> {
  const active = await activeImage();
  return active === undefined ? browseForStudies(t`Open`) : [active];
}
