import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { spokenComparison, spokenResults } from '../../protocol/spokenResults.ts';
import { resultsCsv } from '../../evaluation/exports/resultsCsv.ts';
import { resultsJson } from '../../evaluation/exports/resultsJson.ts';
import { resultsMarkdown } from '../../evaluation/exports/resultsMarkdown.ts';
import type { EvaluationResults } from '../../protocol/evaluationResults.ts';
import type { ComparedRun } from '../../protocol/evaluationView.ts';
import { labelText } from '../../text/labelText.ts';
import { writeExport } from '../messages/writeExport.ts';
import { pickOne, type PickItem } from '../messages/picks.ts';
import { runName } from './resultsFile.ts';

export interface ExportedResults {
  /** Of the results' file. */
  readonly uri: vscode.Uri;
  readonly results: EvaluationResults;
  readonly comparison: ComparedRun | undefined;
  /** The chart; undefined where there is none. */
  readonly svg: string | undefined;
}

interface Format extends PickItem {
  readonly extension: string;
  readonly text: () => string;
}

/** Asks in which form and where to, and writes it. */
export async function exportResults({ uri, results, comparison, svg }: ExportedResults): Promise<void> {
  const name = runName(uri);
  const formats: Format[] = [
    {
      label: labelText`$(table) CSV`,
      description: labelText`one line for each question`,
      extension: 'csv',
      text: () => resultsCsv(results, comparison),
    },
    {
      label: labelText`$(json) JSON`,
      description: labelText`everything`,
      extension: 'json',
      text: () => resultsJson(results, comparison),
    },
    {
      label: labelText`$(markdown) Markdown`,
      description: labelText`the tables, for a note`,
      extension: 'md',
      // For a person to read; the others are read by programs.
      text: () => resultsMarkdown(spokenResults(results), name, comparison && spokenComparison(comparison)),
    },
    ...(svg === undefined
      ? []
      : [
          {
            label: labelText`$(graph) SVG`,
            description: labelText`the chart, for print`,
            extension: 'svg',
            text: () => svg,
          },
        ]),
  ];
  const format = await pickOne(formats, {
    title: labelText`Export the results`,
    placeHolder: labelText`In which form?`,
  });
  if (format === undefined) return;
  const target = await vscode.window.showSaveDialog({
    title: t`Export the results`,
    // Not the name of the results themselves, which a run may write again.
    defaultUri: vscode.Uri.joinPath(uri, '..', `results.${format.extension}`),
    filters: { [format.extension.toUpperCase()]: [format.extension] },
  });
  if (target === undefined) return;
  await writeExport(target, new TextEncoder().encode(format.text()));
}
