/** LLaVA-Med's figure for visual chat: a judge's points for the answer, relative to those for GPT-4's answer. */
import type { Figure } from '../../protocol/evaluationResults.ts';
import { bootstrapMean, bootstrapRatioSteps, type BootstrapOptions } from './bootstrap.ts';
import { finished, type Steps } from './steps.ts';

/** Points, 1 to 10; undefined where the judge's reply could not be read. */
export interface JudgedPair {
  readonly reference: number | undefined;
  readonly answer: number | undefined;
  /** Questions about one image are drawn together. */
  readonly image?: string | undefined;
}

export interface RelativeScore {
  /** Per cent; LLaVA-Med's. Undefined without a pair that can be scored, and so below. */
  readonly meanOfRatios: Figure | undefined;
  /** Per cent; LLaVA's. Not drawn up by questions whose reference was given few points. */
  readonly ratioOfMeans: Figure | undefined;
  /** Pairs without points, or with none for the reference: they are in no figure. */
  readonly unscored: number;
}

/** 100 s₂/s₁ of one pair; undefined where it cannot be scored. */
export function pairRatio({ reference, answer }: JudgedPair): number | undefined {
  if (reference === undefined || answer === undefined || !(reference > 0) || !(answer >= 0)) return undefined;
  return 100 * (answer / reference);
}

export function relativeScore(
  pairs: readonly JudgedPair[],
  options: Omit<BootstrapOptions, 'clusters'>,
): RelativeScore {
  const scored = pairs.filter((pair) => pairRatio(pair) !== undefined);
  return {
    meanOfRatios: bootstrapMean(
      scored.map((pair) => pairRatio(pair) ?? NaN),
      { ...options, clusters: scored.map(({ image }) => image) },
    ),
    ratioOfMeans: finished(ratioOfMeansSteps(pairs, options)),
    unscored: pairs.length - scored.length,
  };
}

/** `ratioOfMeans` alone. */
export function ratioOfMeansSteps(
  pairs: readonly JudgedPair[],
  options: Omit<BootstrapOptions, 'clusters'>,
): Steps<Figure | undefined> {
  const scored = pairs.filter((pair) => pairRatio(pair) !== undefined);
  return bootstrapRatioSteps(
    scored.map(({ answer }) => 100 * (answer ?? NaN)),
    scored.map(({ reference }) => reference ?? NaN),
    { ...options, clusters: scored.map(({ image }) => image) },
  );
}
