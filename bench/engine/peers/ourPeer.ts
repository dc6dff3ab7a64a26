/** The engine under test, as the extension and the command line run it. */
import { join } from 'node:path';
import { root } from '../../../scripts/paths.mjs';
import { LocalEngine } from '../../../src/engine/localEngine.ts';
import type { LocalEngineOptions } from '../../../src/engine/localEngine.ts';
import type { ModelPair } from '../../../src/protocol/engine.ts';
import { answerRequest } from './answerRequest.ts';
import type { BenchTurn, Peer } from './peer.ts';

export interface OurPeer extends Peer {
  readonly name: 'ours';
  readonly engine: LocalEngine;
  /** Everything that may be done before the question is known. */
  prepare(turns: readonly BenchTurn[]): Promise<void>;
}

/** Tokens that every peer's conversation may hold. */
export const contextSize = 4096;

/** The model is loaded when it resolves. */
export async function startOurs(pair: ModelPair, options: Partial<LocalEngineOptions> = {}): Promise<OurPeer> {
  const engine = new LocalEngine({ childPath: join(root, 'dist', 'engineChild.mjs'), ...options });
  try {
    await engine.load({ pair, gpu: 'cpu', contextSize, threads: 0 });
  } catch (error) {
    await engine.dispose();
    throw error;
  }
  return {
    name: 'ours',
    engine,
    get pid() {
      return engine.childPid;
    },
    ask: async (turns, maxTokens) => {
      const started = performance.now();
      const pieces: string[] = [];
      const answer = await engine.answer(answerRequest(turns, maxTokens), { onToken: (piece) => pieces.push(piece) });
      const wallMs = performance.now() - started;
      const { text, promptTokens, answerTokens, tokensPerSecond } = answer;
      return { text, pieces, promptTokens, wallMs, tokensPerSecond: answerTokens > 1 ? tokensPerSecond : NaN };
    },
    prepare: async (turns) => {
      const { messages, images } = answerRequest(turns, 1);
      await engine.prepare({ messages, images });
    },
    dispose: () => engine.dispose(),
  } satisfies OurPeer;
}
