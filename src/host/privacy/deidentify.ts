import { counted } from '../../text/counted.ts';
import { messageText } from '../../text/messageText.ts';
import { proposedFolder } from '../../imaging/deidentify/proposedFolder.ts';
import { stat } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { deidentifyFiles, type DeidentifyResult } from '../../imaging/deidentify/deidentifyFiles.ts';
import type { DeidentifyOptions } from '../../imaging/deidentify/deidentifyOptions.ts';
import { ImagingError } from '../../imaging/intake/imagingErrors.ts';
import { failureForLog } from '../chat/chatFailure.ts';
import { activeImage } from '../images/imageFiles.ts';
import { withCancellableProgress } from '../messages/cancellableProgress.ts';
import { showError, showInformation, showWarning } from '../messages/notifications.ts';
import type { Services } from '../services.ts';
import { askDeidentifyOptions } from './askDeidentifyOptions.ts';

export type DeidentifyServices = Pick<Services, 'imaging' | 'log'>;

/** For callers that need not ask, such as another extension: what the questions would have answered. */
export interface DeidentifyAnswers {
  readonly options: DeidentifyOptions;
  readonly output: vscode.Uri;
}

/**
 * Copies of DICOM files or folders without what names the patient. The Explorer gives the entry that was clicked and
 * all that are selected, the viewer its file, the palette nothing. Resolves with the path of the report; undefined when
 * the user leaves, or when nothing could be done.
 */
export async function deidentify(
  services: DeidentifyServices,
  clicked: unknown,
  selected: unknown,
  answers: DeidentifyAnswers | undefined,
): Promise<string | undefined> {
  const inputs = await chosenInputs(clicked, selected);
  if (inputs.length === 0) return undefined;
  const options = answers?.options ?? (await askDeidentifyOptions());
  if (options === undefined) return undefined;
  const output = answers?.output ?? (await askOutputFolder(inputs));
  if (output === undefined) return undefined;
  try {
    const result = await withProgress(services, inputs, options, output);
    const { files, refused, skipped, stopped } = result.report;
    services.log.info(
      `De-identification${stopped ? ' stopped' : ''}: ${files.length} files written, ${refused.length} refused, ${skipped} no DICOM.`,
    );
    void announce(result);
    return result.reportPath;
  } catch (error) {
    services.log.error(`De-identification: ${failureForLog(error)}`);
    void showError(
      error instanceof ImagingError
        ? messageText`${error.message}`
        : messageText`The files could not be de-identified because of a fault in this extension. The log says more.`,
    );
    return undefined;
  }
}

async function chosenInputs(clicked: unknown, selected: unknown): Promise<readonly vscode.Uri[]> {
  const many: readonly vscode.Uri[] = Array.isArray(selected)
    ? selected.filter((uri) => uri instanceof vscode.Uri)
    : [];
  const given = many.length > 0 ? many : clicked instanceof vscode.Uri ? [clicked] : [];
  const active = given.length > 0 ? undefined : await activeImage();
  const uris = given.length > 0 ? given : active === undefined ? await browse() : [active];
  // An Explorer of a remote window names the files of the machine that this runs on.
  const local = uris.map((uri) => (uri.scheme === 'vscode-remote' ? uri.with({ scheme: 'file', authority: '' }) : uri));
  if (local.every(({ scheme }) => scheme === 'file')) return local;
  void showError(messageText`Only files on this machine’s disk can be de-identified. Copy them into a folder first.`);
  return [];
}

async function browse(): Promise<readonly vscode.Uri[]> {
  const picked = await vscode.window.showOpenDialog({
    title: t`DICOM files or a folder to de-identify`,
    openLabel: t`De-identify`,
    canSelectFiles: true,
    canSelectFolders: true,
    canSelectMany: true,
  });
  return picked ?? [];
}

async function askOutputFolder(inputs: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const start = await folderToBeginWith(inputs);
  const picked = await vscode.window.showOpenDialog({
    title: t`Folder for the de-identified copies (not the one that they come from)`,
    openLabel: t`Write Copies Here`,
    canSelectFiles: false,
    canSelectFolders: true,
    ...(start === undefined ? {} : { defaultUri: vscode.Uri.file(start) }),
  });
  return picked?.[0];
}

/** Not one that the copies may not go to: there they would lie beside, or in, what they come from. */
async function folderToBeginWith(inputs: readonly vscode.Uri[]): Promise<string | undefined> {
  const found = inputs.map(async ({ fsPath }) => ({
    path: fsPath,
    isFolder: await stat(fsPath).then(
      (entry) => entry.isDirectory(),
      () => false,
    ),
  }));
  return proposedFolder(await Promise.all(found));
}

function withProgress(
  { imaging }: DeidentifyServices,
  inputs: readonly vscode.Uri[],
  options: DeidentifyOptions,
  output: vscode.Uri,
): Thenable<DeidentifyResult> {
  return withCancellableProgress(messageText`De-identifying`, async (signal, report) => {
    const request = { inputs: inputs.map(({ fsPath }) => fsPath), output: output.fsPath, options, key: undefined };
    return deidentifyFiles(
      imaging,
      request,
      {
        onFile: (done, total) => {
          report({ message: messageText`${done + 1} of ${total}`, increment: 100 / total });
        },
      },
      signal,
    );
  });
}

async function announce({ report, folder, reportPath }: DeidentifyResult): Promise<void> {
  const { files, refused, skipped, stopped } = report;
  const toLookAt = files.filter(({ warnings }) => warnings.length > 0).length;
  const sentences = [
    stopped
      ? t`Stopped: ${counted(files.length, 'file')} de-identified.`
      : t`${counted(files.length, 'file')} de-identified.`,
    ...(refused.length > 0 ? [t`${counted(refused.length, 'file')} refused.`] : []),
    ...(skipped > 0 ? [t`${counted(skipped, 'file')} skipped (no DICOM).`] : []),
    aboutPixels(toLookAt),
  ];
  const [open, reveal] = [t`Open Report`, t`Show Folder`];
  const show = refused.length > 0 || stopped ? showWarning : showInformation;
  const choice = await show(messageText`${sentences.join(' ')}`, open, reveal);
  if (choice === open) await vscode.window.showTextDocument(vscode.Uri.file(reportPath));
  if (choice === reveal) await showFolder(vscode.Uri.file(folder));
}

/** A window in a browser has no file manager: there the path has to do. */
async function showFolder(folder: vscode.Uri): Promise<void> {
  const command = vscode.workspace.getWorkspaceFolder(folder) === undefined ? 'revealFileInOS' : 'revealInExplorer';
  try {
    await vscode.commands.executeCommand(command, folder);
  } catch {
    await showInformation(messageText`The copies are in ${folder.fsPath}.`);
  }
}

/** `toLookAt`: pictures that may hold text. */
function aboutPixels(toLookAt: number): string {
  if (toLookAt === 0) return t`Text in the pixels stays: look at the pictures before you give them away.`;
  return toLookAt === 1
    ? t`Text in the pixels stays: look at 1 picture that may hold some, and at the others too.`
    : t`Text in the pixels stays: look at ${toLookAt} pictures that may hold some, and at the others too.`;
}
