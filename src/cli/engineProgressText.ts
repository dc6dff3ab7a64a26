import type { EngineProgress } from '../protocol/engine.ts';

/** An engine's progress in words: the stage, and the part of it that counts up. */
export function engineProgressText(progress: EngineProgress): readonly [stage: string, detail: string] {
  switch (progress.stage) {
    case 'starting':
      return ['Starting the engine…', ''];
    case 'loadingModel':
      return ['Loading the model…', ` ${Math.round(progress.fraction * 100)} %`];
    case 'loadingProjector':
      return ['Loading the image projector…', ''];
    case 'convertingProjector':
      return ['Converting the image projector to 8 bits, once…', ''];
    case 'encodingImage':
      return [
        progress.count === 1 ? 'Looking at the image…' : `Looking at image ${progress.index + 1} of ${progress.count}…`,
        '',
      ];
    case 'readingImage':
      return [
        progress.count === 1 ? 'Reading the image…' : `Reading image ${progress.index + 1} of ${progress.count}…`,
        '',
      ];
    case 'readingPrompt':
      return ['Reading the question…', ` ${progress.done} of ${progress.total} tokens`];
  }
}
