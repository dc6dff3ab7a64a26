import type { Line } from './line.ts';
import { readSectionName } from './sectionName.ts';

/** A name in capitals with its colon behind the end of a sentence: `… clear. IMPRESSION: Normal.` */
const inline = /[.;:!?)]\s+([\p{Lu}][\p{Lu} /&]{2,40}):(?=\s|$)/gu;

/** Breaks a line where a section starts within it. */
export function splitInlineHeadings(lines: readonly Line[]): Line[] {
  return lines.flatMap((line) => {
    if (line.text.length < 12 || !line.text.includes(':')) return [line];
    const cuts = Array.from(line.text.matchAll(inline)).flatMap((match) => {
      const name = readSectionName(match[1] ?? '');
      return name && !name.isWeak && name.kinds.length > 0
        ? [match.index + match[0].length - (match[1] ?? '').length - 1]
        : [];
    });
    if (cuts.length === 0) return [line];
    const bounds = [0, ...cuts, line.text.length];
    return bounds.slice(0, -1).map((from, index) => {
      const to = bounds[index + 1] ?? line.text.length;
      const end = line.start + to;
      return {
        text: line.text.slice(from, to),
        start: line.start + from,
        end,
        next: to === line.text.length ? line.next : end,
      };
    });
  });
}
