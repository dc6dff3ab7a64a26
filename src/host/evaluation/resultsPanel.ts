import { t } from '@vscode/l10n';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Imaging } from '../../imaging/imaging.ts';
import type { EvaluationResults } from '../../protocol/evaluationResults.ts';
import {
  parseFromEvaluation,
  type ComparedRun,
  type FromEvaluation,
  type ToEvaluation,
} from '../../protocol/evaluationView.ts';
import { messageText } from '../../text/messageText.ts';
import { failureForLog } from '../chat/chatFailure.ts';
import type { Log } from '../messages/log.ts';
import { showError } from '../messages/notifications.ts';
import { FileChanges } from '../viewer/fileChanges.ts';
import { LatestOnly } from '../viewer/latestOnly.ts';
import { openPage } from '../views/openPage.ts';
import type { ComparisonWishes } from './comparisonWishes.ts';
import { chooseResults } from './resultsChoice.ts';
import { compareResults } from './resultsComparison.ts';
import { exportResults } from './resultsExport.ts';
import { NoResults, readResults, runName } from './resultsFile.ts';
import { rowImage, rowImageUri } from './resultsImages.ts';

export interface ResultsServices {
  readonly imaging: Imaging;
  readonly log: Log;
  readonly extensionUri: vscode.Uri;
  readonly wishes: ComparisonWishes;
}

/** After which a file that could not be read is read once more: who writes it may not be done. */
const AGAIN_MS = 1000;

/** The results page of one run. The view is disposable: it says `ready` and is told everything again. */
export class ResultsPanel {
  readonly #uri: vscode.Uri;
  readonly #panel: vscode.WebviewPanel;
  readonly #services: ResultsServices;
  readonly #closed = new AbortController();
  readonly #images = new LatestOnly<number>((row, signal) => this.#sendImage(row, signal));
  readonly #changes = new FileChanges((changed) => {
    const at = changed.toString();
    if (at === this.#uri.toString() || at === this.#other?.toString()) void this.#show();
  });
  #results: EvaluationResults | undefined;
  #other: vscode.Uri | undefined;
  #comparison: ComparedRun | undefined;
  /** Of what is shown: an older one that is late is not. */
  #shown = 0;

  constructor(uri: vscode.Uri, panel: vscode.WebviewPanel, services: ResultsServices) {
    this.#uri = uri;
    this.#panel = panel;
    this.#services = services;
    this.#changes.watchFolderOf(uri);
    this.#other = services.wishes.take(uri);
    const onWish = services.wishes.onDidWish((shown) => {
      if (shown !== uri.toString()) return;
      this.#other = services.wishes.take(uri) ?? this.#other;
      void this.#show();
    });
    const onMessage = panel.webview.onDidReceiveMessage((message: unknown) => {
      this.#receive(parseFromEvaluation(message)).catch((error: unknown) => {
        this.#refuse(error);
      });
    });
    panel.onDidDispose(() => {
      vscode.Disposable.from(onMessage, onWish, this.#changes).dispose();
      this.#images.end();
      this.#closed.abort();
    });
    openPage(panel.webview, services.extensionUri, { name: 'evaluation', title: t`Evaluation Results` });
  }

  async #post(message: ToEvaluation): Promise<void> {
    if (!this.#closed.signal.aborted) await this.#panel.webview.postMessage(message);
  }

  async #receive(message: FromEvaluation): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#show();
      case 'image':
        this.#images.ask(message.row);
        return;
      case 'openImage': {
        const path = this.#image(message.row);
        const uri = path === undefined ? undefined : await rowImageUri(this.#uri, path);
        if (uri !== undefined) await vscode.commands.executeCommand('llavaMed.openInViewer', uri);
        return;
      }
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        return;
      case 'compare': {
        const other = await chooseResults(this.#uri);
        if (other !== undefined) await this.#compareWith(other);
        return;
      }
      case 'endComparison':
        return this.#endComparison();
      case 'export':
        if (this.#results === undefined) return;
        return exportResults({
          uri: this.#uri,
          results: this.#results,
          comparison: this.#comparison,
          svg: message.svg,
        });
      case 'openAsText':
        await vscode.commands.executeCommand('vscode.openWith', this.#uri, 'default');
    }
  }

  async #show(): Promise<void> {
    const turn = ++this.#shown;
    const isLate = (): boolean => turn !== this.#shown || this.#closed.signal.aborted;
    let read = await this.#read();
    if (isLate()) return;
    // What is shown stays meanwhile.
    if (read instanceof NoResults && this.#results !== undefined) {
      await delay(AGAIN_MS);
      if (isLate()) return;
      read = await this.#read();
      if (isLate()) return;
    }
    if (read instanceof NoResults) {
      this.#results = undefined;
      await this.#post({ type: 'failure', title: t`These results cannot be shown`, message: read.message });
      return;
    }
    this.#results = read;
    await this.#post({ type: 'results', name: runName(this.#uri), results: read });
    if (this.#other === undefined) return;
    await this.#compareWith(this.#other).catch(async (error: unknown) => {
      this.#refuse(error);
      await this.#endComparison();
    });
  }

  #refuse(error: unknown): void {
    this.#services.log.warn(`Results page: ${failureForLog(error)}`);
    void showError(messageText`${error instanceof Error ? error.message : String(error)}`);
  }

  async #endComparison(): Promise<void> {
    this.#other = undefined;
    this.#comparison = undefined;
    await this.#post({ type: 'comparison' });
  }

  async #read(): Promise<EvaluationResults | NoResults> {
    return readResults(this.#uri).catch((error: unknown) => {
      if (error instanceof NoResults) return error;
      this.#services.log.warn(`Results: ${failureForLog(error)}`);
      return new NoResults(t`They could not be read because of a fault in this extension. The log says more.`);
    });
  }

  async #compareWith(other: vscode.Uri): Promise<void> {
    const results = this.#results;
    if (results === undefined) return;
    const comparison = compareResults(results, await readResults(other), runName(other));
    if (results !== this.#results) return;
    this.#other = other;
    this.#comparison = comparison;
    this.#changes.watchFolderOf(other);
    await this.#post({ type: 'comparison', run: comparison });
  }

  #image(row: number): string | undefined {
    return this.#results?.rows[row]?.image;
  }

  async #sendImage(row: number, signal: AbortSignal): Promise<void> {
    const path = this.#image(row);
    if (path === undefined) return;
    const image = await rowImage(this.#uri, path, this.#services, signal);
    if (!signal.aborted) await this.#post({ type: 'image', row, image });
  }
}
