/** What a report speaks of, each thing once, and which thing of a draft is which of the reference. */
import type { TextRange } from '../../report/reading/textRange.ts';
import type { Side } from '../../report/reading/words/lexicon.ts';
import { assertionFor, labelOf, observationOf, type Laterality, type ObservationState } from './observations.ts';
import type { ReportStatements, Statement } from './reportStatements.ts';

export interface Topic {
  /** An observation of CheXpert's list, or a finding as the report reading calls it. */
  readonly name: string;
  /** Empty: of any organ. An observation has none. */
  readonly organs: readonly string[];
  readonly state: Exclude<ObservationState, 'unmentioned'>;
  readonly sides: readonly Side[];
  readonly sentences: readonly TextRange[];
}

/** The observations, and by its own name every finding that is none; devices by their kind, as each has its side. */
export function topicsOf({ statements, region }: ReportStatements): Topic[] {
  const [inList, beyond] = [new Map<string, Statement[]>(), [] as Statement[]];
  for (const statement of statements) {
    const observation = observationOf(statement, region);
    if (observation === undefined || observation === 'Support Devices') beyond.push(statement);
    else
      inList.set(observation, [
        ...(inList.get(observation) ?? []),
        { ...statement, assertion: assertionFor(statement) },
      ]);
  }
  return [...[...inList].map(([name, said]) => topicOf(name, [], said)), ...findingTopics(beyond)];
}

/** Every finding by its own name, once for each organ that it is said of. */
export function findingTopics(statements: readonly Statement[]): Topic[] {
  const names = [...new Set(statements.map(({ finding }) => finding))];
  return names.flatMap((name) => {
    const said = statements.filter(({ finding }) => finding === name);
    const clusters = clustersOf(said.filter(({ organs }) => organs.length > 0));
    const placeless = said.filter(({ organs }) => organs.length === 0);
    // Without an organ it may be of any: of the only one that there is, else of its own.
    const [only, ...others] = clusters;
    if (only && others.length === 0) only.said.push(...placeless);
    else if (placeless.length > 0) clusters.push({ organs: new Set(), said: placeless });
    return clusters.map(({ organs, said: own }) => topicOf(name, [...organs].sort(), own));
  });
}

interface Cluster {
  readonly organs: Set<string>;
  readonly said: Statement[];
}

/** Statements that share an organ, by whatever way round. */
function clustersOf(statements: readonly Statement[]): Cluster[] {
  let clusters: Cluster[] = [];
  for (const statement of statements) {
    const near = clusters.filter(({ organs }) => statement.organs.some((organ) => organs.has(organ)));
    const joined: Cluster = {
      organs: new Set([...near.flatMap(({ organs }) => [...organs]), ...statement.organs]),
      said: [...near.flatMap(({ said }) => said), statement],
    };
    clusters = [...clusters.filter((one) => !near.includes(one)), joined];
  }
  return clusters;
}

function topicOf(name: string, organs: readonly string[], said: readonly Statement[]): Topic {
  const { state, sides, sentences } = labelOf(said);
  return { name, organs, state: state === 'unmentioned' ? 'absent' : state, sides: covered(sides), sentences };
}

function covered(sides: readonly Laterality[]): Side[] {
  return (['left', 'right'] as const).filter((side) => sides.includes(side) || sides.includes('bilateral'));
}

/** One thing as the reference and as the draft have it; at least one of them has it. */
export interface TopicPair {
  readonly name: string;
  readonly reference: Topic | undefined;
  readonly draft: Topic | undefined;
}

/** First those of the same organs, then those that share one, then those of which one names none. */
export function pairTopics(reference: readonly Topic[], draft: readonly Topic[]): TopicPair[] {
  const left = new Set(draft);
  const found = new Map<Topic, Topic>();
  const take = (fits: (one: Topic, other: Topic) => boolean): void => {
    for (const one of reference) {
      if (found.has(one)) continue;
      for (const other of left) {
        if (other.name !== one.name || !fits(one, other)) continue;
        found.set(one, other);
        left.delete(other);
        break;
      }
    }
  };
  take(({ organs }, other) => organs.join() === other.organs.join());
  take(({ organs }, other) => organs.some((organ) => other.organs.includes(organ)));
  take(({ organs }, other) => organs.length === 0 || other.organs.length === 0);
  return [
    ...reference.map((one) => ({ name: one.name, reference: one, draft: found.get(one) })),
    ...[...left].map((other) => ({ name: other.name, reference: undefined, draft: other })),
  ];
}
