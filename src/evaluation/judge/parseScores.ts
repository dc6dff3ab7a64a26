/**
 * Two scores from a judge's reply. Only shapes that can mean nothing else are read: a line with two numbers and nothing
 * else, two labelled numbers, or JSON. Never a number out of a sentence ("2 lesions of 3 cm"): what cannot be read is said,
 * and asked for again. LLaVA-Med splits the first line at spaces.
 */
import { jsonScores } from './jsonScores.ts';
import { labelledScores } from './labelledScores.ts';
import { SCORE, scoreValue, type ScorePair } from './scoreLine.ts';
import { isRefusal, replyLines } from './replyLines.ts';

export type UnreadableReason =
  | 'empty'
  /** A thought that did not come to its end: the limit of tokens is too low. */
  | 'onlyThinking'
  | 'refusal'
  | 'noScores'
  | 'outOfRange'
  /** Several pairs that differ. */
  | 'ambiguous';

export type ParsedScores =
  /** 1 to 10, of the assistants in their order in the prompt. */
  | { readonly kind: 'scores'; readonly first: number; readonly second: number }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason };

/** Scores stand at the beginning, or after some chatter: what is longer is not looked through. */
const LONGEST = 20_000;
const PAIR = new RegExp(
  `^(?:(?:overall |final )?(?:scores?|ratings?)\\s*[:=]\\s*)?[[(]?\\s*${SCORE}(?:\\s+|\\s*[,;|&]\\s*|\\s+(?:and|vs\\.?)\\s+)${SCORE}\\s*[\\])]?\\.?$`,
  'i',
);

export function parseScores(reply: string): ParsedScores {
  const read = replyLines(reply, LONGEST);
  if (read.kind === 'unreadable') return read;
  const { text, lines } = read;
  const [head] = lines;
  // As asked: whatever follows explains it.
  const asAsked = head === undefined ? undefined : pairOf(head);
  if (asAsked !== undefined) return inRange(asAsked);
  const pairs = [...lines.map(pairOf), ...labelledScores(lines), jsonScores(text.slice(0, LONGEST))].filter(
    (pair) => pair !== undefined,
  );
  const [pair, ...others] = pairs;
  if (pair === undefined) return unreadable(isRefusal(lines) ? 'refusal' : 'noScores');
  if (others.some(([first, second]) => first !== pair[0] || second !== pair[1])) return unreadable('ambiguous');
  return inRange(pair);
}

function pairOf(line: string): ScorePair | undefined {
  const found = PAIR.exec(line);
  return found === null ? undefined : [scoreValue(found[1]), scoreValue(found[2])];
}

function inRange([first, second]: ScorePair): ParsedScores {
  const fits = [first, second].every((score) => score >= 1 && score <= 10);
  return fits ? { kind: 'scores', first, second } : unreadable('outOfRange');
}

function unreadable(reason: UnreadableReason): ParsedScores {
  return { kind: 'unreadable', reason };
}
