import { t } from '@vscode/l10n';
import { type Bout, standings, type WinRate, winRates } from '../metrics/winRates.ts';
import type { VotedAnswer, VoteRecord } from './voteRecord.ts';

/** One way to answer (a model, what it is given, its settings) with what votes said of it. */
export interface TallyRow {
  readonly name: string;
  readonly detail: string;
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  /** The mean of its win rates against each other one: per cent, ties half. */
  readonly winRate: number;
  /** 95 %, where it met one other only. */
  readonly interval?: { readonly low: number; readonly high: number };
}

export interface VoteTally {
  readonly votes: number;
  /** The best first. */
  readonly rows: readonly TallyRow[];
  /** Comparisons of a way with itself, with other seeds: they say nothing of it and are not in the rows. */
  readonly withItself: number;
}

/**
 * Each vote as comparisons of two: the best one has won against each other, and nothing is said of the others among
 * themselves; a tie, and that none is good, is a tie of all.
 */
export function tallyVotes(records: readonly VoteRecord[]): VoteTally {
  const all = records.flatMap(boutsOf);
  const bouts = all.filter(({ first, second }) => first !== second);
  const rates = winRates(bouts, { seed: 'blind votes' });
  const answers = new Map(records.flatMap((record) => record.answers.map((answer) => [wayOf(answer), answer])));
  return {
    votes: records.length,
    rows: standings(rates).flatMap(({ name, rate }) => {
      const answer = answers.get(name);
      return answer === undefined ? [] : [{ ...named(answer), ...counts(name, rates), winRate: rate }];
    }),
    withItself: all.length - bouts.length,
  };
}

function boutsOf({ answers, vote, imageSha256 }: VoteRecord): readonly Bout[] {
  const bout = (one: VotedAnswer, other: VotedAnswer, outcome: Bout['outcome']): Bout => {
    return { first: wayOf(one), second: wayOf(other), outcome, image: imageSha256 };
  };
  if (vote.kind !== 'best')
    return answers.flatMap((one, i) => answers.slice(i + 1).map((other) => bout(one, other, 'tie')));
  const best = answers.find(({ label }) => label === vote.label);
  return best === undefined
    ? []
    : answers.filter((answer) => answer !== best).map((other) => bout(best, other, 'first'));
}

function counts(way: string, rates: readonly WinRate[]): Pick<TallyRow, 'wins' | 'losses' | 'ties' | 'interval'> {
  const met = rates.flatMap((rate) => (rate.first === way ? [rate] : rate.second === way ? [turned(rate)] : []));
  const sum = (of: (rate: WinRate) => number): number => met.reduce((total, rate) => total + of(rate), 0);
  const [only, another] = met;
  const { low, high } = only?.rate ?? {};
  return {
    wins: sum(({ wins }) => wins),
    losses: sum(({ losses }) => losses),
    ties: sum(({ ties }) => ties),
    ...(another === undefined && low !== undefined && high !== undefined ? { interval: { low, high } } : {}),
  };
}

/** The same as the second one sees it. */
function turned({ first, second, wins, losses, ties, rate }: WinRate): WinRate {
  const { value, count, low, high } = rate;
  return {
    ...{ first: second, second: first, wins: losses, losses: wins, ties },
    rate: {
      value: 100 - value,
      count,
      low: high === undefined ? undefined : 100 - high,
      high: low === undefined ? undefined : 100 - low,
    },
  };
}

/** The seed is no part of it: it draws an answer, and is nothing to prefer. */
function wayOf({ kind, model, sampling: { temperature, topP, maxTokens } }: VotedAnswer): string {
  return JSON.stringify([kind, model.sha256, model.projectorSha256, temperature, topP, maxTokens]);
}

function named({ kind, model, sampling }: VotedAnswer): Pick<TallyRow, 'name' | 'detail'> {
  const given = kind === 'caption' ? [t`text only`] : [];
  return {
    name: model.name,
    detail: [
      ...given,
      t`temperature ${sampling.temperature}`,
      t`at most ${sampling.maxTokens} tokens`,
      t`model ${model.sha256.slice(0, 8)}`,
    ].join(' · '),
  };
}
