import { homedir } from 'node:os';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ExportFormat } from '../../../protocol/statisticsView.ts';
import { countedDrafts } from '../../../report/statistics/countedDrafts.ts';
import { statisticsCsv } from '../../../report/statistics/statisticsCsv.ts';
import { statisticsJson } from '../../../report/statistics/statisticsJson.ts';
import { messageText } from '../../../text/messageText.ts';
import { showError, showInformation } from '../../messages/notifications.ts';
import { sidecarRecords } from './sidecarRecords.ts';

const filters: Readonly<Record<ExportFormat, Record<string, string[]>>> = {
  csv: { CSV: ['csv'] },
  json: { JSON: ['json'] },
};

/** Asks where to, and writes what is known then. The dialog asks before a file that is there is written over. */
export async function exportStatistics(format: ExportFormat, storage: vscode.Uri): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const target = await vscode.window.showSaveDialog({
    title: 'Export the statistics of my drafts',
    defaultUri: vscode.Uri.joinPath(folder, `draft-statistics.${format}`),
    filters: filters[format],
  });
  if (target === undefined) return;
  const { records } = await sidecarRecords(storage);
  const text = format === 'csv' ? statisticsCsv(countedDrafts(records)) : statisticsJson(records);
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    void tellWhere(target);
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    void showError(
      messageText`${basename(target.path)} could not be written (${error.code}). Choose a folder that you may write to.`,
    );
  }
}

async function tellWhere(target: vscode.Uri): Promise<void> {
  const open = 'Open';
  if ((await showInformation(messageText`Saved ${basename(target.path)}.`, open)) === open)
    await vscode.commands.executeCommand('vscode.open', target);
}
