import { foreignText } from './foreignText.ts';

/** A child's last lines, or a stack. */
const LONGEST = 8000;

/** An entry of a log: lines after the first are indented, so that none of them can pass for an entry of its own. */
export function logText(entry: string): string {
  return foreignText(entry, { longest: LONGEST, lines: true }).replaceAll('\n', '\n    ');
}
