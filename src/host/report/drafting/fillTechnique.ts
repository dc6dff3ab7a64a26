import type * as vscode from 'vscode';
import { placeDraft, placeNewSection } from '../../../report/drafts/draftText.ts';
import { findSection, parseReport } from '../../../report/reportDocument.ts';
import { techniqueText } from '../../../report/technique.ts';
import { namesInWords } from '../../../report/namesInWords.ts';
import { messageText } from '../../../text/messageText.ts';
import { withCancellableProgress } from '../../messages/cancellableProgress.ts';
import { editDocument, lineBreak } from '../documents/reportDocuments.ts';
import { ReportError } from '../documents/reportFailure.ts';
import { decodeAll, imagesToDraftFrom } from '../images/reportImages.ts';
import type { ReportServices } from '../documents/reportServices.ts';

/**
 * Writes what the DICOM tags of the report's images say into its empty Technique section. No model has a part in it, so
 * it is an edit like any other and no proposal. Rejects with a `ReportError` or an `ImagingError`.
 */
export async function fillTechnique(document: vscode.TextDocument, services: ReportServices): Promise<void> {
  const named = await imagesToDraftFrom(document, services);
  if (!named) return;
  const images = await withCancellableProgress(
    messageText`Filling the Technique from ${namesInWords(named.map(({ name }) => name))}`,
    (signal) => decodeAll(named, services, signal).catch(rethrowUnlessAborted(signal)),
  );
  if (!images) return;
  const technique = techniqueText(images);
  if (technique === undefined)
    throw new ReportError(
      'The images of the report do not say how they were made: that stands in the tags of DICOM files only. Write the Technique by hand.',
    );
  const done = await editDocument(document, () => {
    const text = document.getText();
    const report = { ...parseReport(text), eol: lineBreak(document) };
    const section = findSection(report, 'technique');
    if (section && !section.isEmpty) return undefined;
    const { offset, before, draft, after } = section
      ? placeDraft(text, report, section, technique)
      : placeNewSection(text, report, 'technique', technique);
    return { offset, length: 0, text: before + draft + after };
  });
  if (!done)
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
