import type { TextRange } from '../textRange.ts';
import type { Token } from '../words/token.ts';

/** Numbers of a sentence that may be a size: `8`, `8 mm`, `2 x 3 cm`. */
export interface Measurement {
  /** The numbers and their unit. */
  readonly range: TextRange;
  /** Tokens `from` up to `to`. */
  readonly from: number;
  readonly to: number;
  readonly sizes: readonly Size[];
  /** Its own, or that of the numbers that it is listed with; `other`: ml, HU, weeks, %. */
  readonly unit: 'mm' | 'cm' | 'other' | undefined;
}

export interface Size {
  readonly mm: number;
  /** The last digit that is written stands for so much. */
  readonly stepMm: number;
}

/** No size has more digits; a longer number is a date, an identifier. */
const number = /\d{1,4}(?:[.,]\d{1,3})?(?![\d.,]*\d)/y;
const times = /\s{0,3}(?:[x×X*]|by\b|mal\b|por\b|par\b|per\b)\s{0,3}(?=\d)/y;
/** Which way a number was measured: `4.2 (AP)`. */
const way = /\s?\(?(?:AP|TV|TR|TRV|CC|SI|ML|LL|L|W|H|D|T|transverse|craniocaudal|anteroposterior)\)?(?=\s*[x×])/y;
const unit =
  /\s{0,3}[-‐‑]?\s{0,3}(?:(mm|millim[eè]t(?:er|re)s?|mil[ií]metros?|millimetri)|(cm|[cz]entim[eè]t(?:er|re)s?|cent[ií]metros?|centimetri))(?![\p{L}\d²³^/]|\s?\/\s?s)(?!\s?(?:H2O|Hg)\b)/iuy;
const other =
  /\s{0,3}[-‐‑]?\s{0,2}(?:%|°|º|percent|per cent|degrees?|deg\b|grad\b|hu\b|he\b|hounsfield|ml\b|cc\b|l\b|lit\w+|k?g\b|grams?|mg\b|w(?:ee)?ks?\b|wochen|semaines?|semanas?|settimane|weken|d(?:ays?)?\b|tagen?|jours?|d[ií]as?|giorni|dagen|mo(?:nth)?s?\b|monat\w*|mois|y(?:ea)?rs?\b|y\/?o\b|jahr\w*|ans\b|años|anni|anos|jaar|hours?|hrs?\b|h\b|uhr|min\w*|sec\w*|s\b|times\b|fold\b|fr(?:ench)?\b|f\b|g(?:au)?ge?\b|m[sg][vy]\b|kvp?\b|mas\b|[mk]?hz\b|t(?:esla)?\b|bpm\b|mm\s?hg|c?m\s?\/\s?s|suv\w*|kpa\b|m?bq\b|mci\b|[cm]m\s?(?:[²³23]|\^)|points?\b|µm|microns?|inch\w*|"|o\s?['’]\s?clock|th\b|st\b|nd\b|rd\b)/iuy;
/** `8 (previously 6) mm`. */
const behindAside = /\)\s?(?:(mm)|cm)\b/y;
const decimals = /[.,](\d+)$/;

/** All numbers of a sentence, those without any unit included. */
export function measurementsIn(text: string, tokens: readonly Token[]): Measurement[] {
  const found: Measurement[] = [];
  let free = 0;
  for (let from = 0; from < tokens.length; from += 1) {
    const token = tokens[from];
    if (token?.kind !== 'number' || token.start < free) continue;
    const one = numbersAt(text, token.start);
    if (!one) continue;
    let to = from + 1;
    while (to < tokens.length && (tokens[to]?.start ?? 0) < one.end) to += 1;
    free = one.end;
    found.push({ range: { start: token.start, end: one.end }, from, to, sizes: one.sizes, unit: one.unit });
  }
  return withUnitsOfLists(found, tokens);
}

/** `8 x 6 mm`: the unit behind the last counts for all. */
function numbersAt(
  text: string,
  start: number,
): (Pick<Measurement, 'sizes' | 'unit'> & { readonly end: number }) | undefined {
  const parts: { readonly written: string; readonly scale: number | undefined }[] = [];
  let at = start;
  let end = start;
  for (;;) {
    const [written] = matchAt(number, text, at) ?? [];
    if (written === undefined) break;
    at += written.length;
    const own = matchAt(unit, text, at);
    at += own?.[0].length ?? 0;
    parts.push({ written, scale: own ? (own[1] === undefined ? 10 : 1) : undefined });
    end = at;
    const behind = at + (matchAt(way, text, at)?.[0].length ?? 0);
    const cross = matchAt(times, text, behind);
    if (!cross || parts.length === 4) break;
    at = behind + cross[0].length;
  }
  if (parts.length === 0) return undefined;
  const aside = parts.at(-1)?.scale === undefined ? matchAt(behindAside, text, end) : null;
  const asideScale = aside ? (aside[1] === undefined ? 10 : 1) : undefined;
  let scale: number | undefined = asideScale;
  const sizes = parts.toReversed().map((part) => {
    scale = part.scale ?? scale;
    return sizeOf(part.written, scale ?? 1);
  });
  const isOther = scale === undefined && matchAt(other, text, end) !== null;
  const last = parts.at(-1)?.scale ?? asideScale;
  return {
    sizes: sizes.reverse(),
    unit: last === 10 ? 'cm' : scale !== undefined ? 'mm' : isOther ? 'other' : undefined,
    end,
  };
}

function sizeOf(written: string, scale: number): Size {
  const places = decimals.exec(written)?.[1]?.length ?? 0;
  return { mm: Number(written.replace(',', '.')) * scale, stepMm: scale * 10 ** -places };
}

const listed = new Set(
  'and to or bis und oder et ou y o e a en of tot prev previously prior now currently versus vs from formerly was before x , / ( ) - – — & + < > ='.split(
    ' ',
  ),
);

/** `5 to 8 mm`, `8 (previously 6) mm`: numbers that are listed have the unit of the next. */
function withUnitsOfLists(found: readonly Measurement[], tokens: readonly Token[]): Measurement[] {
  const result: Measurement[] = [];
  let next: Measurement | undefined;
  for (const one of found.toReversed()) {
    const isListed =
      one.unit === undefined &&
      next?.unit !== undefined &&
      next.from > one.to &&
      next.from - one.to <= 5 &&
      !isNumbered(tokens, one) &&
      tokens.slice(one.to, next.from).every(({ word }) => listed.has(word));
    next = isListed && next ? inUnitOf(next, one) : one;
    result.push(next);
  }
  return result.reverse();
}

/** `segment 4, 12 mm`: a name, and `nodule 4 (12 mm)`. */
function isNumbered(tokens: readonly Token[], { from, to }: Measurement): boolean {
  const { word = '', text = '' } = tokens[from - 1] ?? {};
  const isAside =
    tokens[to]?.text === '(' && !/^(prev|previously|prior|formerly|was|before|now)$/.test(tokens[to + 1]?.word ?? '');
  return isAside || names.test(word) || (text === '-' && tokens[from]?.gap === 'none');
}

const names =
  /^(segments?|levels?|rads|birads|tirads|grade|stage|types?|zones?|stations?|series|image|images|score|ribs?|digits?|toes?|number|no|nr|class|category|lesion|nodule|node|target|se|im)$/;

function inUnitOf({ unit }: Measurement, one: Measurement): Measurement {
  const scale = unit === 'cm' ? 10 : 1;
  return { ...one, unit, sizes: one.sizes.map(({ mm, stepMm }) => ({ mm: mm * scale, stepMm: stepMm * scale })) };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
