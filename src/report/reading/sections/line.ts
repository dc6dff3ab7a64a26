/** One line; `end` is before its line break, `next` where the next line starts. */
export interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** Also those that editors do not break at: vertical tab, form feed, next line, line and paragraph separator. */
const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

/** The lines of a text from an offset on. */
export function splitLines(text: string, from: number): Line[] {
  const lines: Line[] = [];
  let start = from;
  lineBreak.lastIndex = from;
  for (let match = lineBreak.exec(text); match; match = lineBreak.exec(text)) {
    const next = match.index + match[0].length;
    lines.push({ text: text.slice(start, match.index), start, end: match.index, next });
    start = next;
  }
  if (start < text.length) lines.push({ text: text.slice(start), start, end: text.length, next: text.length });
  return lines;
}

export function isBlank(line: Line | undefined): boolean {
  return line === undefined || line.text.trim() === '';
}

/** A line of one sign three times or more, `---`, `=====`, `* * *`: it holds no words. */
export function isRule(line: Pick<Line, 'text'> | undefined): boolean {
  const text = line?.text.trim() ?? '';
  const sign = text.charAt(0);
  if (text.length < 2 || !'-=*_~#+.·─━═—–'.includes(sign)) return false;
  let count = 0;
  for (const one of text) {
    if (one === sign) count += 1;
    else if (one !== ' ' && one !== '\t') return false;
  }
  return count >= 3;
}
