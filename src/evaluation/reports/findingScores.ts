/** Counts over the findings as the report reading knows them: any organ, not the chest's alone. */
import { scoresOf, sumOf, type CountedScores, type Counts } from './countedScores.ts';
import { isHeld, type UncertainPolicy } from './uncertainPolicy.ts';
import type { Topic, TopicPair } from './topics.ts';

export interface FindingScores {
  /** Findings that are there, whatever their side. */
  readonly affirmed: CountedScores;
  /** The same with their side: a bilateral finding counts as two, one without a side as one. */
  readonly sided: CountedScores;
  /** Findings that are denied: how much of what a report rules out the draft rules out too. */
  readonly denied: CountedScores;
}

export function findingScores(pairs: readonly TopicPair[], policy: UncertainPolicy): FindingScores {
  const total = (counts: (pair: TopicPair) => Counts): CountedScores => scoresOf(sumOf(pairs.map(counts)));
  return {
    affirmed: total(({ reference, draft }) =>
      overlap(once(isHeld(reference?.state, policy)), once(isHeld(draft?.state, policy))),
    ),
    sided: total(({ reference, draft }) => overlap(placesOf(reference, policy), placesOf(draft, policy))),
    denied: total(({ reference, draft }) =>
      overlap(once(reference?.state === 'absent'), once(draft?.state === 'absent')),
    ),
  };
}

function once(isSaid: boolean): readonly string[] {
  return isSaid ? ['it'] : [];
}

function placesOf(topic: Topic | undefined, policy: UncertainPolicy): readonly string[] {
  if (!topic || !isHeld(topic.state, policy)) return [];
  return topic.sides.length > 0 ? topic.sides : ['no side'];
}

function overlap(truth: readonly string[], said: readonly string[]): Counts {
  const truePositives = truth.filter((one) => said.includes(one)).length;
  return {
    truePositives,
    falsePositives: said.length - truePositives,
    falseNegatives: truth.length - truePositives,
  };
}
