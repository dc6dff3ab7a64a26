/**
 * How far several answers to one question say the same. By rules: the yes or no that they say, and the findings that they
 * affirm or deny, with their sides, as the report checks read them; where none of this tells, by their words.
 */
import { t } from '@vscode/l10n';
import { normaliseAnswerCorrectly } from '../evaluation/metrics/normaliseAnswer.ts';
import { polarity, type Polarity } from '../evaluation/metrics/polarity.ts';
import { tokenScores } from '../evaluation/metrics/tokenScores.ts';
import { readStatements } from '../evaluation/reports/reportStatements.ts';
import { findingTopics, pairTopics, type Topic } from '../evaluation/reports/topics.ts';
import { findingName } from '../report/findingName.ts';

export interface AnswerAgreement {
  /** Places of the answers that say the same, the largest group first, of equal ones the earlier. */
  readonly groups: readonly (readonly number[])[];
  /** In what the groups differ, in sentences; empty where all agree. */
  readonly differences: readonly string[];
}

interface Reading {
  readonly text: string;
  readonly polarity: Polarity | undefined;
  readonly topics: readonly Topic[];
}

/** From so many of their words on, two answers without a finding say the same. F1 of the words, 0 to 1. */
const SAME_WORDS = 0.75;

export function agreementOf(question: string, texts: readonly string[]): AnswerAgreement {
  const readings = texts.map((text): Reading => ({
    text,
    polarity: polarity(text, question),
    topics: findingTopics(readStatements(text).statements),
  }));
  const groups: number[][] = [];
  readings.forEach((reading, place) => {
    const group = groups.find(([first = 0]) => saySame(readings[first]!, reading));
    if (group === undefined) groups.push([place]);
    else group.push(place);
  });
  // Sorting keeps the order of equal ones.
  groups.sort((one, other) => other.length - one.length);
  return { groups, differences: groups.length < 2 ? [] : differencesOf(readings) };
}

function saySame(one: Reading, other: Reading): boolean {
  if (one.polarity !== undefined && other.polarity !== undefined && one.polarity !== other.polarity) return false;
  if (one.topics.length + other.topics.length === 0)
    return one.polarity !== undefined && one.polarity === other.polarity ? true : haveSameWords(one.text, other.text);
  return pairTopics(one.topics, other.topics).every(
    ({ reference, draft }) => said(reference) === said(draft) && sidesFit(reference, draft),
  );
}

/** What is denied and what is not spoken of are alike: neither is there. */
function said(topic: Topic | undefined): boolean {
  return topic !== undefined && topic.state !== 'absent';
}

/** A side that only one of them names is no difference. */
function sidesFit(one: Topic | undefined, other: Topic | undefined): boolean {
  if (!said(one) || one === undefined || other === undefined) return true;
  return one.sides.length === 0 || other.sides.length === 0 || one.sides.join() === other.sides.join();
}

function haveSameWords(one: string, other: string): boolean {
  const [a, b] = [normaliseAnswerCorrectly(one), normaliseAnswerCorrectly(other)];
  return a === b || tokenScores(a, b).f1 >= SAME_WORDS;
}

/** What some affirm and others do not, and the sides on which they do not agree. */
function differencesOf(readings: readonly Reading[]): string[] {
  const polar = counted(readings.map((reading) => reading.polarity));
  const names = [...new Set(readings.flatMap(({ topics }) => topics.map(({ name }) => name)))];
  const byFinding = names.flatMap((name) => {
    const stated = readings.map(({ topics }) => stateOf(topics.filter((topic) => topic.name === name)));
    const counts = counted(stated);
    return counts.length > 1 ? [`${findingName(name)}: ${inWords(counts)}`] : [];
  });
  const lines = polar.length > 1 ? [inWords(polar), ...byFinding] : byFinding;
  return lines.length > 0 ? lines : [t`They use other words.`];
}

/** What a question or a finding may be said to be, and in how many answers it is. */
const STATES = {
  yes: (count: number) => t`yes in ${count}`,
  no: (count: number) => t`no in ${count}`,
  denied: (count: number) => t`denied in ${count}`,
  notNamed: (count: number) => t`not named in ${count}`,
  there: (count: number) => t`there in ${count}`,
  left: (count: number) => t`left in ${count}`,
  right: (count: number) => t`right in ${count}`,
  bothSides: (count: number) => t`left and right in ${count}`,
};
type State = keyof typeof STATES;

function stateOf(topics: readonly Topic[]): State {
  const held = topics.filter(said);
  if (held.length === 0) return topics.length > 0 ? 'denied' : 'notNamed';
  const [side, ...others] = new Set(held.flatMap((topic) => topic.sides));
  return others.length > 0 ? 'bothSides' : (side ?? 'there');
}

/** Each value with how often it is there, the most frequent first. */
function counted(values: readonly (State | undefined)[]): readonly (readonly [State, number])[] {
  const counts = new Map<State, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

function inWords(counts: readonly (readonly [State, number])[]): string {
  return counts.map(([state, count]) => STATES[state](count)).join(', ');
}
