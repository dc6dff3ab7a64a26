import * as vscode from 'vscode';
import type { Engine, EngineProgress, EngineState } from '../../protocol/engine.ts';
import type { ModelSettings } from './modelSettings.ts';

/**
 * The status bar item: which model answers, whether it is loading, ready or failed; a click offers what can be done
 * about it.
 */
export function registerModelStatus(engine: Engine, settings: ModelSettings): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('llavaMed.model', vscode.StatusBarAlignment.Right, 100);
  item.name = 'LLaVA-Med model';
  item.command = 'llavaMed.modelActions';
  const show = (): void => {
    const face = faceOf(engine.state, settings.usesDemo);
    item.text = face.text;
    item.tooltip = face.tooltip;
    item.accessibilityInformation = { label: `LLaVA-Med model: ${face.spoken}`, role: 'button' };
    item.backgroundColor = face.failed ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
  };
  show();
  item.show();
  const onState = engine.onDidChangeState(show);
  const onSettings = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('llavaMed')) show();
  });
  return vscode.Disposable.from(
    item,
    onSettings,
    new vscode.Disposable(() => {
      onState.dispose();
    }),
  );
}

interface Face {
  readonly text: string;
  readonly spoken: string;
  readonly tooltip: vscode.MarkdownString;
  readonly failed: boolean;
}

const researchOnly = 'Research software: not a medical device.';

function faceOf(state: EngineState, demo: boolean): Face {
  const label = demo ? 'LLaVA-Med demo' : 'LLaVA-Med';
  switch (state.kind) {
    case 'idle':
      return face(`$(circle-outline) ${label}`, 'not loaded', [
        `The ${demo ? 'demo ' : ''}model loads with the first question.`,
      ]);
    case 'loading':
      return face(`$(loading~spin) ${label} ${stageText(state.progress)}`, stageText(state.progress), [
        'Loading the model.',
      ]);
    case 'failed':
      return { ...face(`$(error) ${label}`, 'failed', [state.error.message]), failed: true };
    case 'ready': {
      const model = state.model;
      const lines = [
        `**${model.name}** · ${model.fileType} · ${model.backend.toUpperCase()} · ${String(model.contextSize)} tokens of context`,
      ];
      if (model.isDemo)
        lines.push('This demo model knows synthetic phantoms only: its answers about real images mean nothing.');
      if (model.projector === undefined) lines.push('No projector is loaded: this model cannot see images.');
      return face(`$(check) ${model.isDemo ? 'LLaVA-Med demo' : model.name}`, `${model.name} is ready`, lines);
    }
  }
}

function face(text: string, spoken: string, lines: readonly string[]): Face {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown([...lines, researchOnly].join('\n\n'));
  return { text, spoken, tooltip, failed: false };
}

/** One short phrase for a stage of work, as the status bar shows it. */
export function stageText(progress: EngineProgress): string {
  switch (progress.stage) {
    case 'starting':
      return 'starting';
    case 'loadingModel':
      return `loading ${String(Math.round(progress.fraction * 100))}%`;
    case 'loadingProjector':
      return 'loading projector';
    case 'encodingImage':
      return `reading image ${String(progress.index + 1)} of ${String(progress.count)}`;
    case 'readingPrompt':
      return `reading prompt ${String(progress.done)}/${String(progress.total)}`;
  }
}
