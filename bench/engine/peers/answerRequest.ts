import type { AnswerRequest } from '../../../src/protocol/engine.ts';
import type { BenchTurn } from './peer.ts';

/** What the engine is asked, greedy. */
export function answerRequest(turns: readonly BenchTurn[], maxTokens: number): AnswerRequest {
  return {
    messages: turns.map(({ role, text, image }) => ({
      role,
      text,
      images: image === undefined ? [] : [image.pixels.sha256],
    })),
    images: turns.flatMap(({ image }) => (image === undefined ? [] : [image.pixels])),
    sampling: { temperature: 0, topP: 1, maxTokens, seed: 0 },
  };
}
