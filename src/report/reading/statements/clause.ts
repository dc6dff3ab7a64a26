/** A sentence with what its words do, and how far its denials and doubts reach. */
import type { Cue, SideWord } from '../words/lexicon.ts';
import type { Hit } from '../words/phraseIndex.ts';
import type { Assertion } from './mention.ts';
import type { Token } from '../words/token.ts';

/** A stretch between commas and conjunctions. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly joint: 'start' | ',' | 'and' | 'or' | 'stop' | 'open' | 'close';
}

export interface MarkedSentence {
  readonly tokens: readonly Token[];
  /** For each token the cue that it is part of. */
  readonly cues: readonly (Hit<Cue> | undefined)[];
  readonly findings: readonly Hit<string>[];
  /** Words for sides, those that say no side of a finding included. */
  readonly sides: readonly Hit<SideWord>[];
}

/** How each finding of the sentence is held, in their order. */
export function assertionsOf(sentence: MarkedSentence): Assertion[] {
  if (!sentence.cues.some((cue) => cue && decides.has(cue.value)) && !hasQuestion(sentence))
    return sentence.findings.map(() => 'affirmed');
  const held = new Array<Assertion>(sentence.tokens.length).fill('affirmed');
  const pieces = piecesOf(sentence);
  markPast(sentence, pieces, held);
  markForward(sentence, pieces, held, 'maybe', 'uncertain');
  markAdvice(sentence, held);
  markDenied(sentence, pieces, held);
  markBackward(sentence, pieces, held);
  return sentence.findings.map(({ from, to }) => {
    for (let index = from; index < to; index += 1) {
      const one = held[index] as Assertion;
      if (one !== 'affirmed') return one;
    }
    const before = sentence.tokens[from - 1];
    return before?.text === '?' && sentence.tokens[from]?.gap === 'none' ? 'uncertain' : 'affirmed';
  });
}

/** Without one of these everything is affirmed. */
const decides: ReadonlySet<Cue> = new Set<Cue>(['no', 'gone', 'maybe', 'maybeBefore', 'past', 'advice']);

function hasQuestion({ tokens, findings }: MarkedSentence): boolean {
  return findings.some(({ from }) => tokens[from - 1]?.text === '?');
}

function cueAt({ cues }: MarkedSentence, index: number): Cue | undefined {
  return cues[index]?.value;
}

function piecesOf({ tokens, cues }: MarkedSentence): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let joint: Piece['joint'] = 'start';
  const cut = (at: number, behind: number, next: Piece['joint']): void => {
    if (at > from || joint === 'open' || joint === 'close') {
      pieces.push({ from, to: at, joint });
      joint = next;
    } else
      joint =
        next === ','
          ? joint
          : joint === ',' || next === 'stop' || next === 'open' || next === 'close' || joint === 'start'
            ? next
            : joint;
    from = behind;
  };
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    const cue = cues[index];
    if (cue && cue.from === index && (cue.value === 'and' || cue.value === 'or' || cue.value === 'stop')) {
      cut(index, cue.to, cue.value);
      index = cue.to - 1;
    } else if (cue) continue;
    else if (token.text === ',') cut(index, index + 1, ',');
    else if (token.text === '(') cut(index, index + 1, 'open');
    else if (token.text === ')') cut(index, index + 1, 'close');
    else if (
      /^[-–—]$/.test(token.text) &&
      token.gap !== 'none' &&
      (tokens[index + 1]?.gap ?? 'none') !== 'none' &&
      index > 0
    )
      cut(index, index + 1, 'stop');
    else if (token.text === ';') cut(index, index + 1, 'stop');
  }
  pieces.push({ from, to: tokens.length, joint });
  return pieces;
}

/** A denial goes on over a list and ends where a new thought starts. */
function markDenied(sentence: MarkedSentence, pieces: readonly Piece[], held: Assertion[]): void {
  let denies: 'no' | 'without' | undefined;
  const outer: (typeof denies)[] = [];
  pieces.forEach((piece, at) => {
    if (piece.joint === 'stop') denies = undefined;
    else if (piece.joint === 'open') {
      outer.push(denies);
      denies = undefined;
    } else if (piece.joint === 'close') denies = outer.pop();
    else if (denies && at > 0 && !goesOn(sentence, pieces, at, denies)) denies = undefined;
    for (let index = piece.from; index < piece.to; index += 1) {
      const cue = sentence.cues[index];
      if (cue?.value === 'no' && cue.from === index)
        denies = sentence.tokens[index]?.word === 'without' ? 'without' : 'no';
      else if (cue?.value === 'stop' || (cue?.value === 'cause' && cue.from === index)) denies = undefined;
      if (denies) held[index] = 'denied';
    }
  });
}

/** The denial before this piece reaches into it. */
function goesOn(sentence: MarkedSentence, pieces: readonly Piece[], at: number, denies: 'no' | 'without'): boolean {
  const piece = pieces[at] as Piece;
  if (piece.joint === 'or') return true;
  const { isVerbal, isSized, isNew, hasFinding, hasSide } = shapeOf(sentence, piece);
  if (piece.joint === 'and') return !isVerbal && !isSized && !isNew;
  if (isVerbal && !endsInList(pieces, at)) return false;
  const list = closingJoint(sentence, pieces, at);
  if (list === 'or') return !isNew || !isVerbal;
  if (list === 'and') return !isSized && !isNew && !isVerbal;
  return denies === 'no' && hasFinding && !isVerbal && !isSized && !isNew && !hasSide;
}

/** The last of a list has the verb for all of it: `No A, B, or C is seen`. */
function endsInList(pieces: readonly Piece[], at: number): boolean {
  return pieces[at]?.joint === 'or';
}

/** How the list that this piece is in ends: with an `or`, an `and`, or with nothing. */
function closingJoint(sentence: MarkedSentence, pieces: readonly Piece[], at: number): 'or' | 'and' | undefined {
  for (let index = at + 1; index < pieces.length; index += 1) {
    const piece = pieces[index] as Piece;
    if (piece.joint === 'or') return 'or';
    if (piece.joint === 'and') {
      const { isVerbal, isSized, isNew } = shapeOf(sentence, piece);
      if (isVerbal || isSized || isNew) return undefined;
      const later = closingJoint(sentence, pieces, index);
      return later ?? 'and';
    }
    if (piece.joint !== ',' || shapeOf(sentence, piece).isVerbal) return undefined;
  }
  return undefined;
}

interface Shape {
  readonly isVerbal: boolean;
  readonly isSized: boolean;
  /** Starts as a clause of its own does. */
  readonly isNew: boolean;
  readonly hasFinding: boolean;
  readonly hasSide: boolean;
}

function shapeOf(sentence: MarkedSentence, { from, to }: Piece): Shape {
  const within = (cue: Cue): boolean => {
    for (let index = from; index < to; index += 1) if (cueAt(sentence, index) === cue) return true;
    return false;
  };
  const first = cueAt(sentence, from);
  return {
    isVerbal: within('verb') || within('show') || within('normal'),
    isSized: within('size') || first === 'article',
    isNew: first === 'with' || first === 'starts' || first === 'show',
    hasFinding: sentence.findings.some((one) => one.from >= from && one.from < to),
    hasSide: sentence.sides.some((one) => one.value !== 'apart' && one.from >= from && one.from < to),
  };
}

/** `… has resolved`, `… cannot be excluded`: what stands before them in their clause. */
function markBackward(sentence: MarkedSentence, pieces: readonly Piece[], held: Assertion[]): void {
  pieces.forEach((piece, at) => {
    for (let index = piece.from; index < piece.to; index += 1) {
      const cue = sentence.cues[index];
      if (!cue || cue.from !== index || (cue.value !== 'gone' && cue.value !== 'maybeBefore')) continue;
      const how = cue.value === 'gone' ? 'denied' : 'uncertain';
      const next = sentence.findings.find((one) => one.from >= cue.to && one.from <= cue.to + 4 && one.from < piece.to);
      const isAdjective =
        cue.to - cue.from === 1 && next !== undefined && !precededByVerb(sentence, cue.from, piece.from);
      if (isAdjective) {
        for (let one = cue.to; one < piece.to; one += 1) hold(held, one, how);
        continue;
      }
      denySubject(sentence, pieces, { at, to: cue.from, how }, held);
    }
    // `Pneumothorax: No.`
    const [last, colon] = [piece.to - 1, piece.to - 2];
    if (cueAt(sentence, last) === 'no' && sentence.tokens[colon]?.text === ':')
      denySubject(sentence, pieces, { at, to: colon, how: 'denied' }, held);
  });
}

function denySubject(
  sentence: MarkedSentence,
  pieces: readonly Piece[],
  { at, to, how }: { readonly at: number; readonly to: number; readonly how: Assertion },
  held: Assertion[],
): void {
  for (let index = at; index >= 0; index -= 1) {
    const piece = pieces[index] as Piece;
    const end = index === at ? to : piece.to;
    if (index < at && (shapeOf(sentence, piece).isVerbal || hasGone(sentence, piece))) return;
    for (let one = piece.from; one < end; one += 1) hold(held, one, how);
    if (piece.joint === 'stop' || piece.joint === 'open' || piece.joint === 'close' || piece.joint === 'start') return;
  }
}

/** What is only asked about, or is history, stays so: `if a hernia is suspected`. */
function hold(held: Assertion[], index: number, how: Assertion): void {
  if (held[index] !== 'asked' && held[index] !== 'past') held[index] = how;
}

function hasGone(sentence: MarkedSentence, { from, to }: Piece): boolean {
  for (let index = from; index < to; index += 1) if (cueAt(sentence, index) === 'gone') return true;
  return false;
}

function precededByVerb(sentence: MarkedSentence, index: number, from: number): boolean {
  for (let one = index - 1; one >= Math.max(from, index - 3); one -= 1) {
    const cue = cueAt(sentence, one);
    if (cue === 'verb' || cue === 'show') return true;
  }
  return false;
}

/** From the cue to the end of its clause. */
function markForward(
  sentence: MarkedSentence,
  pieces: readonly Piece[],
  held: Assertion[],
  value: Cue,
  how: Assertion,
): void {
  let isOn = false;
  for (const piece of pieces) {
    const { isVerbal, isSized, isNew } = shapeOf(sentence, piece);
    if (
      piece.joint === 'stop' ||
      piece.joint === 'close' ||
      piece.joint === ',' ||
      (piece.joint === 'and' && (isVerbal || isSized || isNew))
    )
      isOn = false;
    for (let index = piece.from; index < piece.to; index += 1) {
      if (cueAt(sentence, index) === value) isOn = true;
      if (isOn) held[index] = how;
    }
  }
}

/** `History of …` for its clause; `prior …` only for the words next to it. */
function markPast(sentence: MarkedSentence, pieces: readonly Piece[], held: Assertion[]): void {
  for (const piece of pieces)
    for (let index = piece.from; index < piece.to; index += 1) {
      const cue = sentence.cues[index];
      if (cue?.value !== 'past' || cue.from !== index) continue;
      const isNarrow =
        /^(prior|previous|post|treated)$/.test(sentence.tokens[index]?.word ?? '') && cue.to - cue.from === 1;
      const end = isNarrow ? Math.min(piece.to, cue.to + 5) : piece.to;
      for (let one = index; one < end; one += 1) held[one] = 'past';
    }
}

function markAdvice(sentence: MarkedSentence, held: Assertion[]): void {
  const first = sentence.cues.find((cue) => cue?.value === 'advice');
  if (first) held.fill('asked', first.from);
}
