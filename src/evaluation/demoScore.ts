import { DOMAINS, type Domain } from '../phantoms/phantom.ts';
import { MEASURES, type DemoItem, type Measure } from './demoItems.ts';

/** Fractions of 1; NaN where nothing was asked. */
export type Fractions = Readonly<Record<Measure, number>>;

export interface DemoResult {
  readonly seed: string;
  /** Phantoms drawn. */
  readonly count: number;
  readonly questions: number;
  readonly domains: Readonly<Record<Domain, Fractions>>;
  readonly overall: Fractions;
  /** The same questions asked about an image that is uniformly grey. */
  readonly blank: Fractions;
  /** What the most frequent truth of each type of question would score: all that can be had without looking. */
  readonly majority: Fractions;
}

export interface Scored {
  readonly item: DemoItem;
  readonly right: boolean;
}

export function demoResult(seed: string, count: number, seen: readonly Scored[], blank: readonly Scored[]): DemoResult {
  const domains = Object.fromEntries(
    DOMAINS.map((domain) => [domain, fractions(seen.filter(({ item }) => item.domain === domain))]),
  ) as Record<Domain, Fractions>;
  return {
    seed,
    count,
    questions: seen.length,
    domains,
    overall: fractions(seen),
    blank: fractions(blank),
    majority: majority(seen.map(({ item }) => item)),
  };
}

function fractions(scored: readonly Scored[]): Fractions {
  return perMeasure((measure) => {
    const asked = scored.filter(({ item }) => item.measure === measure);
    return asked.filter(({ right }) => right).length / asked.length;
  });
}

function majority(items: readonly DemoItem[]): Fractions {
  return perMeasure((measure) => {
    const asked = items.filter((item) => item.measure === measure);
    const truths = new Map<string, Map<string, number>>();
    for (const { domain, type, expected } of asked) {
      // A blind guesser of the modality does not know the domain; the other questions give it away.
      const group = measure === 'modality' ? type : `${domain} ${type}`;
      const counts = truths.get(group) ?? new Map<string, number>();
      truths.set(group, counts.set(expected, (counts.get(expected) ?? 0) + 1));
    }
    return [...truths.values()].reduce((sum, counts) => sum + Math.max(...counts.values()), 0) / asked.length;
  });
}

function perMeasure(value: (measure: Measure) => number): Fractions {
  return Object.fromEntries(MEASURES.map((measure) => [measure, value(measure)])) as Record<Measure, number>;
}

/** A table for a terminal, in per cent. */
export function demoTable(result: DemoResult): string {
  const headings = { modality: 'modality', yesNo: 'yes/no', place: 'side/zone', findings: 'findings' };
  const row = (name: string, values: readonly string[]): string =>
    [name.padEnd(16), ...values.map((value) => value.padStart(10))].join('');
  const line = (name: string, values: Fractions): string =>
    row(
      name,
      MEASURES.map((measure) => `${(100 * values[measure]).toFixed(1)} %`),
    );
  return [
    row(
      '',
      MEASURES.map((measure) => headings[measure]),
    ),
    ...DOMAINS.map((domain) => line(domain, result.domains[domain])),
    line('overall', result.overall),
    line('blank image', result.blank),
    line('majority answer', result.majority),
  ].join('\n');
}
