import { basename, dirname } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Assistant } from '../../assistant/assistant.ts';
import type { Engine, ModelDescription, ModelPair } from '../../protocol/engine.ts';
import { EngineError } from '../../protocol/engineError.ts';
import { labelText } from '../../text/labelText.ts';
import { messageText } from '../../text/messageText.ts';
import { withCancellableProgress } from '../messages/cancellableProgress.ts';
import type { Log } from '../messages/log.ts';
import { showError, showInformation } from '../messages/notifications.ts';
import { type PickItem, pickOne } from '../messages/picks.ts';
import { chooseModelFiles } from './chooseModelFiles.ts';
import type { AutoLoad } from './autoLoad.ts';
import type { ModelQueue } from './modelQueue.ts';
import type { ModelSettings } from './modelSettings.ts';
import { openSettings } from './openSettings.ts';
import { RecentModels } from './recentModels.ts';

export interface ModelActionServices {
  readonly assistant: Assistant;
  readonly engine: Engine;
  readonly settings: ModelSettings;
  readonly modelQueue: ModelQueue;
  readonly autoLoad: Pick<AutoLoad, 'rest'>;
  readonly log: Log;
  readonly extensionId: string;
  readonly userState: vscode.Memento;
}

/** The commands about the model: the menu behind the status bar item, and each of its entries for the palette. */
export function registerModelActions(services: ModelActionServices): vscode.Disposable {
  const { engine, settings, log } = services;
  const recent = new RecentModels(services.userState);
  const onModel = engine.onDidChangeState(({ kind }) => {
    if (kind === 'ready' && !settings.usesDemo) void recent.add(settings.load().pair);
  });
  const command = (id: string, run: () => unknown): vscode.Disposable => vscode.commands.registerCommand(id, run);
  return vscode.Disposable.from(
    command('llavaMed.modelActions', () => pickAction(services, recent)),
    command('llavaMed.chooseModel', async () => {
      const pair = await chooseModelFiles();
      if (pair === undefined) return;
      await loadPair(services, pair);
    }),
    command('llavaMed.useDemoModel', async () => {
      await settings.choose(undefined);
      await loadNow(services);
    }),
    command('llavaMed.loadModel', () => loadNow(services)),
    command('llavaMed.unloadModel', () => unload(services)),
    command('llavaMed.showLog', () => {
      log.show();
    }),
    command('llavaMed.openSettings', () => openSettings(services.extensionId)),
    new vscode.Disposable(() => {
      onModel.dispose();
    }),
  );
}

interface Action extends PickItem {
  readonly command?: string;
  /** A pair that loaded before. */
  readonly pair?: ModelPair;
}

async function pickAction(services: ModelActionServices, recent: RecentModels): Promise<void> {
  const { engine, settings } = services;
  tellMissing(await recent.dropMissing());
  const state = engine.state;
  const actions: Action[] = [
    ...(state.kind === 'ready'
      ? [
          {
            label: labelText`$(debug-disconnect) Unload the model`,
            description: labelText`frees its memory`,
            command: 'llavaMed.unloadModel',
          },
        ]
      : [{ label: labelText`$(play) Load the model now`, command: 'llavaMed.loadModel' }]),
    {
      label: labelText`$(folder-opened) Choose a model and projector…`,
      description: labelText`GGUF files`,
      command: 'llavaMed.chooseModel',
    },
    {
      label: labelText`$(search) Inspect the model…`,
      description: labelText`what it is, and whether it can be trusted`,
      command: 'llavaMed.inspectModel',
    },
    {
      label: labelText`$(arrow-swap) Convert a checkpoint…`,
      description: labelText`of published weights`,
      command: 'llavaMed.convertCheckpoint',
    },
    ...(settings.usesDemo
      ? []
      : [
          {
            label: labelText`$(beaker) Use the demo model`,
            description: labelText`synthetic phantoms only`,
            command: 'llavaMed.useDemoModel',
          },
        ]),
    { label: labelText`$(settings-gear) Settings`, command: 'llavaMed.openSettings' },
    { label: labelText`$(output) Show the log`, command: 'llavaMed.showLog' },
    ...recentItems(recent.list(), settings),
  ];
  const model = engine.describe();
  const picked = await pickOne(actions, {
    title:
      state.kind === 'failed'
        ? labelText`LLaVA-Med: the model is not loaded`
        : model === undefined
          ? labelText`LLaVA-Med: no model loaded yet`
          : labelText`LLaVA-Med: ${model.name}`,
    placeHolder: labelText`${state.kind === 'failed' ? state.error.message : model === undefined ? t`What to do` : summary(model)}`,
  });
  if (picked?.command !== undefined) await vscode.commands.executeCommand(picked.command);
  else if (picked?.pair !== undefined) await loadPair(services, picked.pair);
}

/** The pair in use is not offered. */
function recentItems(pairs: readonly ModelPair[], settings: ModelSettings): readonly Action[] {
  const used = settings.load().pair;
  const others = pairs.filter(
    ({ modelPath, projectorPath }) => modelPath !== used.modelPath || projectorPath !== used.projectorPath,
  );
  if (others.length === 0) return [];
  return [
    { label: labelText`Recent`, kind: vscode.QuickPickItemKind.Separator },
    ...others.map((pair) => ({
      label: labelText`$(history) ${basename(pair.modelPath)}`,
      description:
        pair.projectorPath === undefined
          ? labelText`without a projector`
          : labelText`with ${basename(pair.projectorPath)}`,
      detail: labelText`${dirname(pair.modelPath)}`,
      pair,
    })),
  ];
}

function tellMissing(pairs: readonly ModelPair[]): void {
  if (pairs.length === 0) return;
  const names = pairs.map(({ modelPath }) => basename(modelPath)).join(', ');
  void showInformation(
    messageText`${names}: the model or its projector is not where it was. It is no longer among the recent models.`,
  );
}

/** Makes the pair the one that answers, and loads it. */
export async function loadPair(services: ModelActionServices, pair: ModelPair): Promise<void> {
  await services.settings.choose(pair);
  await loadNow(services);
}

/** Loads with progress that can be cancelled; a failure is shown with the ways out. */
async function loadNow({ assistant, engine }: ModelActionServices): Promise<void> {
  let failure: unknown;
  await withCancellableProgress(messageText`Loading the LLaVA-Med model`, async (signal, report) => {
    let percent = 0;
    const onState = engine.onDidChangeState((state) => {
      if (state.kind !== 'loading' || state.progress.stage !== 'loadingModel') return;
      const now = state.progress.fraction * 100;
      report({ increment: now - percent });
      percent = now;
    });
    try {
      const model = await assistant.load(signal);
      void showInformation(messageText`${model.name} is ready: ${summary(model)}.`);
    } catch (error) {
      if (!signal.aborted) failure = error;
    } finally {
      onState.dispose();
    }
  });
  // after the progress has gone: a message that stands open would keep it running
  if (failure !== undefined) await offerWaysOut(failure);
}

/** Frees the model's memory, when what is asked of it is done. */
async function unload({ engine, modelQueue, autoLoad, log }: ModelActionServices): Promise<void> {
  if (engine.describe() === undefined) {
    void showInformation(messageText`The model is not loaded.`);
    return;
  }
  if (!modelQueue.isEmpty) void showInformation(messageText`The model is unloaded when it has answered.`);
  autoLoad.rest();
  await engine.unload();
  log.info('The model is unloaded: it was asked for.');
}

async function offerWaysOut(error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  // Short: a toast cuts labels off where three do not fit.
  const choose = t`Choose Model…`;
  const demo = t`Use Demo Model`;
  const isWrong = error instanceof EngineError && error.code === 'wrongPair';
  const inspect = t`Inspect…`;
  const picked = await showError(messageText`${message}`, choose, demo, isWrong ? inspect : t`Show Log`);
  if (picked === inspect) await vscode.commands.executeCommand('llavaMed.inspectModel');
  else if (picked === choose) await vscode.commands.executeCommand('llavaMed.chooseModel');
  else if (picked === demo) await vscode.commands.executeCommand('llavaMed.useDemoModel');
  else if (picked !== undefined) await vscode.commands.executeCommand('llavaMed.showLog');
}

function summary({ fileType, backend, projector, contextSize }: ModelDescription): string {
  const device = backend.toUpperCase();
  if (projector === undefined) return t`${fileType}, ${device}, cannot see images, context of ${contextSize} tokens`;
  return projector.tokensPerImage === 0
    ? t`${fileType}, ${device}, variable tokens an image, context of ${contextSize} tokens`
    : t`${fileType}, ${device}, ${projector.tokensPerImage} tokens an image, context of ${contextSize} tokens`;
}
