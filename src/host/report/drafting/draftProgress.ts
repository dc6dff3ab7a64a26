import type { EngineProgress } from '../../../protocol/engine.ts';
import { messageText, type MessageText } from '../../../text/messageText.ts';

/** What the progress notification says about a stage of the engine. */
export function stageMessage(progress: EngineProgress): MessageText {
  switch (progress.stage) {
    case 'starting':
      return messageText`starting the engine…`;
    case 'loadingModel':
      return messageText`loading the model, ${String(Math.round(progress.fraction * 100))} %…`;
    case 'loadingProjector':
      return messageText`loading the projector…`;
    case 'convertingProjector':
      return messageText`converting the projector to 8 bits, once…`;
    case 'encodingImage':
      return messageText`looking at image ${String(progress.index + 1)} of ${String(progress.count)}…`;
    case 'readingImage':
      return messageText`reading image ${String(progress.index + 1)} of ${String(progress.count)}…`;
    case 'readingPrompt':
      return messageText`reading, ${String(progress.done)} of ${String(progress.total)} tokens…`;
  }
}

/** The end of a text that grows, in one line. */
export function tailMessage(text: string): MessageText {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? messageText`…${line.slice(-80)}` : messageText`${line}`;
}
