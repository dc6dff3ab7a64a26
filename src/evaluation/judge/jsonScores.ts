/** Scores as JSON: `{"a": 8, "b": 7}`, `{"assistant_1": {"score": 8}, ...}`, `{"scores": [8, 7]}`. */
import { isRecord } from '../../text/isRecord.ts';
import { SCORE, scoreValue, type ScorePair } from './scoreLine.ts';

const NAMES: readonly (readonly [RegExp, RegExp])[] = [
  [/^(assistant|answer|response|score)?(1|a|one)(score)?$/, /^(assistant|answer|response|score)?(2|b|two)(score)?$/],
  [/^(first|scorefirst|firstscore)$/, /^(second|scoresecond|secondscore)$/],
];
const WHOLE = new RegExp(`^\\s*${SCORE}\\s*$`, 'i');

/** Undefined where there is none, or where more than one member could be meant. */
export function jsonScores(text: string): ScorePair | undefined {
  const from = text.indexOf('{');
  const to = text.lastIndexOf('}');
  if (from < 0 || to < from) return undefined;
  try {
    return pairIn(JSON.parse(text.slice(from, to + 1)), 0);
  } catch {
    return undefined;
  }
}

function pairIn(value: unknown, depth: number): ScorePair | undefined {
  if (Array.isArray(value)) return value.length === 2 ? pair(value[0], value[1]) : undefined;
  if (!isRecord(value) || depth > 1) return undefined;
  const members = Object.entries(value).map(
    ([name, member]) => [name.toLowerCase().replace(/[\s_-]/g, ''), member] as const,
  );
  for (const names of NAMES) {
    const [first, second] = names.map((name) => members.filter(([member]) => name.test(member)));
    if (first?.length === 1 && second?.length === 1) return pair(first[0]?.[1], second[0]?.[1]);
  }
  const inner = members.find(([name]) => name === 'scores' || name === 'ratings');
  return inner === undefined ? undefined : pairIn(inner[1], depth + 1);
}

function pair(first: unknown, second: unknown): ScorePair | undefined {
  const [one, two] = [number(first), number(second)];
  return one === undefined || two === undefined ? undefined : [one, two];
}

function number(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (isRecord(value)) return number(value['score'] ?? value['overall'] ?? value['rating']);
  const found = typeof value === 'string' ? WHOLE.exec(value) : null;
  return found === null ? undefined : scoreValue(found[1]);
}
