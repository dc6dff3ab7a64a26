import * as vscode from 'vscode';
import type { EngineProgress } from '../../protocol/engine.ts';

/** What the progress notification says about a stage of the engine. */
export function stageMessage(progress: EngineProgress): string {
  switch (progress.stage) {
    case 'starting':
      return 'starting the engine…';
    case 'loadingModel':
      return `loading the model, ${String(Math.round(progress.fraction * 100))} %…`;
    case 'loadingProjector':
      return 'loading the projector…';
    case 'encodingImage':
      return `looking at image ${String(progress.index + 1)} of ${String(progress.count)}…`;
    case 'readingPrompt':
      return `reading, ${String(progress.done)} of ${String(progress.total)} tokens…`;
  }
}

/** The end of a text that grows, in one line. */
export function tailMessage(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `…${line.slice(-80)}` : line;
}

/** Runs with a notification that can be cancelled; cancelling aborts the signal, and so does `stop`. */
export async function withCancellableProgress<T>(
  title: string,
  run: (signal: AbortSignal, report: (message: string) => void, stop: () => void) => Promise<T>,
): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      const subscription = token.onCancellationRequested(() => {
        abort.abort();
      });
      try {
        return await run(
          abort.signal,
          (message) => {
            progress.report({ message });
          },
          () => {
            abort.abort();
          },
        );
      } finally {
        subscription.dispose();
      }
    },
  );
}
