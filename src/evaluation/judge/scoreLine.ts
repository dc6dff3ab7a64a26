/** A score as judges write it: 8, 8.5, 8/10, 8 out of 10. One capturing group. */
export const SCORE = '(\\d{1,3}(?:\\.\\d{1,2})?)(?:\\s*/\\s*10|\\s+out of\\s+10)?(?![\\d.]*\\d|\\s*/)';

/** Numbers as they are written; outside of 1 to 10 too. */
export type ScorePair = readonly [number, number];

export function scoreValue(digits: string | undefined): number {
  return Number(digits);
}

/** No line of scores is longer. */
const LONGEST = 300;

/** Without Markdown: emphasis, headings, quotes, bullets, bars of a table, code. */
export function bareLine(line: string): string {
  return line
    .slice(0, LONGEST)
    .replace(/[*`]|__/g, '')
    .replace(/^[\s>#|]*(?:[-•]\s+)?/, '')
    .replace(/[\s|]+$/, '');
}
