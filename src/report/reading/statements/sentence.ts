import { tokensOf, type Token } from '../words/token.ts';
import { marksOf, type Marks, type Vocabulary } from '../words/vocabulary.ts';
import type { TextRange } from '../textRange.ts';

export interface Sentence {
  readonly tokens: readonly Token[];
  readonly marks: Marks;
  /** Nothing but a name for what follows: a line that ends with a colon, a heading, a bold line. */
  readonly isLabel: boolean;
  /** Starts a paragraph or an item of a list. */
  readonly startsParagraph: boolean;
}

/** Never end a sentence. */
const neverLast = new Set(
  'dr mr mrs ms prof st vs v approx ca cf e eg ie fig figs resp incl nr no abb bzw z ggf evtl sog vgl max min dipl dra sr sra dott inkl exkl i u s o ev ant post inf sup med diag'.split(
    ' ',
  ),
);
/** May end one: it does before a capital. */
const maybeLast = new Set(
  'rt lt bilat li re bds izq izqda izda der dcha dx sx sin sn cm mm ml cc etc lat dte gche g d esq dir m n'.split(' '),
);

/** A line does not end a sentence behind these. */
const hanging = new Set(
  (
    'a an the of in on at to with without and or nor no not for from by into within is are was were has have be been than as that which this these there but between versus per via due left right bilateral small moderate large mild severe tiny minimal trace new acute chronic upper lower middle either both any its evidence ' +
    'der die das den dem des ein eine einen einem eines einer kein keine keinen keinem keiner und oder mit ohne im in am auf von zur zum bei als linker linke linken rechter rechte rechten ' +
    'le la les un une des de du d au aux et ou sans avec pas dans sur el los las una unos unas y o con sin del al en por il lo i gli e di da nel nella dello della non senza um uma os as do da dos das no na em com sem het een van geen zonder met op en'
  ).split(' '),
);

/** Splits a part of a text into sentences, hard-wrapped lines joined. Linear in its length. */
export function sentencesOf(text: string, range: TextRange, vocabulary: Vocabulary): Sentence[] {
  const tokens = tokensOf(text, range, vocabulary);
  const sentences: Sentence[] = [];
  const layout = layoutOf(tokens);
  let from = 0;
  let startsParagraph = true;
  let lineStart = tokens[0]?.start ?? 0;
  for (let index = 1; index <= tokens.length; index += 1) {
    const next = tokens[index];
    const isEnd = next === undefined || endsBetween(tokens, index, lineStart, layout);
    if (isEnd && index > from) {
      const part = tokens.slice(from, index);
      sentences.push({ tokens: part, marks: marksOf(part), isLabel: isLabel(part), startsParagraph });
      from = index;
      startsParagraph = next !== undefined && (next.gap === 'blank' || isItem(tokens, index));
    }
    if (next && (next.gap === 'line' || next.gap === 'blank')) lineStart = next.start;
  }
  return sentences;
}

interface Layout {
  /** Lines at least so long may be wrapped anywhere. */
  readonly full: number;
  readonly hasPeriods: boolean;
  /** Nothing tells a new sentence from a line that goes on: all of it is in capitals. */
  readonly isCapitals: boolean;
}

function layoutOf(tokens: readonly Token[]): Layout {
  let longest = 0;
  let lineStart = tokens[0]?.start ?? 0;
  let periods = 0;
  let isCapitals = true;
  tokens.forEach((token, index) => {
    if (token.gap === 'line' || token.gap === 'blank') {
      longest = Math.max(longest, (tokens[index - 1]?.end ?? 0) - lineStart);
      lineStart = token.start;
    }
    if (token.text === '.') periods += 1;
    if (isCapitals && token.kind === 'word') isCapitals = token.text === token.text.toUpperCase();
  });
  return { full: Math.max(40, Math.min(longest, 100) * 0.7), hasPeriods: periods > 0, isCapitals };
}

/** A sentence ends before the token at `index`. */
function endsBetween(tokens: readonly Token[], index: number, lineStart: number, layout: Layout): boolean {
  const last = tokens[index - 1] as Token;
  const next = tokens[index] as Token;
  if (last.text === ';') return true;
  if (last.text === '.' || last.text === '!' || last.text === '?' || last.text === '…')
    return endsAtMark(tokens, index, last, next);
  if (next.gap === 'none' || next.gap === 'space') return false;
  if (isItem(tokens, index) || isItemLine(tokens, index, lineStart) || last.text === ':' || next.text === '#')
    return true;
  const isOpen =
    hanging.has(last.word) ||
    last.text === ',' ||
    last.text === '/' ||
    last.text === '(' ||
    (last.text === '-' && last.gap === 'none');
  const startsLow = next.kind === 'word' && /^\p{Ll}/u.test(next.text);
  if (next.gap === 'blank') return !(startsLow && isOpen);
  if (startsLow || isOpen || next.kind === 'number' || (next.kind === 'sign' && !/[-*#•–—+>_]/.test(next.text)))
    return false;
  return !(layout.hasPeriods && (layout.isCapitals || last.end - lineStart >= layout.full));
}

function endsAtMark(tokens: readonly Token[], index: number, mark: Token, next: Token): boolean {
  const before = tokens[index - 2];
  if (mark.text === '?' && mark.gap !== 'none' && next.gap === 'none') return false;
  if (next.gap === 'none')
    return (
      mark.text === '.' &&
      next.kind === 'word' &&
      /^\p{Lu}\p{Ll}/u.test(next.text) &&
      (before?.word.length ?? 0) > 2 &&
      mark.gap === 'none'
    );
  if (mark.text !== '.' || !before || mark.gap !== 'none') return true;
  // `1.` at the start of an item.
  if (before.kind === 'number' && isLineStart(before) && next.gap === 'space') return false;
  // `der 5. Rippe`
  if (before.kind === 'number' && /^(der|die|das|den|dem|des|im|am)$/.test(tokens[index - 3]?.word ?? '')) return false;
  const startsHigh = next.kind !== 'word' || /^\p{Lu}/u.test(next.text);
  if (before.word === 'm' && tokens[index - 3]?.text === '.') return startsHigh;
  if (before.kind === 'word' && before.word.length === 1) return next.gap !== 'space' && startsHigh;
  if (neverLast.has(before.word)) return next.gap === 'blank';
  return maybeLast.has(before.word) ? startsHigh : true;
}

function isLineStart({ gap }: Token): boolean {
  return gap === 'line' || gap === 'blank';
}

/** A bullet or a number with its point at the start of a line. */
function isItem(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  if (!token || !next || !isLineStart(token)) return false;
  if (/^[-*•·‣+–—>▪■●►]$/.test(token.text)) return next.gap === 'space';
  return (
    (next.text === '.' || next.text === ')') &&
    next.gap === 'none' &&
    tokens[index + 2]?.gap === 'space' &&
    ((token.kind === 'number' && token.text.length <= 2) || token.text.length === 1)
  );
}

/** The line before is a heading: `### Lungs`, or `**Heart**` alone. */
function isItemLine(tokens: readonly Token[], index: number, lineStart: number): boolean {
  let first = index - 1;
  const most = 14;
  while (first > 0 && index - first < most && (tokens[first]?.start ?? 0) > lineStart) first -= 1;
  const token = tokens[first];
  if (token?.start !== lineStart) return false;
  return (
    token.text === '#' || (token.text === '*' && tokens[first + 1]?.text === '*' && tokens[index - 1]?.text === '*')
  );
}

function isLabel(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (tokens.length > 14 || !first || !last) return false;
  if (last.text === ':' || first.text === '#') return true;
  return first.text === '*' && tokens[1]?.text === '*' && last.text === '*' && tokens.length > 4;
}
