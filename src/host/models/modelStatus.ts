import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { describeBytes } from '../../text/describeBytes.ts';
import type { Engine, EngineProgress, EngineState } from '../../protocol/engine.ts';
import { labelText, type LabelText } from '../../text/labelText.ts';
import { joinMarkdown, markdownText, type MarkdownText } from '../../text/markdownText.ts';
import { type StatusFace, StatusItem } from '../messages/statusItem.ts';
import { type IdleUnload, minutes } from './idleUnload.ts';
import type { ModelSettings } from './modelSettings.ts';

/**
 * The status bar item: which model answers, whether it is loading, ready or failed; a click offers what can be done
 * about it.
 */
export function registerModelStatus(
  engine: Engine,
  settings: ModelSettings,
  idle: Pick<IdleUnload, 'unloadedAfterMs'>,
): vscode.Disposable {
  const item = new StatusItem('llavaMed.model', t`LLaVA-Med model`, 100, {
    title: t`What can be done about the model`,
    command: 'llavaMed.modelActions',
  });
  const show = (): void => {
    item.show(faceOf(engine.state, settings.usesDemo, idle.unloadedAfterMs));
  };
  show();
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

const researchOnly = (): MarkdownText => markdownText`Research software: not a medical device.`;

function faceOf(state: EngineState, demo: boolean, unloadedAfterMs: number | undefined): StatusFace {
  const label = demo ? t`LLaVA-Med demo` : 'LLaVA-Med';
  switch (state.kind) {
    case 'idle':
      return face(labelText`$(circle-outline) ${label}`, t`not loaded`, [
        unloadedAfterMs === undefined
          ? demo
            ? markdownText`The demo model is not loaded; a question loads it.`
            : markdownText`The model is not loaded; a question loads it.`
          : markdownText`The model was unloaded after ${minutes(unloadedAfterMs)} min without a question; the next one loads it again.`,
      ]);
    case 'loading':
      return face(labelText`$(loading~spin) ${label} ${stageText(state.progress)}`, stageText(state.progress), [
        markdownText`Loading the model.`,
      ]);
    case 'failed':
      return { ...face(labelText`$(error) ${label}`, t`failed`, [markdownText`${state.error.message}`]), failed: true };
    case 'ready': {
      const model = state.model;
      const lines = [
        markdownText`**${model.name}** · ${model.fileType} · ${model.backend.toUpperCase()} · ${String(model.contextSize)} tokens of context`,
      ];
      if (model.isDemo)
        lines.push(
          markdownText`This demo model knows synthetic phantoms only: its answers about real images mean nothing.`,
        );
      if (model.projector === undefined)
        lines.push(markdownText`No projector is loaded: this model cannot see images.`);
      lines.push(
        markdownText`Takes about ${describeBytes(model.memory.needsBytes)} of memory. ${model.memory.decisions.join(' ')}`,
      );
      if (model.doubts !== undefined && model.doubts.length > 0)
        lines.push(markdownText`**Suspicious:** ${model.doubts.join(' ')} See LLaVA-Med: Inspect Model….`);
      if (model.loadedElsewhere !== undefined)
        lines.push(
          markdownText`Another window or program has the same model in memory too: ${describeBytes(model.loadedElsewhere.bytes)} there.`,
        );
      return face(
        labelText`$(check) ${model.isDemo ? t`LLaVA-Med demo` : model.name}`,
        t`${model.name} is ready`,
        lines,
      );
    }
  }
}

function face(text: LabelText, spoken: string, lines: readonly MarkdownText[]): StatusFace {
  return {
    text,
    spoken: labelText`LLaVA-Med model: ${spoken}`,
    tooltip: joinMarkdown([...lines, researchOnly()], '\n\n'),
  };
}

/** One short phrase for a stage of work, as the status bar shows it. */
export function stageText(progress: EngineProgress): string {
  switch (progress.stage) {
    case 'starting':
      return t`starting`;
    case 'loadingModel':
      return t`loading ${String(Math.round(progress.fraction * 100))}%`;
    case 'loadingProjector':
      return t`loading projector`;
    case 'convertingProjector':
      return t`converting projector`;
    case 'encodingImage':
      return t`looking at image ${String(progress.index + 1)} of ${String(progress.count)}`;
    case 'readingImage':
      return t`reading image ${String(progress.index + 1)} of ${String(progress.count)}`;
    case 'readingPrompt':
      return t`reading prompt ${String(progress.done)}/${String(progress.total)}`;
  }
}
