/** Which organ or finding a size is said of. */
import { measuredWords, type MeasuredKind } from '../words/measuredWords.ts';
import { PhraseFinder } from '../words/phraseFinder.ts';
import type { Hit } from '../words/phraseIndex.ts';
import type { Token } from '../words/token.ts';
import type { Measurement } from './measurement.ts';

export interface MeasuredThing {
  readonly kind: MeasuredKind;
  /** Its words, as tokens of the sentence; undefined: the sentence before or a label above has them. */
  readonly hit: Hit<MeasuredKind> | undefined;
  /** The thing that it lies in: the spleen of `a cyst in the spleen`. */
  readonly within: MeasuredKind | undefined;
  /** Between its words and the size nothing but a verb or a colon. */
  readonly isDirect: boolean;
}

const finder = new PhraseFinder<MeasuredKind>(Object.entries(measuredWords) as [MeasuredKind, string][]);

/** The measured things that the words name. */
export function thingsIn(tokens: readonly Token[]): Hit<MeasuredKind>[] {
  return finder.hitsIn(tokens);
}

const verbs = new Set(
  'is are was were be measures measure measured measuring of misst messen messend mesure mesurant mide miden mede medindo misura misurano meet'.split(
    ' ',
  ),
);
const prepositions = new Set(
  'in of within at near along on from to above below inside involving abutting into adjacent displacing compressing encasing invading surrounding overlying touching beside next behind around im der des den dem am von an dans du de des della del dello dei nella nel en do da no na van'.split(
    ' ',
  ),
);
const dimension =
  /^(diameters?|lengths?|thickness|widths?|size|calib(?:re|er)|height|axis|span|depth|dimensions?|dilatation|dilation|ectasia|enlargement|thickening|distension|distention|widening|portion|part|durchmesser|lange|dicke|breite|weite|diametre|epaisseur|longueur|diametro|grosor|longitud|spessore|lunghezza|espessura|comprimento|doorsnede|lengte)$/;
const nounEnds =
  /^(in|of|at|on|with|without|within|from|to|for|and|or|is|are|was|were|has|have|the|a|an|this|that|but|which|above|below|near|thick|long|wide|deep|seen|im|am|mit|und|ohne|dans|avec|et|con|e|y|com|met|en|lies|located|there|no|previously|prior|now|[,;.:()!?|])$/;

/** The thing that a size of this sentence is said of. */
export function thingOf(
  tokens: readonly Token[],
  things: readonly Hit<MeasuredKind>[],
  { from, to }: Measurement,
): MeasuredThing | undefined {
  const last = tokens[from - 1]?.word ?? '';
  const ahead = verbs.has(last) && !/^(is|are|was|were)$/.test(last) ? undefined : thingAhead(tokens, things, to);
  if (ahead) {
    const kind = isAneurysmOfAorta(things, ahead) ? 'aorta' : ahead.value;
    return { kind, hit: ahead, within: withinOf(tokens, things, ahead), isDirect: false };
  }
  return thingBehind(tokens, things, from);
}

/** `8 mm solid nodule`: the last thing that is named before the noun ends. */
function thingAhead(
  tokens: readonly Token[],
  things: readonly Hit<MeasuredKind>[],
  to: number,
): Hit<MeasuredKind> | undefined {
  // `9 mm of midline shift`
  const start = tokens[to]?.word === 'of' ? to + 1 : to;
  let end = start;
  while (end < tokens.length && end < start + 8 && !nounEnds.test(tokens[end]?.word ?? '')) end += 1;
  return things.findLast((one) => one.from >= to && one.from < end);
}

/** `… of the ORGAN` behind a thing. */
function withinOf(
  tokens: readonly Token[],
  things: readonly Hit<MeasuredKind>[],
  { to }: Hit<unknown>,
): MeasuredKind | undefined {
  if (!prepositions.has(tokens[to]?.word ?? '')) return undefined;
  return things.find((one) => one.from > to && one.from < to + 6)?.value;
}

/** `The nodule in the left lobe of the thyroid measures 8 mm`: the nodule, not the thyroid. */
function thingBehind(
  tokens: readonly Token[],
  things: readonly Hit<MeasuredKind>[],
  from: number,
): MeasuredThing | undefined {
  // `3 cm from the nipple (12 mm)`: not the nipple.
  let index = things.findLastIndex((one) => one.to <= from && one.value !== 'place');
  const nearest = things[index];
  if (!nearest || from - nearest.to > 25 || hasStop(tokens, nearest.to, from)) return undefined;
  const isDirect = tokens
    .slice(nearest.to, from)
    .every(({ word, text }) => verbs.has(word) || text === ':' || /^(now|approximately|about|ca)$/.test(word));
  let hit = nearest;
  let within: MeasuredKind | undefined;
  for (;;) {
    const preposition = prepositionBefore(tokens, hit.from);
    if (preposition < 0 || dimension.test(tokens[preposition - 1]?.word ?? '')) break;
    const head = things[index - 1];
    if (!head || head.to > preposition || preposition - head.to > 6 || isParted(tokens, head.to, preposition)) {
      // What is in the organ has no name here.
      const isStart = preposition === 0 || isParted(tokens, preposition - 1, preposition);
      if (isStart || hit.from - preposition > 3) break;
      return undefined;
    }
    within ??= hit.value;
    hit = head;
    index -= 1;
  }
  const kind = isAneurysmOfAorta(things, hit) || (hit.value === 'aneurysm' && within === 'aorta') ? 'aorta' : hit.value;
  return { kind, hit, within: hit === nearest ? undefined : within, isDirect: isDirect && hit === nearest };
}

/** The aneurysm of `aortic aneurysm`. */
function isAneurysmOfAorta(things: readonly Hit<MeasuredKind>[], hit: Hit<MeasuredKind>): boolean {
  return hit.value === 'aneurysm' && things.some((one) => one.value === 'aorta' && one.to === hit.from);
}

/** The preposition that a noun stands behind, with its articles and adjectives between; -1: none. */
function prepositionBefore(tokens: readonly Token[], from: number): number {
  for (let index = from - 1; index >= Math.max(0, from - 6); index -= 1) {
    const word = tokens[index]?.word ?? '';
    if (prepositions.has(word)) return index;
    if (isParted(tokens, index, index + 1)) return -1;
  }
  return -1;
}

/** A verb, a comma or a conjunction stands between. */
function isParted(tokens: readonly Token[], from: number, to: number): boolean {
  for (let index = from; index < to; index += 1)
    if (
      /^(is|are|was|were|has|have|shows?|contains?|and|with|und|mit|et|avec|y|con|e|[,;:.()])$/.test(
        tokens[index]?.word ?? '',
      )
    )
      return true;
  return false;
}

function hasStop(tokens: readonly Token[], from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) if (tokens[index]?.text === ';') return true;
  return false;
}
