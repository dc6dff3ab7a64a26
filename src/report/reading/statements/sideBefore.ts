import type { Cue, SideWord } from '../words/lexicon.ts';
import type { Hit } from '../words/phraseIndex.ts';
import type { Token } from '../words/token.ts';
import { cueAt, isBe, isDash, neutral, none, sidesOf, type Binding, type SidedSentence } from './sidedSentence.ts';

/** So many words may stand between a side and its finding. */
const reach = 14;

/** `left lower lobe nodule`, `left upper and right lower lobe nodules`, `left lung: nodule`, `left kidney contains a stone`. */
export function sideBefore(sentence: SidedSentence, finding: Hit<string>): Binding {
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
