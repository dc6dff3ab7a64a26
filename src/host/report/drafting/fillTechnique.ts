import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { techniqueText } from '../../../report/technique.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { fillFromTags } from './fillFromTags.ts';

/** How the report's images were made, into its Technique. Rejects with a `ReportError` or an `ImagingError`. */
export async function fillTechnique(document: vscode.TextDocument, services: ReportServices): Promise<void> {
  await fillFromTags(document, services, {
    kind: 'technique',
    words: techniqueText,
    silent: t`The images of the report do not say how they were made: that stands in the tags of DICOM files only. Write the Technique by hand.`,
  });
}
