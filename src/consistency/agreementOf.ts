/**
 * How far several answers to one question say the same. By rules: the yes or no that they say, and the findings that they
 * affirm or deny, with their sides, as the report checks read them; where none of this tells, by their words.
 */
import { normaliseAnswerCorrectly } from '../evaluation/metrics/normaliseAnswer.ts';
import { polarity, type Polarity } from '../evaluation/metrics/polarity.ts';
import { tokenScores } from '../evaluation/metrics/tokenScores.ts';
import { readStatements } from '../evaluation/reports/reportStatements.ts';
import { findingTopics, pairTopics, type Topic } from '../evaluation/reports/topics.ts';

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
    return counts.length > 1 ? [`${name}: ${inWords(counts)}`] : [];
  });
  const lines = polar.length > 1 ? [inWords(polar), ...byFinding] : byFinding;
  return lines.length > 0 ? lines : ['They use other words.'];
}

function stateOf(topics: readonly Topic[]): string {
  const held = topics.filter(said);
  if (held.length === 0) return topics.length > 0 ? 'denied' : 'not named';
  const sides = [...new Set(held.flatMap((topic) => topic.sides))].sort();
  return sides.length === 0 ? 'there' : sides.join(' and ');
}

/** Each value with how often it is there, the most frequent first. */
function counted(values: readonly (string | undefined)[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

function inWords(counts: readonly (readonly [string, number])[]): string {
  return counts.map(([value, count]) => `${value} in ${String(count)}`).join(', ');
}
