import { t } from '@vscode/l10n';
import type { Progress } from '../../src/protocol/webview.ts';

/** One line that says what is being done, and how far it is where that is known (0 to 1). */
export function progressText(progress: Progress | undefined): { readonly text: string; readonly fraction?: number } {
  switch (progress?.stage) {
    case undefined:
    case 'starting':
      return { text: t`Starting the engine…` };
    case 'loadingModel':
      return {
        text: t`Loading the model… ${Math.round(progress.fraction * 100)} %`,
        fraction: progress.fraction,
      };
    case 'loadingProjector':
      return { text: t`Loading the image projector…` };
    case 'convertingProjector':
      return { text: t`Converting the image projector to 8 bits, once…` };
    case 'waiting':
      return { text: t`The model is busy with ${progress.busyWith}. The question is next…` };
    case 'preparingImages':
      return { text: t`Preparing the image…` };
    case 'encodingImage':
      return {
        text:
          progress.count === 1
            ? t`Looking at the image…`
            : t`Looking at image ${progress.index + 1} of ${progress.count}…`,
      };
    case 'readingImage':
      return {
        text:
          progress.count === 1 ? t`Reading the image…` : t`Reading image ${progress.index + 1} of ${progress.count}…`,
      };
    case 'readingPrompt':
      return {
        text: t`Reading the question… ${progress.done} of ${progress.total} tokens`,
        fraction: progress.done / Math.max(progress.total, 1),
      };
  }
}
