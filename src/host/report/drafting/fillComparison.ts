import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { comparisonText } from '../../../report/templates/comparisonText.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { fillFromTags } from './fillFromTags.ts';

/** The earlier studies among the report's images, into its Comparison. Rejects with a `ReportError` or an `ImagingError`. */
export async function fillComparison(document: vscode.TextDocument, services: ReportServices): Promise<void> {
  await fillFromTags(document, services, {
    kind: 'comparison',
    words: comparisonText,
    silent: t`None of the images that the report names is of an earlier study by its tags. Name one with Choose Images of the Report, mark it as prior with Choose Roles of the Images, or write the Comparison by hand.`,
  });
}
