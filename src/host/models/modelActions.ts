import * as vscode from 'vscode';
import type { Assistant } from '../../assistant/assistant.ts';
import type { Engine, ModelDescription } from '../../protocol/engine.ts';
import { labelText } from '../../text/labelText.ts';
import { messageText } from '../../text/messageText.ts';
import { withCancellableProgress } from '../messages/cancellableProgress.ts';
import type { Log } from '../messages/log.ts';
import { showError, showInformation } from '../messages/notifications.ts';
import { type PickItem, pickOne } from '../messages/picks.ts';
import { chooseModelFiles } from './chooseModelFiles.ts';
import type { ModelSettings } from './modelSettings.ts';

export interface ModelActionServices {
  readonly assistant: Assistant;
  readonly engine: Engine;
  readonly settings: ModelSettings;
  readonly log: Log;
}

/** The commands about the model: the menu behind the status bar item, and each of its entries for the palette. */
export function registerModelActions(services: ModelActionServices): vscode.Disposable {
  const { settings, log } = services;
  const command = (id: string, run: () => unknown): vscode.Disposable => vscode.commands.registerCommand(id, run);
  return vscode.Disposable.from(
    command('llavaMed.modelActions', () => pickAction(services)),
    command('llavaMed.chooseModel', async () => {
      const pair = await chooseModelFiles();
      if (pair === undefined) return;
      await settings.choose(pair);
      await loadNow(services);
    }),
    command('llavaMed.useDemoModel', async () => {
      await settings.choose(undefined);
      await loadNow(services);
    }),
    command('llavaMed.loadModel', () => loadNow(services)),
    command('llavaMed.showLog', () => {
      log.show();
    }),
    command('llavaMed.openSettings', () => vscode.commands.executeCommand('workbench.action.openSettings', 'llavaMed')),
  );
}

interface Action extends PickItem {
  readonly command: string;
}

async function pickAction({ engine, settings }: ModelActionServices): Promise<void> {
  const state = engine.state;
  const actions: Action[] = [
    ...(state.kind === 'ready'
      ? []
      : [{ label: labelText`$(play) Load the model now`, command: 'llavaMed.loadModel' }]),
    {
      label: labelText`$(folder-opened) Choose a model and projector…`,
      description: labelText`GGUF files`,
      command: 'llavaMed.chooseModel',
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
  ];
  const model = engine.describe();
  const picked = await pickOne(actions, {
    title:
      state.kind === 'failed'
        ? labelText`LLaVA-Med: the model is not loaded`
        : labelText`LLaVA-Med: ${model?.name ?? 'no model loaded yet'}`,
    placeHolder: labelText`${state.kind === 'failed' ? state.error.message : model === undefined ? 'What to do' : summary(model)}`,
  });
  if (picked !== undefined) await vscode.commands.executeCommand(picked.command);
}

/** Loads with progress that can be cancelled; a failure is shown with the ways out. */
async function loadNow({ assistant, engine }: ModelActionServices): Promise<void> {
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
      if (!signal.aborted) await offerWaysOut(error);
    } finally {
      onState.dispose();
    }
  });
}

async function offerWaysOut(error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const choose = 'Choose another model…';
  const demo = 'Use the demo model';
  const picked = await showError(messageText`${message}`, choose, demo, 'Show the log');
  if (picked === choose) await vscode.commands.executeCommand('llavaMed.chooseModel');
  else if (picked === demo) await vscode.commands.executeCommand('llavaMed.useDemoModel');
  else if (picked !== undefined) await vscode.commands.executeCommand('llavaMed.showLog');
}

function summary(model: ModelDescription): string {
  const eye =
    model.projector === undefined
      ? 'cannot see images'
      : `${String(model.projector.tokensPerImage || 'variable')} tokens an image`;
  return `${model.fileType}, ${model.backend.toUpperCase()}, ${eye}, context of ${String(model.contextSize)} tokens`;
}
