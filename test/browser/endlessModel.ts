import { writeRandomPair } from '../fixtures/randomGguf.ts';

/**
 * Writes a model of random weights into the folder, which never comes to an end by itself and takes its time, and
 * answers the settings that choose it.
 */
export function endlessModel(folder: string): Record<string, unknown> {
  const pair = writeRandomPair(folder, 'random', { endless: true, width: 512, contextLength: 16384 });
  return {
    'llavaMed.model.path': pair.modelPath,
    'llavaMed.model.projectorPath': pair.projectorPath,
    'llavaMed.engine.contextSize': 16384,
    'llavaMed.answer.maxTokens': 8192,
  };
}
