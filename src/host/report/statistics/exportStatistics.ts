import { t } from '@vscode/l10n';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { ExportFormat } from '../../../protocol/statisticsView.ts';
import { countedDrafts } from '../../../report/statistics/countedDrafts.ts';
import { statisticsCsv } from '../../../report/statistics/statisticsCsv.ts';
import { statisticsJson } from '../../../report/statistics/statisticsJson.ts';
import { writeExport } from '../../messages/writeExport.ts';
import { sidecarRecords } from './sidecarRecords.ts';

const filters: Readonly<Record<ExportFormat, Record<string, string[]>>> = {
  csv: { CSV: ['csv'] },
  json: { JSON: ['json'] },
};

/** Asks where to, and writes what is known then. The dialog asks before a file that is there is written over. */
export async function exportStatistics(format: ExportFormat, storage: vscode.Uri): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const target = await vscode.window.showSaveDialog({
    title: t`Export the statistics of my drafts`,
    defaultUri: vscode.Uri.joinPath(folder, `draft-statistics.${format}`),
    filters: filters[format],
  });
  if (target === undefined) return;
  const { records } = await sidecarRecords(storage);
  const text = format === 'csv' ? statisticsCsv(countedDrafts(records)) : statisticsJson(records);
  await writeExport(target, new TextEncoder().encode(text));
}
