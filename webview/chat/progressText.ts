import type { Progress } from '../../src/protocol/webview.ts';

/** One line that says what is being done, and how far it is where that is known (0 to 1). */
export function progressText(progress: Progress | undefined): { readonly text: string; readonly fraction?: number } {
  switch (progress?.stage) {
    case undefined:
    case 'starting':
      return { text: 'Starting the engine…' };
    case 'loadingModel':
      return {
        text: `Loading the model… ${String(Math.round(progress.fraction * 100))} %`,
        fraction: progress.fraction,
      };
    case 'loadingProjector':
      return { text: 'Loading the image projector…' };
    case 'convertingProjector':
      return { text: 'Converting the image projector to 8 bits, once…' };
    case 'waiting':
      return { text: `The model is busy with ${progress.busyWith}. The question is next…` };
    case 'preparingImages':
      return { text: 'Preparing the image…' };
    case 'encodingImage':
      return {
        text:
          progress.count === 1
            ? 'Looking at the image…'
            : `Looking at image ${String(progress.index + 1)} of ${String(progress.count)}…`,
      };
    case 'readingImage':
      return {
        text:
          progress.count === 1
            ? 'Reading the image…'
            : `Reading image ${String(progress.index + 1)} of ${String(progress.count)}…`,
      };
    case 'readingPrompt':
      return {
        text: `Reading the question… ${String(progress.done)} of ${String(progress.total)} tokens`,
        fraction: progress.done / Math.max(progress.total, 1),
      };
  }
}
