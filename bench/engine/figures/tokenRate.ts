/**
 * P4: tokens per second of an answer about an image, and of llama.cpp's own benchmark at the same depth. A report's
 * Findings are the longest that the demo model says.
 */
import { findingsPrompt } from '../../../src/report/prompts/sectionPrompts.ts';
import type { BenchSession } from '../benchSession.ts';
import type { Figure } from '../figure.ts';
import { sample } from '../figure.ts';
import { llamaBench } from '../peers/llamaBench.ts';
import type { PeerName, Told } from '../peers/peer.ts';
import { samplesOf } from './samplesOf.ts';

const tokens = 64;

export async function tokenRate(session: BenchSession): Promise<Figure> {
  const { runs, programs, pair } = session.settings;
  const rounds: ReadonlyMap<PeerName, number>[] = [];
  const bench: number[] = [];
  const lengths = new Set<number>();
  let depth = 0;
  for (const image of await session.known(runs)) {
    const answers = new Map<PeerName, Told>();
    rounds.push(
      await session.inTurn(async (peer) => {
        const told = await peer.ask([{ role: 'user', text: findingsPrompt().text, image }], tokens);
        answers.set(peer.name, told);
        if (peer.name === 'ours') lengths.add(told.pieces.length);
        return told.tokensPerSecond;
      }),
    );
    depth = answers.get('ours')?.promptTokens ?? depth;
    bench.push(await llamaBench({ program: programs.bench, modelPath: pair.modelPath, depth, tokens }));
  }
  const { ours, others } = samplesOf(rounds);
  return {
    ...{ id: 'P4', what: `speed of an answer after ${String(depth)} positions`, unit: 'tokens/s', ours },
    others: [...others, sample('llama-bench', bench)],
    targets: [
      { kind: 'ratio', against: 'llama-server', limit: 1, atLeast: true },
      { kind: 'ratio', against: 'llama-bench', limit: 0.98, atLeast: true },
    ],
    notes: [
      `llama-bench -p 0 -n ${String(tokens)} -d ${String(depth)}; answers of ${String(Math.min(...lengths))} to ${String(Math.max(...lengths))} tokens.`,
    ],
  };
}
