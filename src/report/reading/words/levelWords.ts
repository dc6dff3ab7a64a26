/** Words that name a numbered level, or take a number from their neighbours. */
import type { Side } from './lexicon.ts';

export type LevelSystem =
  'spine' | 'rib' | 'finger' | 'metacarpal' | 'toe' | 'metatarsal' | 'digit' | 'segment' | 'lobe';

export interface LevelWord {
  readonly system: LevelSystem;
  /** Place in the system's own order; undefined for a noun that gets it from a neighbour: `rib`. */
  readonly value?: number;
  /** Of a word that says less: the last place that it may mean. */
  readonly last?: number;
  readonly side?: Side;
  /** `base` for a lower lobe: it can bear a level out, and contradicts none. */
  readonly isVague?: boolean;
}

/** Where the parts of the spine start: C1 is 1, T1 is 8, L1 is 20, S1 is 25. */
export const spineParts: readonly (readonly [names: string, before: number, count: number])[] = [
  ['c hwk', 0, 7],
  ['t th d bwk', 7, 12],
  ['l lwk', 19, 5],
  ['s', 24, 2],
];
export const lobes = { lower: 1, middle: 2, upper: 3 } as const;

const nouns: Readonly<Partial<Record<LevelSystem, string>>> = {
  spine: 'hwk bwk lwk',
  rib: 'rib ribs rippe rippen cote cotes costilla costillas costa coste',
  finger: 'finger fingers',
  metacarpal: 'metacarpal metacarpals',
  toe: 'toe toes zehe zehen',
  metatarsal: 'metatarsal metatarsals',
  digit: 'digit digits',
  segment: 'segment segments seg segs',
  lobe: 'lobe lobes oberlappen mittellappen unterlappen',
};

export const levelWords: ReadonlyMap<string, LevelWord> = new Map(entries());

function* entries(): Generator<[string, LevelWord]> {
  const { lower, middle, upper } = lobes;
  for (const [names, before, count] of spineParts)
    for (const name of names.split(' '))
      // D1 to D4 are a duodenum's more often than a back's.
      for (let number = name === 'd' ? 5 : 1; number <= count; number += 1)
        yield [`${name}${number}`, { system: 'spine', value: before + number }];
  for (const [system, list] of Object.entries(nouns) as [LevelSystem, string][])
    for (const word of list.split(' ')) yield [word, { system }];
  yield ['thumb', { system: 'finger', value: 1 }];
  yield ['hallux', { system: 'toe', value: 1 }];
  for (const [letter, side] of [
    ['r', 'right'],
    ['l', 'left'],
  ] as const) {
    yield [`${letter}ul`, { system: 'lobe', value: upper, side }];
    yield [`${letter}ll`, { system: 'lobe', value: lower, side }];
  }
  yield ['rml', { system: 'lobe', value: middle, side: 'right' }];
  for (const word of ['lingula', 'lingular'])
    yield [word, { system: 'lobe', value: middle, last: upper, side: 'left' }];
  for (const [list, value, last] of [
    ['base bases basal basilar bibasal bibasilar retrocardiac costophrenic lower', lower, middle],
    ['apex apices apical biapical upper', upper, upper],
    ['perihilar hilar middle mid diffuse throughout multifocal multilobar', lower, upper],
  ] as const)
    for (const word of list.split(' ')) yield [word, { system: 'lobe', value, last, isVague: true }];
}
