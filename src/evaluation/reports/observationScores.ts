/** Counts over the 14 observations of pairs of reports. */
import { finished, type Steps } from '../metrics/steps.ts';
import { averagesOf, scoresOf, type Averages, type CountedScores } from './countedScores.ts';
import { COMPETITION, OBSERVATIONS, type Laterality, type Observation, type ReportLabels } from './observations.ts';
import { isHeld, type UncertainPolicy } from './uncertainPolicy.ts';

export interface ObservationScore extends CountedScores {
  readonly trueNegatives: number;
  /** Of those that both have with a side: how many have the same. */
  readonly sides: SideCounts;
}

export interface SideCounts {
  readonly compared: number;
  readonly right: number;
}

export interface LabelledPair {
  readonly reference: ReportLabels;
  readonly draft: ReportLabels;
}

export interface ObservationScores {
  readonly each: Readonly<Record<Observation, ObservationScore>>;
  readonly fourteen: Averages;
  /** The five of CheXpert's competition. */
  readonly competition: Averages;
  /** Of all but devices: two of different kinds may be on different sides. */
  readonly sides: SideCounts;
}

export function observationScores(pairs: readonly LabelledPair[], policy: UncertainPolicy): ObservationScores {
  return finished(observationScoreSteps(pairs, policy));
}

export function* observationScoreSteps(
  pairs: readonly LabelledPair[],
  policy: UncertainPolicy,
): Steps<ObservationScores> {
  const scored: [Observation, ObservationScore][] = [];
  for (const observation of OBSERVATIONS) {
    scored.push([observation, scoreOf(observation, pairs, policy)]);
    yield;
  }
  const each = Object.fromEntries(scored) as Record<Observation, ObservationScore>;
  const all = OBSERVATIONS.filter((one) => one !== 'Support Devices').map((observation) => each[observation].sides);
  return {
    each,
    fourteen: averagesOf(OBSERVATIONS.map((observation) => each[observation])),
    competition: averagesOf(COMPETITION.map((observation) => each[observation])),
    sides: {
      compared: all.reduce((sum, { compared }) => sum + compared, 0),
      right: all.reduce((sum, { right }) => sum + right, 0),
    },
  };
}

function scoreOf(observation: Observation, pairs: readonly LabelledPair[], policy: UncertainPolicy): ObservationScore {
  let [truePositives, falsePositives, falseNegatives, trueNegatives, compared, right] = [0, 0, 0, 0, 0, 0];
  for (const { reference, draft } of pairs) {
    const [truth, said] = [reference[observation], draft[observation]];
    const has = isHeld(truth.state, policy);
    if (isHeld(said.state, policy)) {
      if (has) truePositives += 1;
      else falsePositives += 1;
    } else if (has) falseNegatives += 1;
    else trueNegatives += 1;
    if (!has || !isHeld(said.state, policy) || truth.sides.length === 0 || said.sides.length === 0) continue;
    compared += 1;
    if (covers(truth.sides) === covers(said.sides)) right += 1;
  }
  return {
    ...scoresOf({ truePositives, falsePositives, falseNegatives }),
    trueNegatives,
    sides: { compared, right },
  };
}

/** Left and right are bilateral. */
function covers(sides: readonly Laterality[]): string {
  const [only, ...others] = sides;
  return others.length > 0 ? 'bilateral' : (only ?? '');
}
