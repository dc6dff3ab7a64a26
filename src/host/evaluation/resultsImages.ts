import { t } from '@vscode/l10n';
import { isAbsolute, join, relative } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { MANIFEST_NAME } from '../../evaluation/runs/runFolder.ts';
import type { Imaging } from '../../imaging/imaging.ts';
import { ImagingError } from '../../imaging/intake/imagingErrors.ts';
import type { RowImage } from '../../protocol/evaluationView.ts';
import { failureForLog } from '../chat/chatFailure.ts';
import { imageSourceOf, localUri } from '../images/imageSource.ts';
import type { Log } from '../messages/log.ts';
import { ownBuffers } from '../viewer/ownBuffers.ts';

/** Longest side of a row's image, pixels. */
const PREVIEW_SIDE = 720;

/** The image that a row asks about, as the page shows it, or why it cannot be shown. `path`: as the row has it. */
export async function rowImage(
  results: vscode.Uri,
  path: string,
  { imaging, log }: { readonly imaging: Imaging; readonly log: Log },
  signal: AbortSignal,
): Promise<RowImage> {
  try {
    const uri = await rowImageUri(results, path);
    if (uri === undefined)
      return {
        failure: t`Its path leads out of the folder of the images, and is not followed. Correct “images” in the run’s evaluation.json.`,
      };
    const display = await imaging.decode(await imageSourceOf(uri), {}, signal);
    return { png: ownBuffers(await imaging.thumbnail(display, PREVIEW_SIDE, signal)) };
  } catch (error) {
    if (error instanceof ImagingError) return { failure: error.message };
    if (!signal.aborted) log.warn(`No preview: ${failureForLog(error)}`);
    return { failure: t`The image could not be read because of a fault in this extension. The log says more.` };
  }
}

const RunSchema = v.object({ images: v.optional(v.string()) });

/**
 * Where a row's image lies: its path counts from the folder that the run's `evaluation.json` names, or from the run's
 * own folder. Undefined for one outside of it.
 */
export async function rowImageUri(results: vscode.Uri, image: string): Promise<vscode.Uri | undefined> {
  const run = localUri(results);
  const root = resolved(vscode.Uri.joinPath(run, '..'), await imagesOfRun(run));
  const uri = resolved(root, image);
  const path = relative(root.path, uri.path);
  return path === '' || path.startsWith('..') || isAbsolute(path) ? undefined : uri;
}

async function imagesOfRun(run: vscode.Uri): Promise<string> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(run, '..', MANIFEST_NAME));
    const parsed = v.safeParse(RunSchema, JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? (parsed.output.images ?? '.') : '.';
  } catch {
    // The image itself is then missed, and named.
    return '.';
  }
}

function resolved(folder: vscode.Uri, path: string): vscode.Uri {
  if (folder.scheme === 'file') return vscode.Uri.file(isAbsolute(path) ? path : join(folder.fsPath, path));
  return isAbsolute(path) ? folder.with({ path }) : vscode.Uri.joinPath(folder, path);
}
