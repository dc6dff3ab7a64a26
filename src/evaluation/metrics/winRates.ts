/** Two or more models, engines or settings over the same questions: who wins against whom, by votes or by points. */
import type { Figure } from '../../protocol/evaluationResults.ts';
import { bootstrapMean, type BootstrapOptions } from './bootstrap.ts';

/** One comparison of two answers to one question. */
export interface Bout {
  readonly first: string;
  readonly second: string;
  readonly outcome: 'first' | 'second' | 'tie';
  /** Questions about one image are drawn together. */
  readonly image?: string | undefined;
}

export interface WinRate {
  /** Of the two the one whose name sorts first. */
  readonly first: string;
  readonly second: string;
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  /** Of `first`: per cent, ties counted half. */
  readonly rate: Figure;
}

export interface Standing {
  readonly name: string;
  /** The mean of its win rates against each other one: per cent. */
  readonly rate: number;
  readonly bouts: number;
}

/** Every pair of answers to one question, by the points that each was given; one without points is in no bout. */
export function boutsOfScores(scores: Readonly<Record<string, number | undefined>>, image?: string): Bout[] {
  const given = Object.entries(scores).flatMap(([name, points]) => (points === undefined ? [] : [{ name, points }]));
  return given.flatMap((first, i) =>
    given.slice(i + 1).map((second): Bout => {
      const difference = first.points - second.points;
      const outcome = difference > 0 ? 'first' : difference < 0 ? 'second' : 'tie';
      return { first: first.name, second: second.name, outcome, ...(image !== undefined && { image }) };
    }),
  );
}

/** One per pair of names that met, sorted by name. */
export function winRates(bouts: readonly Bout[], options: Omit<BootstrapOptions, 'clusters'>): WinRate[] {
  const pairs = new Map<string, Bout[]>();
  for (const bout of bouts.map(inOrder)) {
    if (bout.first === bout.second) throw new RangeError('an answer was compared with itself');
    const key = JSON.stringify([bout.first, bout.second]);
    const met = pairs.get(key);
    if (met === undefined) pairs.set(key, [bout]);
    else met.push(bout);
  }
  return [...pairs.values()]
    .flatMap((met) => rateOf(met, options))
    .sort((a, b) => compare(a.first, b.first) || compare(a.second, b.second));
}

/** The best first. */
export function standings(rates: readonly WinRate[]): Standing[] {
  const names = [...new Set(rates.flatMap(({ first, second }) => [first, second]))].sort();
  return names
    .map((name) => {
      const met = rates.filter(({ first, second }) => first === name || second === name);
      const own = met.map(({ first, rate }) => (first === name ? rate.value : 100 - rate.value));
      return {
        name,
        rate: own.reduce((sum, rate) => sum + rate, 0) / own.length,
        bouts: met.reduce((sum, { wins, losses, ties }) => sum + wins + losses + ties, 0),
      };
    })
    .sort((a, b) => b.rate - a.rate);
}

function rateOf(met: readonly Bout[], options: Omit<BootstrapOptions, 'clusters'>): WinRate[] {
  const count = (outcome: Bout['outcome']): number => met.filter((bout) => bout.outcome === outcome).length;
  const rate = bootstrapMean(
    met.map(({ outcome }) => ({ first: 100, second: 0, tie: 50 })[outcome]),
    { ...options, clusters: met.map(({ image }) => image) },
  );
  const [any] = met;
  if (any === undefined || rate === undefined) return [];
  const { first, second } = any;
  return [{ first, second, wins: count('first'), losses: count('second'), ties: count('tie'), rate }];
}

function inOrder(bout: Bout): Bout {
  if (compare(bout.first, bout.second) <= 0) return bout;
  const swapped = { first: 'second', second: 'first', tie: 'tie' } as const;
  return { ...bout, first: bout.second, second: bout.first, outcome: swapped[bout.outcome] };
}

/** By code units: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
