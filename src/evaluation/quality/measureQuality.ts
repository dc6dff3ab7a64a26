/**
 * The quality of a model on drawn phantoms that it has not seen: visual chat, VQA and report drafts, each by the figures
 * that need no judge. For the demo model these are what a change may not silently lower.
 */
import { join } from 'node:path';
import type { EvaluationKind, EvaluationResults } from '../../protocol/evaluationResults.ts';
import { writePhantomSet } from '../phantomSets/writePhantomSet.ts';
import { runEvaluation, type EvaluationEvents, type EvaluationMeans } from '../runs/runEvaluation.ts';

export interface QualityWish {
  /** For the phantoms and the three runs; a run that is there goes on. */
  readonly folder: string;
  readonly seed: string;
  readonly count: number;
  readonly program: string;
}

/** By the figure's name, such as `vqa.score.closed`; in the metric's unit. */
export type QualityFigures = Readonly<Record<string, number>>;

export interface Quality {
  readonly figures: QualityFigures;
  readonly results: readonly EvaluationResults[];
}

/** Greedy, so that a result can be repeated; a draft of the demo model has about 100 tokens. */
export const QUALITY_SAMPLING = { temperature: 0, topP: 1, maxTokens: 160, seed: 0 };

/** Which figures of which groups: few, and each one a thing that can be lost by itself. */
const FIGURES: Readonly<Record<EvaluationKind, readonly (readonly [metric: string, ...groups: string[]])[]>> = {
  chat: [['f1', 'conversation', 'detailed_description']],
  vqa: [
    ['score', 'open', 'closed', 'questionType:MODALITY', 'questionType:POS'],
    ['published', 'open', 'closed'],
  ],
  report: [
    ['findingsF1', 'overall'],
    ['deniedF1', 'overall'],
    ['rougeL', 'overall'],
    ['laterality', 'overall'],
    ['hallucinated', 'overall'],
    ['missed', 'overall'],
  ],
};

export async function measureQuality(
  { folder, seed, count, program }: QualityWish,
  means: EvaluationMeans,
  eventsOf: (kind: EvaluationKind) => EvaluationEvents,
  signal: AbortSignal,
): Promise<Quality> {
  const set = await writePhantomSet(join(folder, 'set'), { seed, count }, signal);
  const results: EvaluationResults[] = [];
  for (const kind of ['vqa', 'chat', 'report'] as const) {
    const wish = {
      ...{ folder: join(folder, kind), kind, setPaths: [set[kind]] as const, imagesFolder: set.images },
      ...{ textOnly: false, shard: undefined, sampling: QUALITY_SAMPLING, judge: undefined, program, overwrite: false },
    };
    results.push(await runEvaluation(wish, means, eventsOf(kind), signal));
  }
  return { figures: Object.assign({}, ...results.map(figuresOf)) as QualityFigures, results };
}

function figuresOf({ kind, groups }: EvaluationResults): QualityFigures {
  return Object.fromEntries(
    FIGURES[kind].flatMap(([metric, ...ids]) =>
      ids.flatMap((id): [string, number][] => {
        const value = groups.find((group) => group.id === id)?.figures[metric]?.value;
        return value === undefined ? [] : [[`${kind}.${metric}.${id.replace('questionType:', '')}`, value]];
      }),
    ),
  );
}
