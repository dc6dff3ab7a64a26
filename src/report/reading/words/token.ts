import type { Roles, Vocabulary } from './vocabulary.ts';
import { plainWord } from './plainWord.ts';
import type { TextRange } from '../textRange.ts';

/** A word, a number (`1.5` is one) or a sign of a text. */
export interface Token extends TextRange {
  readonly text: string;
  /** As vocabularies hold it. */
  readonly word: string;
  readonly kind: 'word' | 'number' | 'sign';
  /** What it may start. */
  readonly roles: Roles;
  /** What stands before it: nothing, space, a line break, a blank line. */
  readonly gap: 'none' | 'space' | 'line' | 'blank';
}

/** The tokens of a part of a text, in its order. Offsets count in the text. One pass, without backtracking. */
export function tokensOf(text: string, { start: from, end: to }: TextRange, vocabulary: Vocabulary): Token[] {
  const tokens: Token[] = [];
  let breaks = 2;
  let isSpaced = true;
  for (let index = from; index < to;) {
    const code = text.charCodeAt(index);
    if (isSpace(code)) {
      isSpaced = true;
      if (isBreak(code) && !(code === 13 && text.charCodeAt(index + 1) === 10)) breaks += 1;
      index += 1;
      continue;
    }
    const kind = isLetter(text, index) ? 'word' : isDigit(code) ? 'number' : 'sign';
    const end = Math.min(
      to,
      kind === 'word' ? wordEnd(text, index, to) : kind === 'number' ? numberEnd(text, index) : signEnd(code, index),
    );
    const written = text.slice(index, end);
    const word = kind === 'word' ? plainWord(written) : written;
    tokens.push({
      text: written,
      word,
      kind,
      roles: vocabulary.rolesOf(word),
      gap: breaks > 1 ? 'blank' : breaks === 1 ? 'line' : isSpaced ? 'space' : 'none',
      start: index,
      end,
    });
    breaks = 0;
    isSpaced = false;
    index = end;
  }
  return tokens;
}

function wordEnd(text: string, from: number, to: number): number {
  let end = from + 1;
  while (end < to && (isDigit(text.charCodeAt(end)) || isLetter(text, end) || isMark(text, end))) end += 1;
  return end;
}

/** `1.5`, `1,5`, `02.05.2024`. */
function numberEnd(text: string, from: number): number {
  let end = from + 1;
  for (;;) {
    const code = text.charCodeAt(end);
    const isPoint = (code === 46 || code === 44) && isDigit(text.charCodeAt(end + 1));
    if (!isDigit(code) && !isPoint) return end;
    end += isPoint ? 2 : 1;
  }
}

/** A sign above U+FFFF takes two units. */
function signEnd(code: number, from: number): number {
  return from + (code >= 0xd800 && code < 0xdc00 ? 2 : 1);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  return /\p{L}/u.test(text.charAt(index));
}

/** An accent that follows its letter. */
function isMark(text: string, index: number): boolean {
  return text.charCodeAt(index) >= 0x300 && /\p{M}/u.test(text.charAt(index));
}

function isBreak(code: number): boolean {
  return (code >= 10 && code <= 13) || code === 0x85 || code === 0x2028 || code === 0x2029;
}

function isSpace(code: number): boolean {
  return (
    code === 32 ||
    code === 9 ||
    code === 0xa0 ||
    isBreak(code) ||
    (code > 0x1680 && /\s/.test(String.fromCharCode(code))) ||
    code === 0xfeff
  );
}
