import * as vscode from 'vscode';
import type { MessageText } from '../../text/messageText.ts';

/** A step of the work: what is done now, and how many percent were done since the last report. */
export interface ProgressStep {
  readonly message?: MessageText;
  readonly increment?: number;
}

/** Runs with a notification that can be cancelled; cancelling aborts the signal, and so does `stop`. */
export function withCancellableProgress<T>(
  title: MessageText,
  run: (signal: AbortSignal, report: (step: ProgressStep) => void, stop: () => void) => Promise<T>,
): Thenable<T> {
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
          (step) => {
            progress.report(step);
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
