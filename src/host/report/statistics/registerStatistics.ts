import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ReportServices } from '../documents/reportServices.ts';
import { ModelNames } from './modelNames.ts';
import { StatisticsPanel } from './statisticsPanel.ts';

const VIEW = 'llavaMed.draftStatistics';

/** "Statistics of My Drafts": one page for each window. Only reads, so an untrusted workspace may have it too. */
export function registerStatistics(
  services: Pick<ReportServices, 'engine' | 'extensionUri' | 'memento' | 'storage'>,
): vscode.Disposable {
  const names = new ModelNames(services.engine, services.memento);
  let open: StatisticsPanel | undefined;
  const command = vscode.commands.registerCommand('llavaMed.draftStatistics', () => {
    if (open !== undefined) {
      open.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(VIEW, t`Statistics of My Drafts`, vscode.ViewColumn.Active);
    panel.onDidDispose(() => {
      open = undefined;
    });
    open = new StatisticsPanel(panel, { ...services, names });
  });
  return vscode.Disposable.from(names, command);
}
