/** A judge's reply as lines, and what keeps it from being read. */
import { bareLine } from './scoreLine.ts';
import { withoutThinking } from './withoutThinking.ts';

export interface ReplyLines {
  readonly kind: 'lines';
  readonly text: string;
  /** Bare of marks; none is empty. */
  readonly lines: readonly string[];
}

/** Of the first `longest` characters: what is longer is not looked through. */
export function replyLines(
  reply: string,
  longest: number,
): ReplyLines | { readonly kind: 'unreadable'; readonly reason: 'empty' | 'onlyThinking' } {
  const text = withoutThinking(reply);
  if (text === undefined) return { kind: 'unreadable', reason: 'onlyThinking' };
  if (text.trim() === '') return { kind: 'unreadable', reason: 'empty' };
  const lines = text
    .slice(0, longest)
    .split(/\r\n|[\n\r\u2028]/)
    .map(bareLine)
    .filter((line) => line !== '');
  return { kind: 'lines', text, lines };
}

const REFUSAL =
  /\b(i['’]?m sorry|i am sorry|i apologi[sz]e|i can(no|['’])?t|i am (not able|unable)|i['’]m (not able|unable)|as an ai)\b/i;

/** At the beginning: an explanation may speak of what cannot be seen. */
export function isRefusal(lines: readonly string[]): boolean {
  return REFUSAL.test(lines.slice(0, 5).join('\n'));
}
