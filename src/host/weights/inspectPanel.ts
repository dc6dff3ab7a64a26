import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { featuresOfMachine } from '../../engine/cpuFeatures.ts';
import { freeRam } from '../../engine/freeRam.ts';
import { planMemory } from '../../engine/memoryPlan.ts';
import { pairRows } from '../../engine/pairRows.ts';
import { FileHashes } from '../../files/fileHashes.ts';
import type { ModelPair } from '../../protocol/engine.ts';
import { parseFromInspect, type FromInspect, type InspectAction, type ToInspect } from '../../protocol/inspectView.ts';
import { areOnePair, canMend, type PairFinding } from '../../protocol/pairReport.ts';
import { messageText } from '../../text/messageText.ts';
import { inspectPair, inspectProjector } from '../../weights/inspect/inspectPair.ts';
import { mendProjector } from '../../weights/inspect/mendProjector.ts';
import { readPairOrigin } from '../../weights/inspect/pairOrigin.ts';
import { describePair } from '../../weights/pair/describePair.ts';
import { withCancellableProgress } from '../messages/cancellableProgress.ts';
import { showError, showInformation } from '../messages/notifications.ts';
import { chooseProjector } from '../models/chooseModelFiles.ts';
import type { ModelSettings } from '../models/modelSettings.ts';
import { openPage } from '../views/openPage.ts';
import { isProjectorFile } from './pairOfFile.ts';

export interface InspectServices {
  readonly settings: ModelSettings;
  readonly extensionUri: vscode.Uri;
  /** Makes the pair the one that answers. */
  readonly usePair: (pair: ModelPair) => Promise<void>;
}

/** The Inspect page of one pair: what it is, whether it can be trusted, and what can be done about it. */
export class InspectPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: InspectServices;
  readonly #hashes = new FileHashes();
  readonly #closed = new AbortController();
  #pair: ModelPair;
  /** Of what is shown: an older one that is late is not. */
  #shown = 0;

  constructor(panel: vscode.WebviewPanel, pair: ModelPair, services: InspectServices) {
    this.#panel = panel;
    this.#pair = pair;
    this.#services = services;
    const onMessage = panel.webview.onDidReceiveMessage((message: unknown) => {
      this.#receive(parseFromInspect(message)).catch((error: unknown) => {
        void showError(messageText`${error instanceof Error ? error.message : String(error)}`);
      });
    });
    const onSettings = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('llavaMed')) void this.#show();
    });
    panel.onDidDispose(() => {
      vscode.Disposable.from(onMessage, onSettings).dispose();
      this.#closed.abort();
    });
    openPage(panel.webview, services.extensionUri, { name: 'inspect', title: t`Inspect Model` });
  }

  async #receive(message: FromInspect): Promise<void> {
    if (message.type === 'ready') await this.#show();
    else await this.#act(message.action);
  }

  /** First what the headers say, at once; then the same with the files' hashes, which may take a while. */
  async #show(): Promise<void> {
    const turn = ++this.#shown;
    const isLate = (): boolean => turn !== this.#shown || this.#closed.signal.aborted;
    const pair = this.#pair;
    const message = await this.#report().catch((error: unknown): ToInspect => {
      const text = error instanceof Error ? error.message : String(error);
      return { type: 'failure', title: t`This model cannot be inspected`, message: text };
    });
    if (isLate()) return;
    await this.#panel.webview.postMessage(message);
    if (message.type !== 'report') return;
    const hashes = await this.#hashRows(pair).catch(() => undefined);
    if (hashes === undefined || isLate()) return;
    await this.#panel.webview.postMessage({ ...message, rows: [...message.rows, ...hashes] });
  }

  async #hashRows({ modelPath, projectorPath }: ModelPair): Promise<[string, string][]> {
    const { signal } = this.#closed;
    const model = await this.#hashes.hash(modelPath, signal);
    const rows: [string, string][] = [['SHA-256', `${model} (${basename(modelPath)})`]];
    if (projectorPath !== undefined)
      rows.push(['', `${await this.#hashes.hash(projectorPath, signal)} (${basename(projectorPath)})`]);
    return rows;
  }

  /** A projector that lies alone stands in the model's place. */
  async #reportOfProjector(path: string): Promise<ToInspect> {
    const { verdict, findings } = await inspectProjector(path);
    return {
      type: 'report',
      title: t`${basename(path)}, a projector without its model`,
      verdict,
      findings: findings.map(told),
      rows: [
        [t`Model`, t`none beside it: put both files into one folder, or choose both with Choose Model and Projector…`],
      ],
      actions: [...(canMend(findings) ? (['mend'] as const) : []), 'convert'],
      isInUse: false,
    };
  }

  async #report(): Promise<ToInspect> {
    const pair = this.#pair;
    if (pair.projectorPath === undefined && (await isProjectorFile(pair.modelPath)))
      return this.#reportOfProjector(pair.modelPath);
    const { verdict, findings } = await inspectPair(pair);
    const description = areOnePair(findings) ? await describePair(pair) : undefined;
    const load = this.#services.settings.load();
    const machine = { ram: freeRam(), vram: undefined, features: featuresOfMachine() };
    const rows =
      description === undefined
        ? []
        : pairRows(description, await readPairOrigin(pair), planMemory(description, load, machine));
    const isInUse = load.pair.modelPath === pair.modelPath && load.pair.projectorPath === pair.projectorPath;
    const actions: InspectAction[] = [
      ...(canMend(findings) ? (['mend'] as const) : []),
      ...(verdict !== 'wrong' && !isInUse ? (['use'] as const) : []),
      'chooseProjector',
      ...(verdict === 'right' ? [] : (['convert'] as const)),
    ];
    return {
      type: 'report',
      title: description?.model.name ?? t`A model and a projector that do not fit`,
      verdict,
      findings: findings.map(told),
      rows: rows.map(([label, text]) => [label, text]),
      actions,
      isInUse,
    };
  }

  async #act(action: InspectAction): Promise<void> {
    switch (action) {
      case 'use':
        await this.#services.usePair(this.#pair);
        return;
      case 'convert':
        await vscode.commands.executeCommand('llavaMed.convertCheckpoint');
        return;
      case 'chooseProjector': {
        const projectorPath = await chooseProjector(this.#pair.modelPath);
        if (projectorPath === undefined) return;
        this.#pair = { ...this.#pair, projectorPath: projectorPath === '' ? undefined : projectorPath };
        await this.#show();
        return;
      }
      case 'mend':
        await this.#mend();
    }
  }

  async #mend(): Promise<void> {
    const { modelPath, projectorPath: chosen } = this.#pair;
    const projectorPath = chosen ?? modelPath;
    const target = await vscode.window.showSaveDialog({
      title: t`The mended copy of the projector`,
      defaultUri: vscode.Uri.file(projectorPath.replace(/(?:\.gguf)?$/i, '-mended.gguf')),
      filters: { [t`GGUF model`]: ['gguf'] },
    });
    if (target === undefined) return;
    let failure: string | undefined;
    await withCancellableProgress(messageText`Writing the mended projector`, async (signal) => {
      try {
        // The dialog has asked whether what is there may go.
        await mendProjector(projectorPath, target.fsPath, { replaces: true, signal });
        this.#pair =
          chosen === undefined
            ? { modelPath: target.fsPath, projectorPath: undefined }
            : { modelPath, projectorPath: target.fsPath };
      } catch (error) {
        if (!signal.aborted) failure = error instanceof Error ? error.message : String(error);
      }
    });
    if (failure !== undefined) void showError(messageText`${failure}`);
    else if ([this.#pair.projectorPath, this.#pair.modelPath].includes(target.fsPath))
      void showInformation(messageText`The mended copy is written; this page shows it now.`);
    await this.#show();
  }
}

/** Without what the page does not show. */
function told({ verdict, message, remedy }: PairFinding): Pick<PairFinding, 'verdict' | 'message' | 'remedy'> {
  return { verdict, message, remedy };
}
