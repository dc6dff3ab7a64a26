import { plainWord } from './plainWord.ts';
import type { TextRange } from './textRange.ts';

/** A word, a number (`1.5` is one) or a sign of a text. */
export interface Token extends TextRange {
  readonly text: string;
  /** As vocabularies hold it. */
  readonly word: string;
  readonly kind: 'word' | 'number' | 'sign';
  /** What stands before it: nothing, space, a line break, a blank line. */
  readonly gap: 'none' | 'space' | 'line' | 'blank';
}

const pattern = /[\p{L}][\p{L}\p{M}\p{N}]*|\p{N}+(?:[.,]\p{N}+)*|[^\s\u0085]/gu;

/** The tokens of a part of a text, in its order. Offsets count in the text. */
export function tokensOf(text: string, range: TextRange): Token[] {
  const tokens: Token[] = [];
  const part = text.slice(range.start, range.end);
  let end = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(part); match; match = pattern.exec(part)) {
    const written = match[0];
    const kind = kindOf(written);
    tokens.push({
      text: written,
      word: kind === 'word' ? plainWord(written) : written,
      kind,
      gap: tokens.length === 0 ? 'blank' : gapBetween(part, end, match.index),
      start: range.start + match.index,
      end: range.start + match.index + written.length,
    });
    end = match.index + written.length;
  }
  return tokens;
}

function kindOf(written: string): Token['kind'] {
  const code = written.charCodeAt(0);
  if (code < 128) {
    if (code >= 48 && code <= 57) return 'number';
    return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? 'word' : 'sign';
  }
  return /^\p{L}/u.test(written) ? 'word' : /^\p{N}/u.test(written) ? 'number' : 'sign';
}

function gapBetween(text: string, from: number, to: number): Token['gap'] {
  if (from === to) return 'none';
  let breaks = 0;
  for (let index = from; index < to; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 13 && text.charCodeAt(index + 1) === 10) continue;
    if ((code >= 10 && code <= 13) || code === 0x85 || code === 0x2028 || code === 0x2029) breaks += 1;
  }
  return breaks === 0 ? 'space' : breaks === 1 ? 'line' : 'blank';
}
