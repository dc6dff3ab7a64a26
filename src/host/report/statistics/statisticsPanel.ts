import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { type FromStatistics, parseFromStatistics, type ToStatistics } from '../../../protocol/statisticsView.ts';
import { draftStatistics } from '../../../report/statistics/draftStatistics.ts';
import { messageText } from '../../../text/messageText.ts';
import { showError } from '../../messages/notifications.ts';
import { openPage } from '../../views/openPage.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { exportStatistics } from './exportStatistics.ts';
import type { ModelNames } from './modelNames.ts';
import { onSidecarChanges } from './sidecarChanges.ts';
import { sidecarRecords } from './sidecarRecords.ts';

export interface StatisticsPanelServices extends Pick<ReportServices, 'extensionUri' | 'storage'> {
  readonly names: ModelNames;
}

/** The page that counts what became of drafts; it follows the records while it is open. */
export class StatisticsPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: StatisticsPanelServices;
  #isClosed = false;
  /** Of what is shown: an older one that is late is not. */
  #shown = 0;

  constructor(panel: vscode.WebviewPanel, services: StatisticsPanelServices) {
    this.#panel = panel;
    this.#services = services;
    const subscriptions = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        this.#receive(parseFromStatistics(message)).catch((error: unknown) => {
          void showError(messageText`${error instanceof Error ? error.message : String(error)}`);
        });
      }),
      // A page that comes to the front again asks by itself.
      onSidecarChanges(services.storage, () => {
        if (panel.visible) void this.#show();
      }),
    );
    panel.onDidDispose(() => {
      this.#isClosed = true;
      subscriptions.dispose();
    });
    openPage(panel.webview, services.extensionUri, { name: 'statistics', title: t`Statistics of My Drafts` });
  }

  reveal(): void {
    this.#panel.reveal();
  }

  async #receive(message: FromStatistics): Promise<void> {
    switch (message.type) {
      case 'ready':
      case 'refresh':
        return this.#show();
      case 'export':
        return exportStatistics(message.format, this.#services.storage);
      case 'newReport':
        await vscode.commands.executeCommand('llavaMed.newReport');
    }
  }

  async #show(): Promise<void> {
    const turn = ++this.#shown;
    const message = await this.#message().catch((error: unknown): ToStatistics => {
      const cause = error instanceof Error ? error.message : String(error);
      return { type: 'failure', message: t`The drafts cannot be counted: ${cause}. Refresh to try again.` };
    });
    if (turn === this.#shown && !this.#isClosed) await this.#panel.webview.postMessage(message);
  }

  async #message(): Promise<ToStatistics> {
    const { records, unread } = await sidecarRecords(this.#services.storage);
    return { type: 'statistics', statistics: draftStatistics(records, this.#services.names.names()), unread };
  }
}
