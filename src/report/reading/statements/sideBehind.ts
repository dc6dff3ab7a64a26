import type { Cue, Side, SideWord } from '../words/lexicon.ts';
import type { Hit } from '../words/phraseIndex.ts';
import type { Token } from '../words/token.ts';
import { cueAt, isBe, isDash, neutral, none, sidesOf, type Binding, type SidedSentence } from './sidedSentence.ts';

/** `effusion on the left`, `nodule in the right upper lobe`, `effusions, left greater than right`. */
export function sideBehind(
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
