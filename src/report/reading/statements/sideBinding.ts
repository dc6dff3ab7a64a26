/** Which side a sentence gives to each of its findings. */
import type { Hit } from '../words/phraseIndex.ts';
import type { Token } from '../words/token.ts';
import { sideBefore } from './sideBefore.ts';
import { sideBehind } from './sideBehind.ts';
import { cueAt, neutral, none, sidesOf, type Binding, type SidedSentence } from './sidedSentence.ts';

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
