import type { Line } from '../reading/sections/line.ts';
import type { TextRange } from '../reading/textRange.ts';

export interface VisibleLine {
  readonly line: Line;
  /** Code spans and comments in it, in order; offsets count in the line. */
  readonly hidden: readonly TextRange[];
}

/** The lines that Markdown shows as text: those of code blocks are left out, code spans and HTML comments are marked. */
export function visibleLines(lines: readonly Line[]): VisibleLine[] {
  const visible: VisibleLine[] = [];
  let fence: string | undefined;
  let inComment = false;
  // A comment that is never closed and does not start its line is text.
  const lastClosing = lines.findLastIndex(({ text }) => text.includes('-->'));
  for (const [index, line] of lines.entries()) {
    const { text } = line;
    const mark = inComment ? undefined : /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) && text.trim() === mark) fence = undefined;
      continue;
    }
    // CommonMark 0.31 section 4.5: no backtick behind an opening of backticks.
    if (mark !== undefined && (mark.startsWith('~') || !text.slice(text.indexOf(mark) + mark.length).includes('`'))) {
      fence = mark;
      continue;
    }
    const { hidden, isOpen } = hiddenIn(text, inComment, index < lastClosing);
    inComment = isOpen;
    visible.push({ line, hidden });
  }
  return visible;
}

/**
 * `isOpen`: a comment goes on in the next line. Code spans end on their line: a lone backtick must not hide what follows.
 */
function hiddenIn(
  text: string,
  inComment: boolean,
  closesLater: boolean,
): { readonly hidden: readonly TextRange[]; readonly isOpen: boolean } {
  const hidden: TextRange[] = [];
  const closings = sameRunBehind(text);
  let at = 0;
  if (inComment) {
    const closing = text.indexOf('-->');
    if (closing < 0) return { hidden: [{ start: 0, end: text.length }], isOpen: true };
    at = closing + 3;
    hidden.push({ start: 0, end: at });
  }
  let mayClose = true;
  while (at < text.length) {
    const sign = text.charAt(at);
    if (sign === '\\') at += 2;
    else if (sign === '`') {
      const start = at;
      while (text.charAt(at) === '`') at += 1;
      const closing = closings.get(start);
      if (closing === undefined) continue;
      at = closing;
      hidden.push({ start, end: at });
    } else if (sign === '<' && mayClose && text.startsWith('<!--', at)) {
      const closing = text.indexOf('-->', at + 4);
      if (closing >= 0) {
        hidden.push({ start: at, end: closing + 3 });
        at = closing + 3;
      } else if (closesLater || /^ {0,3}$/.test(text.slice(0, at))) {
        hidden.push({ start: at, end: text.length });
        return { hidden, isOpen: true };
      } else {
        mayClose = false;
        at += 1;
      }
    } else at += 1;
  }
  return { hidden, isOpen: false };
}

/** Of each run of backticks, where the next run of its length ends. */
function sameRunBehind(text: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const next = new Map<number, number>();
  if (!text.includes('`')) return found;
  for (const { index, 0: run } of [...text.matchAll(/`+/g)].reverse()) {
    const closing = next.get(run.length);
    if (closing !== undefined) found.set(index, closing);
    next.set(run.length, index + run.length);
  }
  return found;
}
