import type * as vscode from 'vscode';
import { namesInWords } from '../../../report/namesInWords.ts';
import { techniqueText } from '../../../report/technique.ts';
import { messageText } from '../../../text/messageText.ts';
import { withCancellableProgress } from '../../messages/cancellableProgress.ts';
import { ReportError } from '../documents/reportFailure.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { roledImages } from '../images/imageRoles.ts';
import { imagesToDraftFrom } from '../images/reportImages.ts';
import { fillEmptySection } from './fillEmptySection.ts';
import { refuseSigned } from './refuseSigned.ts';

/**
 * Writes what the DICOM tags of the report's images say into its empty Technique section. No model has a part in it, so
 * it is an edit like any other and no proposal. Rejects with a `ReportError` or an `ImagingError`.
 */
export async function fillTechnique(document: vscode.TextDocument, services: ReportServices): Promise<void> {
  refuseSigned(document);
  const named = await imagesToDraftFrom(document, services);
  if (!named) return;
  const images = await withCancellableProgress(
    messageText`Filling the Technique from ${namesInWords(named.map(({ name }) => name))}`,
    (signal) => roledImages(document, named, services, signal).catch(rethrowUnlessAborted(signal)),
  );
  if (!images) return;
  const technique = techniqueText(images.filter(({ role }) => role !== 'prior').map(({ header }) => header));
  if (technique === undefined)
    throw new ReportError(
      'The images of the report do not say how they were made: that stands in the tags of DICOM files only. Write the Technique by hand.',
    );
  if (!(await fillEmptySection(document, 'technique', technique)))
    throw new ReportError(
      'The Technique of this report is already written, or the report cannot be edited. Empty the section to have it filled.',
    );
}

/** Cancelling is no error. */
function rethrowUnlessAborted(signal: AbortSignal): (error: unknown) => undefined {
  return (error) => {
    if (!signal.aborted) throw error;
    return undefined;
  };
}
