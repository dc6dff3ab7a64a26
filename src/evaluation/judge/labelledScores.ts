/** Scores with the assistant's name before each: on one line, or on a line each with words between. */
import { SCORE, scoreValue, type ScorePair } from './scoreLine.ts';

const WHO = '(?:the )?(?:(?:overall |final )?(?:scores?|ratings?) (?:of|for) )?(?:assistant|answer|response)';
const NAME = `${WHO}(?: |['’]s )?#?([12]|[AB]|one|two)\\b(?:['’]s)?(?: (?:overall |final )?(?:scores?|ratings?))?`;
const SAYS = '\\s*[:=–—-]\\s*';
const BETWEEN = '\\s*[,;|.]?\\s*(?:(?:and|vs\\.?)\\s+)?';
/** No unit, noun or condition may follow: only the end, or the other's name. */
const END = `(?=\\s*\\.?$|${BETWEEN}${WHO}\\b)`;

const AT_START = new RegExp(`^${NAME}${SAYS}${SCORE}${END}`, 'i');
const BEHIND = new RegExp(`^${BETWEEN}${NAME}${SAYS}${SCORE}${END}`, 'i');
/** A score whatever follows. */
const OF_TEN = new RegExp(`^${NAME}${SAYS}(\\d{1,2}(?:\\.\\d{1,2})?)(?:\\s*/\\s*| out of )10(?![\\d./]*\\d)`, 'i');

/** All pairs that could be meant. Lines as `bareLine` makes them. */
export function labelledScores(lines: readonly string[]): readonly ScorePair[] {
  const [first, second]: [number[], number[]] = [[], []];
  for (const line of lines) {
    const found = AT_START.exec(line) ?? OF_TEN.exec(line);
    if (found === null) continue;
    const other = BEHIND.exec(line.slice(found[0].length));
    for (const [, name, digits] of other === null ? [found] : [found, other])
      (/^(1|a|one)$/i.test(name ?? '') ? first : second).push(scoreValue(digits));
  }
  return first.flatMap((one) => second.map((two): ScorePair => [one, two]));
}
