import type { Line } from './line.ts';
import { readSectionName } from './sectionName.ts';

/** A name in capitals with its colon behind the end of a sentence: `… clear. IMPRESSION: Normal.` */
const inline = /[.;:!?)]\s+([\p{Lu}][\p{Lu} /&]{2,40}):(?=\s|$)/gu;

/** Breaks a line where a section starts within it. */
export function splitInlineHeadings(lines: readonly Line[]): readonly Line[] {
  if (!lines.some(mayHold)) return lines;
  const split: Line[] = [];
  for (const line of lines) {
    if (mayHold(line)) split.push(...pieces(line));
    else split.push(line);
  }
  return split;
}

function mayHold({ text }: Line): boolean {
  return text.length >= 12 && text.includes(':', 10);
}

function pieces(line: Line): Line[] {
  const cuts = Array.from(line.text.matchAll(inline)).flatMap((match) => {
    const words = match[1] ?? '';
    const name = readSectionName(words);
    return name && !name.isWeak && name.kinds.length > 0 ? [match.index + match[0].length - words.length - 1] : [];
  });
  if (cuts.length === 0) return [line];
  const bounds = [0, ...cuts, line.text.length];
  return bounds.slice(0, -1).map((from, index) => {
    const to = bounds[index + 1] ?? line.text.length;
    const end = line.start + to;
    const isLast = to === line.text.length;
    return {
      text: line.text.slice(from, to),
      start: line.start + from,
      end,
      next: isLast ? line.next : end,
    };
  });
}
