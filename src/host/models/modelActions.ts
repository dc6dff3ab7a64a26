import * as vscode from 'vscode';
import type { Assistant } from '../../assistant/assistant.ts';
import type { Engine, ModelDescription } from '../../protocol/engine.ts';
import { chooseModelFiles } from './chooseModelFiles.ts';
import type { ModelSettings } from './modelSettings.ts';

export interface ModelActionServices {
  readonly assistant: Assistant;
  readonly engine: Engine;
  readonly settings: ModelSettings;
  readonly log: vscode.LogOutputChannel;
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

interface Action extends vscode.QuickPickItem {
  readonly command: string;
}

async function pickAction({ engine, settings }: ModelActionServices): Promise<void> {
  const state = engine.state;
  const actions: Action[] = [
    ...(state.kind === 'ready' ? [] : [{ label: '$(play) Load the model now', command: 'llavaMed.loadModel' }]),
    {
      label: '$(folder-opened) Choose a model and projector…',
      description: 'GGUF files',
      command: 'llavaMed.chooseModel',
    },
    ...(settings.usesDemo
      ? []
      : [
          {
            label: '$(beaker) Use the demo model',
            description: 'synthetic phantoms only',
            command: 'llavaMed.useDemoModel',
          },
        ]),
    { label: '$(settings-gear) Settings', command: 'llavaMed.openSettings' },
    { label: '$(output) Show the log', command: 'llavaMed.showLog' },
  ];
  const model = engine.describe();
  const picked = await vscode.window.showQuickPick(actions, {
    title:
      state.kind === 'failed'
        ? 'LLaVA-Med: the model is not loaded'
        : `LLaVA-Med: ${model?.name ?? 'no model loaded yet'}`,
    placeHolder: state.kind === 'failed' ? state.error.message : model === undefined ? 'What to do' : summary(model),
  });
  if (picked !== undefined) await vscode.commands.executeCommand(picked.command);
}

/** Loads with progress that can be cancelled; a failure is shown with the ways out. */
async function loadNow({ assistant, engine }: ModelActionServices): Promise<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'Loading the LLaVA-Med model',
    cancellable: true,
  };
  let failure: unknown;
  await vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    const onCancel = token.onCancellationRequested(() => {
      abort.abort();
    });
    let percent = 0;
    const onState = engine.onDidChangeState((state) => {
      if (state.kind !== 'loading' || state.progress.stage !== 'loadingModel') return;
      const now = state.progress.fraction * 100;
      progress.report({ increment: now - percent });
      percent = now;
    });
    try {
      const model = await assistant.load(abort.signal);
      void vscode.window.showInformationMessage(`${model.name} is ready: ${summary(model)}.`);
    } catch (error) {
      if (!abort.signal.aborted) failure = error;
    } finally {
      onState.dispose();
      onCancel.dispose();
    }
  });
  // after the progress has gone: a message that stands open would keep it running
  if (failure !== undefined) await offerWaysOut(failure);
}

async function offerWaysOut(error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const choose = 'Choose another model…';
  const demo = 'Use the demo model';
  const picked = await vscode.window.showErrorMessage(message, choose, demo, 'Show the log');
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
