import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Imaging, StudySeries } from '../../imaging/imaging.ts';
import { ImagingError } from '../../imaging/intake/imagingErrors.ts';
import { leftOutText, mayLackImages } from '../../imaging/studies/leftOutText.ts';
import { messageText } from '../../text/messageText.ts';
import { failureForLog } from '../chat/chatFailure.ts';
import { localUri } from '../images/imageSource.ts';
import { studyUri } from '../images/studyUri.ts';
import type { Log } from '../messages/log.ts';
import { showError, showWarning } from '../messages/notifications.ts';
import { pickSeries } from '../studies/pickSeries.ts';
import { readStudyShown } from '../studies/readStudyShown.ts';
import { VIEWER } from './viewerTypes.ts';

interface OpenStudyServices {
  readonly imaging: Imaging;
  readonly log: Log;
}

/**
 * Opens a folder, a DICOMDIR or a ZIP in the viewer: the series that a person chooses, or the only one. False when
 * nothing was opened; the user knows why.
 */
export async function openStudy(
  uri: vscode.Uri,
  { imaging, log }: OpenStudyServices,
  column?: vscode.ViewColumn,
): Promise<boolean> {
  const path = localUri(uri).fsPath;
  try {
    const study = await readStudyShown({ kind: 'file', path }, imaging);
    const series = study && (await pickSeries(study));
    if (study === undefined || series === undefined) return false;
    await vscode.commands.executeCommand('vscode.openWith', seriesUri(path, series), VIEWER, {
      preview: false,
      ...(column === undefined ? {} : { viewColumn: column }),
    });
    if (mayLackImages(study.leftOut)) void showWarning(messageText`${study.name}: ${leftOutText(study.leftOut)}`);
    return true;
  } catch (error) {
    log.warn(`No study: ${failureForLog(error)}`);
    void showError(
      error instanceof ImagingError
        ? messageText`${error.message}`
        : messageText`${basename(path)} could not be opened. The log says why.`,
    );
    return false;
  }
}

/** A file that is a series by itself has its own address. */
function seriesUri(container: string, { images }: StudySeries): vscode.Uri {
  const [first] = images;
  if (first === undefined) throw new Error('A series has no image.');
  return images.length === 1 && first.source.kind === 'file'
    ? vscode.Uri.file(first.source.path)
    : studyUri(container, first);
}
