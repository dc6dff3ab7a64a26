/** Numbered levels in a sentence: vertebrae and discs, ribs, fingers and toes, segments of the liver, lobes of the lung. */
import type { Side } from '../words/lexicon.ts';
import { levelWords, lobes, spineParts, type LevelSystem, type LevelWord } from '../words/levelWords.ts';
import type { Token } from '../words/token.ts';

/**
 * Tokens `from` up to `to` of a sentence name what lies between `first` and `last`, both included, in the system's own
 * order. Two neighbours of the spine, `L4-L5`, are the disc between them, or both.
 */
export interface Level {
  readonly system: LevelSystem;
  readonly first: number;
  readonly last: number;
  readonly side: Side | undefined;
  readonly from: number;
  readonly to: number;
  /** `base` for a lower lobe: it can bear a level out, and contradicts none. */
  readonly isVague?: boolean;
}

/** In their order. Sentences without any, as most are, cost one look at each word. */
export function levelsIn(tokens: readonly Token[]): Level[] {
  const levels: Level[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const word = levelWords.get((tokens[index] as Token).word);
    if (word === undefined) continue;
    const found = word.value === undefined ? ofNoun(tokens, index, word.system) : [ofName(tokens, index, word)];
    for (const level of found) {
      if (!level || isOfNerve(tokens, level.to)) continue;
      // `upper` alone was vague; its lobe says it.
      while ((levels.at(-1)?.to ?? 0) > level.from && levels.at(-1)?.isVague) levels.pop();
      levels.push(level);
      index = Math.max(index, level.to - 1);
    }
  }
  return levels;
}

/** `the L5 root`: the nerve, not its level. */
function isOfNerve(tokens: readonly Token[], at: number): boolean {
  return /^(?:nerve|nerves|root|roots|ganglion|radicul\w*|dermatom\w*|wurzel\w*|nervenwurzel\w*)$/.test(
    tokens[at]?.word ?? '',
  );
}

/** The same level, or one within the other. */
export function sharesLevel(one: Level, other: Level): boolean {
  if (one.system !== other.system) return false;
  const isDisc = ({ first, last }: Level): boolean => one.system === 'spine' && last - first === 1;
  if (isDisc(one) && isDisc(other)) return one.first === other.first;
  return one.first <= other.last && other.first <= one.last;
}

const lobeNames: Readonly<Record<string, number>> = { ...lobes, superior: lobes.upper, inferior: lobes.lower };
const fingers: Readonly<Record<string, number>> = {
  index: 2,
  ring: 4,
  little: 5,
  small: 5,
  pinky: 5,
  long: 3,
  middle: 3,
};
const toes: Readonly<Record<string, number>> = { great: 1, big: 1, little: 5, small: 5 };
const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
};
const romans: Readonly<Record<string, number>> = {
  i: 1,
  ii: 2,
  iii: 3,
  iv: 4,
  iva: 4,
  ivb: 4,
  v: 5,
  vi: 6,
  vii: 7,
  viii: 8,
};

/** `L4`, `L4-L5`, `L4/5`, `L4 on L5`, `LWK 1` and lobes by their letters. */
function ofName(tokens: readonly Token[], from: number, word: LevelWord): Level | undefined {
  const { system, value = 0, last = value, side, isVague = false } = word;
  if (system !== 'spine')
    return { system, first: value, last, side: side ?? sideBefore(tokens, from), from, to: from + 1, isVague };
  if (isSequence(tokens, from)) return undefined;
  const end = spineEnd(tokens, from + 1, value);
  return {
    system,
    first: value,
    last: Math.max(value, end?.value ?? value),
    side: undefined,
    from,
    to: end?.to ?? from + 1,
  };
}

/** Behind `L4`: `-L5`, `/5`, ` to S1`, ` on L5`. */
function spineEnd(tokens: readonly Token[], at: number, value: number): { value: number; to: number } | undefined {
  if (!/^(?:[-–—/]|to|through|thru|on|bis)$/.test(tokens[at]?.word ?? '')) return undefined;
  let next = at + 1;
  if (tokens[next]?.word === 'the') next += 1;
  const token = tokens[next];
  const named = levelWords.get(token?.word ?? '');
  if (named?.system === 'spine' && named.value !== undefined && named.value > value && named.value - value < 20)
    return { value: named.value, to: next + 1 };
  if (token?.kind !== 'number' || token.gap !== 'none' || !/^\d{1,2}$/.test(token.text)) return undefined;
  const number = Number(token.text);
  const before = spineParts.findLast(([, start]) => start < value)?.[1] ?? 0;
  const end = before + number;
  return end > value && end - value < 12 ? { value: end, to: next + 1 } : undefined;
}

/** `T2 hyperintense`, `dark on T1`, `T2N0M0`: no vertebra. */
function isSequence(tokens: readonly Token[], at: number): boolean {
  if (!/^[td][1-4]$/.test(tokens[at]?.word ?? '')) return false;
  const behind = tokens.slice(at + 1, at + 4).map(({ word }) => word);
  const before = tokens.slice(Math.max(0, at - 3), at).map(({ word }) => word);
  return (
    behind.some((word) =>
      /^(?:weight|signal|hyper|hypo|iso|bright|dark|image|sequence|flair|shorten|prolong|fat|w$|tumou?r|stage|n\d|shine|tse|fse|stir|elongat|map)/.test(
        word,
      ),
    ) ||
    before.some((word) =>
      /^(?:on|axial|sagittal|coronal|hyper\w*|hypo\w*|signal|stage|contrast|post|pre|flair|stir)$/.test(word),
    )
  );
}

function ofNoun(tokens: readonly Token[], at: number, system: LevelSystem): Level[] {
  if (system === 'lobe') return lobesBefore(tokens, at);
  if (system === 'spine') return vertebraBehind(tokens, at);
  const behind =
    system === 'segment' || system === 'rib' || system === 'digit' ? numbersBehind(tokens, at, system) : [];
  if (behind.length > 0 || system === 'segment') return behind;
  return numbersBefore(tokens, at, system);
}

/** `LWK 1`, `LWK 4/5`. */
function vertebraBehind(tokens: readonly Token[], at: number): Level[] {
  const name = tokens[at]?.word ?? '';
  const [, before = 0, count = 0] = spineParts.find(([names]) => names.split(' ').includes(name)) ?? [];
  const token = tokens[at + 1];
  const number = token?.kind === 'number' ? Number(token.text) : 0;
  if (!Number.isInteger(number) || number < 1 || number > count) return [];
  const first = before + number;
  const end = spineEnd(tokens, at + 2, first);
  return [{ system: 'spine', first, last: end?.value ?? first, side: undefined, from: at, to: end?.to ?? at + 2 }];
}

/** `right upper lobe`, `upper and lower lobes`. */
function lobesBefore(tokens: readonly Token[], at: number): Level[] {
  const german = { oberlappen: lobes.upper, unterlappen: lobes.lower, mittellappen: lobes.middle }[
    tokens[at]?.word ?? ''
  ];
  if (german !== undefined)
    return [{ system: 'lobe', first: german, last: german, side: sideBefore(tokens, at), from: at, to: at + 1 }];
  const found: Level[] = [];
  for (let index = at - 1; index >= Math.max(0, at - 6); index -= 1) {
    const word = (tokens[index] as Token).word;
    const value = lobeNames[word];
    if (value !== undefined)
      found.unshift({
        system: 'lobe',
        first: value,
        last: value,
        side: sideBefore(tokens, index),
        from: index,
        to: at + 1,
      });
    else if (!/^(?:and|or|to|right|left|lt|rt|both|bilateral|,|\/|&|-)$/.test(word)) break;
  }
  return found;
}

/** `4th rib`, `fifth and sixth ribs`, `4th through 7th ribs`, `index finger`. */
function numbersBefore(tokens: readonly Token[], at: number, system: LevelSystem): Level[] {
  const found: Level[] = [];
  const to = at + 1;
  const isGerman = /^(?:rippen?|zehen?|finger)$/.test(tokens[at]?.word ?? '');
  let isRange = false;
  for (let index = at - 1; index >= Math.max(0, at - 14); index -= 1) {
    const token = tokens[index] as Token;
    const { word } = token;
    const named = system === 'finger' ? fingers[word] : system === 'toe' ? toes[word] : undefined;
    const isWritten = /^(?:st|nd|rd|th)$/.test(word) && token.gap === 'none';
    const isPoint = word === '.' && token.gap === 'none' && isGerman;
    const digits = isWritten || isPoint ? tokens[index - 1] : token;
    const number = digits?.kind === 'number' && /^\d{1,2}$/.test(digits.text) ? Number(digits.text) : undefined;
    const isOrdinal = digits !== token || (found.length > 0 && number !== undefined);
    const value = (index === at - 1 ? named : undefined) ?? ordinals[word] ?? (isOrdinal ? number : undefined);
    if (value !== undefined && value >= 1 && value <= 12) {
      const from = digits === token ? index : index - 1;
      const next = found[0];
      if (isRange && next && next.first > value) found[0] = { ...next, first: value, from };
      else found.unshift({ system, first: value, last: value, side: sideBefore(tokens, from), from, to });
      isRange = false;
      index = from;
    } else if (/^(?:to|through|thru|-|–|—|bis)$/.test(word)) isRange = found.length > 0;
    else if (
      !/^(?:and|or|und|et|,|\/|&|left|right|lt|rt|anterior|posterior|lateral|medial|proximal|distal|anterolateral|posterolateral|mid|the)$/.test(
        word,
      )
    )
      break;
  }
  return found;
}

/** `ribs 4-7`, `segment VI`, `segments 5 and 6`. */
function numbersBehind(tokens: readonly Token[], at: number, system: LevelSystem): Level[] {
  const found: Level[] = [];
  let isRange = false;
  let index = at + 1;
  if (tokens[index]?.text === '.' && system === 'segment') index += 1;
  for (; index < Math.min(tokens.length, at + 14); index += 1) {
    const token = tokens[index] as Token;
    const roman = system === 'segment' && /^[IV]+[abAB]?$/.test(token.text) ? romans[token.word] : undefined;
    const value = roman ?? (token.kind === 'number' && /^\d{1,2}$/.test(token.text) ? Number(token.text) : undefined);
    if (
      value !== undefined &&
      value >= 1 &&
      value <= 12 &&
      !/^(?:cm|mm|x|ml|st|nd|rd|th)$/.test(tokens[index + 1]?.word ?? '')
    ) {
      const last = found.at(-1);
      if (isRange && last && last.last < value) found[found.length - 1] = { ...last, last: value, to: index + 1 };
      else
        found.push({
          system,
          first: value,
          last: value,
          side: sideBefore(tokens, at),
          from: found.length === 0 ? at : index,
          to: index + 1,
        });
      isRange = false;
    } else if (/^(?:to|through|thru|-|–|—|bis)$/.test(token.word)) isRange = true;
    else if (!/^(?:and|or|und|et|,|\/|&|a|b|numbers?|no)$/.test(token.word)) break;
  }
  return found;
}

/** The side named within four words before. */
function sideBefore(tokens: readonly Token[], at: number): Side | undefined {
  for (let index = at - 1; index >= Math.max(0, at - 5); index -= 1) {
    const { word } = tokens[index] as Token;
    if (/^(?:right|rt|rechte[nrsm]?|rechts)$/.test(word)) return 'right';
    if (/^(?:left|lt|linke[nrsm]?|links)$/.test(word)) return 'left';
    if (/^[.;:]$/.test(word)) return undefined;
  }
  return undefined;
}
