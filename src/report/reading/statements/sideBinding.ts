/** Which side a sentence gives to each of its findings. */
import type { Cue, Side, SideWord } from '../words/lexicon.ts';
import type { MarkedSentence } from './clause.ts';
import type { Hit } from '../words/phraseIndex.ts';
import type { Token } from '../words/token.ts';

export interface Binding {
  readonly sides: readonly Side[];
  readonly hit: Hit<SideWord> | undefined;
  readonly isBorrowed: boolean;
  /** Borrowed by a mere `with`. */
  readonly isLoose?: boolean;
}

export interface SidedSentence extends MarkedSentence {
  readonly isPostposed: boolean;
  readonly sideAt: readonly (Hit<SideWord> | undefined)[];
  /** Tokens that name an organ or a part of one. */
  readonly siteAt: readonly (Hit<string> | undefined)[];
  readonly findingAt: readonly (Hit<string> | undefined)[];
}

const none: Binding = { sides: [], hit: undefined, isBorrowed: false };
/** So many words may stand between a side and its finding. */
const reach = 14;

export function bindSides(sentence: SidedSentence): Binding[] {
  const { findings } = sentence;
  if (sentence.sides.length === 0) return findings.map(() => none);
  const bound = sentence.isPostposed ? behindFirst(sentence) : beforeFirst(sentence);
  // `effusion and atelectasis on the left`
  for (let index = bound.length - 2; index >= 0; index -= 1) {
    const [one, next] = [bound[index], bound[index + 1]];
    const [finding, following] = [findings[index], findings[index + 1]];
    if (!one || one.hit || !next?.hit || !finding || !following || next.hit.from < following.from) continue;
    if (isList(sentence, finding.to, following.from, false)) bound[index] = { ...next, isBorrowed: true };
  }
  // `left effusion and atelectasis`
  for (let index = 1; index < bound.length; index += 1) {
    const [one, last] = [bound[index], bound[index - 1]];
    const [finding, previous] = [findings[index], findings[index - 1]];
    if (!one || one.hit || !last?.hit || !finding || !previous) continue;
    if (isList(sentence, previous.to, finding.from, false)) bound[index] = { ...last, isBorrowed: true };
    else if (isList(sentence, previous.to, finding.from, true))
      bound[index] = { ...last, isBorrowed: true, isLoose: true };
  }
  if (bound.every(({ hit }) => hit)) return bound;
  return bound.map((one, index) => {
    if (one.hit) return one;
    const explained = sideOfWhatItExplains(sentence, findings[index]);
    return explained.hit ? explained : openingSide(sentence);
  });
}

/** `On the left, there is …`: the side of all that follows, as far as it has none of its own. */
function openingSide(sentence: SidedSentence): Binding {
  const [hit, other] = sentence.sides;
  if (!hit || other || hit.value === 'apart' || hit.from > 3) return none;
  for (let index = 0; index < hit.from; index += 1) {
    const cue = cueAt(sentence, index);
    if (cue !== 'place' && cue !== 'article') return none;
  }
  let end = hit.to;
  while (sentence.siteAt[end] || neutral.has(sentence.tokens[end]?.word ?? '')) end += 1;
  const next = sentence.tokens[end];
  const isOpened = next?.text === ',' || (hit.from > 0 && cueAt(sentence, end) === 'starts');
  return isOpened && hit.from > 0 ? { sides: sidesOf(hit.value), hit, isBorrowed: false } : none;
}

/** `collection along the right convexity, in keeping with a haematoma`: what is explained gives its side. */
function sideOfWhatItExplains(sentence: SidedSentence, finding: Hit<string> | undefined): Binding {
  if (!finding) return none;
  let at = finding.from - 1;
  while (at >= 0 && finding.from - at < 7 && !isExplaining(sentence, at)) {
    const cue = cueAt(sentence, at);
    if (cue && cue !== 'article' && cue !== 'size' && cue !== 'maybe') return none;
    if (sentence.findingAt[at] || sentence.tokens[at]?.text === ',') return none;
    at -= 1;
  }
  if (at < 0 || !isExplaining(sentence, at)) return none;
  const before = sentence.sides.filter((hit) => hit.value !== 'apart' && hit.to <= at);
  const hit = before[0];
  const isOne = hit !== undefined && before.every(({ value }) => value === hit.value);
  return isOne ? { sides: sidesOf(hit.value), hit, isBorrowed: true } : none;
}

function isExplaining({ tokens, cues }: SidedSentence, index: number): boolean {
  const cue = cues[index];
  if (cue?.value !== 'maybe') return false;
  const words = tokens
    .slice(cue.from, cue.to)
    .map(({ word }) => word)
    .join(' ');
  return /\b(?:with|of|for|represent\w*|reflect\w*|mit|vereinbar|avec|con|com|bij|faveur|suggest\w*)\b/.test(words);
}

function beforeFirst(sentence: SidedSentence): Binding[] {
  const { findings } = sentence;
  const before = findings.map((finding) => sideBefore(sentence, finding));
  const used = new Set(before.flatMap(({ hit }) => (hit ? [hit] : [])));
  return findings.map((finding, index) => {
    const own = before[index] ?? none;
    return own.hit ? own : sideBehind(sentence, finding, findings[index + 1], used);
  });
}

function behindFirst(sentence: SidedSentence): Binding[] {
  const { findings } = sentence;
  const behind = findings.map((finding, index) => sideBehind(sentence, finding, findings[index + 1], new Set()));
  const used = new Set(behind.flatMap(({ hit }) => (hit ? [hit] : [])));
  return findings.map((finding, index) => {
    const own = behind[index] ?? none;
    if (own.hit) return own;
    const before = sideBefore(sentence, finding);
    return before.hit && !used.has(before.hit) ? before : none;
  });
}

function cueAt(sentence: SidedSentence, index: number): Cue | undefined {
  return sentence.cues[index]?.value;
}

/** `left lower lobe nodule`, `left upper and right lower lobe nodules`, `left lung: nodule`, `left kidney contains a stone`. */
function sideBefore(sentence: SidedSentence, finding: Hit<string>): Binding {
  // Of `RLL consolidation` and the like the side may be in the finding's own first word.
  for (let index = finding.from - 1; index >= Math.max(0, finding.from - reach); index -= 1) {
    const hit = sentence.sideAt[index];
    if (hit) return hit.value === 'apart' ? none : withNeighbours(sentence, hit);
    if (sentence.findingAt[index]) return none;
    const token = sentence.tokens[index] as Token;
    const cue = cueAt(sentence, index);
    const crosses =
      isJoint(token, sentence.tokens[index + 1]) ||
      token.text === ':' ||
      cue === 'show' ||
      cue === 'with' ||
      cue === 'and' ||
      cue === 'or' ||
      isBe(token);
    if (crosses) {
      if (cue === 'and' || cue === 'or' || token.text === ',') {
        if (!isPlainBetween(sentence, index + 1, finding.from) || !sentence.siteAt[index - 1]) return none;
      }
      return bareSideBefore(sentence, index);
    }
    if (isBreak(cue) || (token.kind === 'sign' && !/^[-/'’"*+~.#%<>≈]$/.test(token.text))) return none;
  }
  return none;
}

/** A side with nothing but the names of organs behind it, up to `end`. */
function bareSideBefore(sentence: SidedSentence, end: number): Binding {
  for (let index = end - 1; index >= Math.max(0, end - reach); index -= 1) {
    const hit = sentence.sideAt[index];
    if (hit) return hit.value === 'apart' ? none : withNeighbours(sentence, hit);
    const token = sentence.tokens[index] as Token;
    const cue = cueAt(sentence, index);
    if (
      !sentence.siteAt[index] &&
      cue !== 'article' &&
      cue !== 'size' &&
      !/^[-*#()]$/.test(token.text) &&
      token.kind !== 'number' &&
      !neutral.has(token.word)
    )
      return none;
  }
  return none;
}

const neutral = new Set(
  'outer inner approx about measuring ca th territory distribution convexity quadrant margin wall surface border vein veins artery arteries vessel vessels segments lobe circulation side sided lung region zone area aspect pole segment half portion part field shows contains upper lower mid middle medial lateral anterior posterior proximal distal superior inferior base apex level s th rd nd st 1st 2nd there c cm mm o clock'.split(
    ' ',
  ),
);

/** `left and right`, `left upper and right lower lobe`. */
function withNeighbours(sentence: SidedSentence, hit: Hit<SideWord>): Binding {
  const sides = new Set(sidesOf(hit.value));
  let first = hit;
  for (let index = hit.from - 1; index >= Math.max(0, hit.from - 8); index -= 1) {
    const cue = cueAt(sentence, index);
    const other = sentence.sideAt[index];
    if (!isPaired(sentence, hit.from - 1)) break;
    if (other) {
      if (other.value !== 'apart') {
        for (const side of sidesOf(other.value)) sides.add(side);
        first = other;
      }
      break;
    }
    if (
      cue !== 'and' &&
      cue !== 'or' &&
      cue !== 'more' &&
      cue !== 'than' &&
      !sentence.siteAt[index] &&
      !neutral.has(sentence.tokens[index]?.word ?? '') &&
      !/^[,/&-]$/.test(sentence.tokens[index]?.text ?? '')
    )
      break;
  }
  return { sides: [...sides], hit: first === hit ? hit : { ...first, to: hit.to }, isBorrowed: false };
}

/** What stands before the second of two sides: `and`, a comma, `greater than`. */
function isPaired(sentence: SidedSentence, index: number): boolean {
  const cue = cueAt(sentence, index);
  if (cue === 'and' || cue === 'or' || cue === 'than') return true;
  return /^[/,&><≥≤]$/.test(sentence.tokens[index]?.text ?? '');
}

/** `effusion on the left`, `nodule in the right upper lobe`, `effusions, left greater than right`. */
function sideBehind(
  sentence: SidedSentence,
  finding: Hit<string>,
  next: Hit<string> | undefined,
  used: ReadonlySet<Hit<SideWord>>,
): Binding {
  const end = next?.from ?? sentence.tokens.length;
  const sides = new Set<Side>();
  let first: Hit<SideWord> | undefined;
  let last = finding.to;
  for (let index = finding.to; index < end; index += 1) {
    const hit = sentence.sideAt[index];
    const cue = cueAt(sentence, index);
    const token = sentence.tokens[index] as Token;
    if (hit) {
      if (hit.value === 'apart' || used.has(hit)) break;
      if (first ? index - last > 8 : !leadsTo(sentence, index, finding)) {
        if (first) break;
        index = hit.to - 1;
        continue;
      }
      for (const side of sidesOf(hit.value)) sides.add(side);
      first ??= hit;
      last = hit.to;
      index = hit.to - 1;
      continue;
    }
    if (cue === 'than') {
      // `left greater than right` is both, `larger than the right` none.
      const isPair = first !== undefined && last >= index - 3;
      if (!isPair) break;
      continue;
    }
    if (token.text === ',' || isDash(token, sentence.tokens[index + 1])) {
      if (!isSidePhrase(sentence, index + 1, end)) break;
      continue;
    }
    if (token.text === ')' && first) break;
    if (isBreakBehind(cue, token, first !== undefined)) break;
  }
  return first ? { sides: [...sides], hit: first, isBorrowed: false } : none;
}

/** The word before a side says that the side is the finding's. */
function leadsTo(sentence: SidedSentence, index: number, finding: Hit<string>): boolean {
  if (index === finding.to) return true;
  for (let one = index - 1; one >= finding.to; one -= 1) {
    const cue = cueAt(sentence, one);
    const token = sentence.tokens[one] as Token;
    if (cue === 'place' || cue === 'more' || isBe(token) || /^[(:>,=-]$/.test(token.text)) return true;
    if (
      token.text === '.' ||
      token.kind === 'number' ||
      sentence.siteAt[one] ||
      cue === 'article' ||
      cue === 'size' ||
      neutral.has(token.word)
    )
      continue;
    return /ly$|^(seen|noted|identified|present|visible|again|side)$/.test(token.word);
  }
  return true;
}

/** Behind a comma: nothing but words of place up to the end or the next comma. */
function isSidePhrase(sentence: SidedSentence, from: number, end: number): boolean {
  let hasSide = false;
  for (let index = from; index < end; index += 1) {
    const token = sentence.tokens[index] as Token;
    const cue = cueAt(sentence, index);
    const hit = sentence.sideAt[index];
    if (hit) {
      if (hit.value === 'apart') return false;
      hasSide = true;
      continue;
    }
    if (hasSide && (/^[,.)]$/.test(token.text) || cue === 'and' || cue === 'with' || cue === 'stop' || cue === 'cause'))
      return true;
    const isPlace =
      cue === 'place' ||
      cue === 'more' ||
      cue === 'than' ||
      cue === 'article' ||
      cue === 'size' ||
      cue === 'and' ||
      cue === 'or';
    if (
      !isPlace &&
      !sentence.siteAt[index] &&
      token.kind !== 'number' &&
      !neutral.has(token.word) &&
      token.kind !== 'sign' &&
      !/ly$/.test(token.word)
    )
      return false;
  }
  return hasSide;
}

/** Between two findings there is nothing but what joins a list. */
function isList(sentence: SidedSentence, from: number, to: number, mayHaveWith: boolean): boolean {
  if (to - from > 8) return false;
  let isJoined = false;
  for (let index = from; index < to; index += 1) {
    const cue = cueAt(sentence, index);
    const token = sentence.tokens[index] as Token;
    if (
      cue === 'and' ||
      cue === 'or' ||
      token.text === ',' ||
      token.text === '/' ||
      token.text === '&' ||
      token.word === 'versus' ||
      token.word === 'vs' ||
      (mayHaveWith && cue === 'with')
    ) {
      isJoined = true;
      continue;
    }
    if (sentence.sideAt[index] || (cue && cue !== 'size' && cue !== 'article' && cue !== 'maybe')) return false;
    if (token.kind === 'sign' && !/^[-']$/.test(token.text)) return false;
  }
  return isJoined;
}

function isPlainBetween(sentence: SidedSentence, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) {
    const token = sentence.tokens[index] as Token;
    const cue = cueAt(sentence, index);
    if (
      !sentence.siteAt[index] &&
      cue !== 'size' &&
      token.kind !== 'number' &&
      token.kind !== 'sign' &&
      !neutral.has(token.word)
    )
      return false;
  }
  return true;
}

function isJoint(token: Token, next: Token | undefined): boolean {
  return token.text === ',' || isDash(token, next);
}

function isDash(token: Token, next: Token | undefined): boolean {
  return /^[-–—]$/.test(token.text) && token.gap !== 'none' && next?.gap !== 'none';
}

function isBe(token: Token): boolean {
  return /^(is|are|was|were|ist|sind|est|sont|es|e|is|zijn)$/.test(token.word);
}

function isBreak(cue: Cue | undefined): boolean {
  return (
    cue === 'verb' ||
    cue === 'place' ||
    cue === 'cause' ||
    cue === 'stop' ||
    cue === 'than' ||
    cue === 'normal' ||
    cue === 'symptom' ||
    cue === 'starts' ||
    cue === 'gone' ||
    cue === 'no' ||
    cue === 'advice' ||
    cue === 'past'
  );
}

function isBreakBehind(cue: Cue | undefined, token: Token, hasSide: boolean): boolean {
  if (cue === 'verb') return hasSide && !isBe(token);
  return (
    cue === 'cause' ||
    cue === 'stop' ||
    cue === 'with' ||
    cue === 'normal' ||
    cue === 'symptom' ||
    cue === 'starts' ||
    cue === 'no' ||
    cue === 'advice' ||
    cue === 'show'
  );
}

export function sidesOf(word: SideWord): readonly Side[] {
  if (word === 'both') return ['left', 'right'];
  return word === 'apart' ? [] : [word];
}
