/** P6: an answer that repeats much of its prompt, with speculation from the prompt and without. */
import { Random } from '../../../src/phantoms/random.ts';
import { impressionExchange } from '../../../src/phantoms/impressions.ts';
import type { ModelPair } from '../../../src/protocol/engine.ts';
import type { BenchSession } from '../benchSession.ts';
import type { Figure } from '../figure.ts';
import { sample } from '../figure.ts';
import { randomModel } from '../pair/benchPair.ts';
import { modelShapes } from '../pair/shapes.ts';
import { wordVocabulary } from '../pair/wordVocabulary.ts';
import { answerRequest } from '../peers/answerRequest.ts';
import { startOurs } from '../peers/ourPeer.ts';
import { changedRecital, recital, recitalWords } from './recital.ts';

interface Task {
  readonly pair: ModelPair;
  readonly what: string;
  readonly prompts: readonly string[];
  readonly maxTokens: number;
}

export async function rewriting(session: BenchSession): Promise<Figure> {
  const { pair, prompts, maxTokens, what } = await task(session);
  await session.dispose();
  const ours = await startOurs(pair);
  const { engine } = ours;
  const rates = { with: [] as number[], without: [] as number[] };
  const texts = { with: [] as string[], without: [] as string[] };
  try {
    for (const [index, prompt] of prompts.entries()) {
      const request = answerRequest([{ role: 'user', text: prompt }], maxTokens);
      // The prompt is read once, uncounted: the figure is about what comes after it.
      await engine.answer({ ...request, sampling: { ...request.sampling, maxTokens: 1 } });
      const order = index % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const);
      for (const way of order) {
        const started = performance.now();
        const { text, answerTokens } = await engine.answer({ ...request, rewrites: way === 'with' });
        rates[way].push((answerTokens * 1000) / (performance.now() - started));
        texts[way].push(text);
      }
    }
  } finally {
    await ours.dispose();
  }
  const differing = texts.with.filter((text, index) => text !== texts.without[index]).length;
  return {
    ...{ id: 'P6', what: 'rewriting with speculation', unit: 'tokens/s' },
    ours: sample('ours', rates.with),
    others: [sample('without speculation', rates.without)],
    targets: [{ kind: 'ratio', against: 'without speculation', limit: 1.3, atLeast: true }],
    notes: [`${what}; answers that differ with speculation: ${String(differing)} of ${String(prompts.length)}.`],
  };
}

async function task({ settings: { shape, runs, pair } }: BenchSession): Promise<Task> {
  if (shape === 'demo') {
    const random = new Random('bench: reports');
    const prompts = Array.from({ length: Math.max(runs, 20) }, () => impressionExchange(random).question);
    return { pair, prompts, maxTokens: 64, what: 'Impressions from Findings of drawn reports' };
  }
  const vocabulary = wordVocabulary(modelShapes[shape].vocabulary);
  return {
    pair: { modelPath: await randomModel(shape, '-reciting', { successors: recital }), projectorPath: undefined },
    prompts: Array.from({ length: runs }, (_, run) => `Rewrite ${String(run)}: ${changedRecital(vocabulary)}`),
    maxTokens: recitalWords,
    what: `Random weights that recite ${String(recitalWords)} words, of which the prompt has one in ten changed`,
  };
}
