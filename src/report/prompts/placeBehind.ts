import type { Sentence } from '../reading/statements/sentence.ts';
import { covering, smallWord } from './phraseWords.ts';

/** Where a finding is, in the words behind its noun. */
export interface PlaceBehind {
  readonly text: string;
  /** The first token that is no longer of it. */
  readonly to: number;
}

const prepositions = /^(?:in|on|at|of|within|along|over|around|near|overlying|involving)$/;
const places =
  /^(?:side|zone|zones|region|area|aspect|base|bases|apex|field|fields|surface|space|cavity|matter|angle|quadrant|part|lobe|lobes|segment|pole|wall|joint|spine|neck|head|shaft|arch|mediastinum|abdomen|chest|pelvis|skull)$/;
const most = 8;

/** `in the right upper lobe`, `of the left clavicle`; undefined where something else follows. */
export function placeBehind(sentence: Sentence, from: number): PlaceBehind | undefined {
  const { tokens, marks } = sentence;
  if (!prepositions.test(tokens[from]?.word ?? '')) return undefined;
  let to = from;
  for (let index = from + 1; index < Math.min(tokens.length, from + most); index += 1) {
    const token = tokens[index];
    if (!token || covering(marks.findings, index)) break;
    if (token.kind === 'sign' && !(token.text === '-' && token.gap === 'none')) break;
    const { word } = token;
    const side = covering(marks.sides, index);
    if (side?.value === 'apart') break;
    if (side || covering(marks.sites, index) || covering(marks.parts, index) || places.test(word)) {
      to = index + 1;
      continue;
    }
    const cue = covering(marks.cues, index)?.value;
    if (cue !== undefined && cue !== 'article' && cue !== 'size' && !prepositions.test(word)) break;
  }
  if (to === from) return undefined;
  const words = tokens
    .slice(from, to)
    .map(({ text, gap }, index) => `${index > 0 && gap !== 'none' ? ' ' : ''}${smallWord(sentence, text)}`);
  return { text: words.join(''), to };
}
