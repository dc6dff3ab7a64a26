import type { Side } from '../words/lexicon.ts';
import type { MeasuredKind } from '../words/measuredWords.ts';
import type { Hit } from '../words/phraseIndex.ts';
import type { Token } from '../words/token.ts';
import { thingOf, thingsIn, type MeasuredThing } from './measuredThing.ts';
import { measurementsIn, type Measurement } from './measurement.ts';
import type { Sentence } from './sentence.ts';

/** What a number with a unit stands for; all but `size` are no size of a thing today. */
export type SizeUse = 'size' | 'prior' | 'bound' | 'range' | 'distance' | 'difference';

/** A size, with what it is said of. */
export interface MeasuredSize {
  readonly measurement: Measurement;
  readonly use: SizeUse;
  readonly thing: MeasuredThing | undefined;
  /** Where the thing's words start in the text. */
  readonly thingStart: number | undefined;
  readonly sides: readonly Side[];
  readonly organs: readonly string[];
  /** Parts of organs, segments, levels, hours: what tells one lesion from another. */
  readonly places: ReadonlySet<string>;
  readonly tokens: readonly Token[];
  /** It is asked for, not found. */
  readonly isAdvice: boolean;
}

const before = {
  prior:
    /^(previously|prior|previous|formerly|earlier|initially|originally|zuvor|vormals|vorher|fruher|auparavant|precedemment|anterieurement|previamente|previo|antes|precedentemente|precedente|prima|anteriormente|eerder|voorheen|vorig|vorige)$/,
  bound:
    /^(than|least|over|under|exceeding|below|above|within|between|bis|jusqu|hasta|fino|ate|tot|range|ranging|ranges|up|unter|uber|groter|kleiner|most|every|intervals?|sub)$/,
  difference: /^(increase|increased|decrease|decreased|grown|growth|change|displaced|shifted|enlarged|shrunk|reduced)$/,
};
const distance =
  /^(above|below|from|away|deep|beyond|caudal|cranial|apart|inside|outside|oberhalb|unterhalb|vom|von|au|dessus|dessous|sopra|sotto|encima|debajo|boven|onder)$/;
const ofSize =
  /^(dilated|dilatated|enlarged|measured|measures|measuring|distended|thickened|diameter|size|is|aneurysmal|ectatic)$/;
const directed = /^(proximal|distal|superior|inferior|medial|lateral|anterior|posterior|cephalad|caudad)$/;
const months =
  /^(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|mai|juin|juil|okt|dez|mrt|mei|ene|abr|ago|dic)[a-z]*$/;

/** What is longer is a table or a list of numbers. */
const mostTokens = 600;

/** Reads the sizes of sentences, in their order; a name reaches from one sentence to the next. */
export class MeasurementReader {
  #label: MeasuredThing | undefined;
  /** A label on its own line names the few sentences below it. */
  #labelled = 0;
  /** Names are looked up in it only where the next sentence needs one. */
  #before: readonly Token[] = [];

  /** Everything that may be a size; without a unit too. */
  read(text: string, sentence: Sentence): MeasuredSize[] {
    const { tokens, isLabel } = sentence;
    const found = tokens.length <= mostTokens ? this.#sizesOf(text, sentence) : [];
    if (isLabel) {
      const [first] = thingsIn(tokens);
      this.#label = first && { kind: first.value, hit: undefined, within: undefined, isDirect: true };
      this.#labelled = 4;
    } else if (this.#label && (this.#labelled -= 1) === 0) this.#label = undefined;
    this.#before = tokens;
    return found;
  }

  #sizesOf(text: string, sentence: Sentence): MeasuredSize[] {
    if (!sentence.tokens.some(({ kind }) => kind === 'number')) return [];
    const all = measurementsIn(text, sentence.tokens);
    const things = thingsIn(sentence.tokens);
    return all.map((one, index) => this.#sized(sentence, things, { one, index, all }));
  }

  /** What `It measures 8 mm` is said of. */
  #thingBefore(): (MeasuredThing & { readonly start: number | undefined }) | undefined {
    const [first, second] = this.#before.length <= mostTokens ? thingsIn(this.#before) : [];
    return (
      first && {
        kind: first.value,
        hit: undefined,
        within: second?.value,
        isDirect: false,
        start: this.#before[first.from]?.start,
      }
    );
  }

  #sized(
    { tokens, marks }: Sentence,
    things: readonly Hit<MeasuredKind>[],
    { one, index, all }: { one: Measurement; index: number; all: readonly Measurement[] },
  ): MeasuredSize {
    const own = thingOf(tokens, things, one);
    const isOfLast =
      !own &&
      things.length === 0 &&
      /^(it|this|these|they|which|measuring|measures|another|second|other|others|largest|larger|smaller|one|es|er|sie|dieser|il|elle)$/.test(
        tokens[0]?.word ?? '',
      );
    const last = isOfLast ? this.#thingBefore() : undefined;
    const thing = own ?? (isOfLast ? last : this.#label);
    const [from, to] = stretchOf(tokens, all, index);
    const near = <V>(hits: readonly Hit<V>[]): V[] =>
      hits.filter((hit) => hit.from >= from && hit.from < to).map(({ value }) => value);
    const sides = near(marks.sides).flatMap((side): Side[] =>
      side === 'both' ? ['left', 'right'] : side === 'apart' ? [] : [side],
    );
    return {
      measurement: one,
      use: useOf(tokens, all, index),
      thing,
      thingStart: thing?.hit ? tokens[thing.hit.from]?.start : last?.start,
      sides: [...new Set(sides)],
      organs: [...new Set(near(marks.sites))].filter((organ) => organ !== 'any'),
      places: new Set([...near(marks.parts), ...placesIn(tokens, from, to)]),
      tokens,
      isAdvice: marks.cues.some((cue) => cue.value === 'advice' && cue.from <= one.from),
    };
  }
}

/** The words that belong to a size: from the one before to the next. */
function stretchOf(tokens: readonly Token[], all: readonly Measurement[], index: number): [number, number] {
  const sized = (one: Measurement): boolean => one.unit === 'mm' || one.unit === 'cm';
  const { from: own, to: ownEnd } = all[index] as Measurement;
  const previous = all.slice(0, index).findLast(sized)?.to ?? 0;
  let from = previous;
  for (let at = previous; previous > 0 && at < own; at += 1)
    if (isBreak(tokens[at]?.word)) {
      from = at + 1;
      break;
    }
  const next = all.slice(index + 1).find(sized)?.from ?? tokens.length;
  let to = ownEnd;
  while (
    to < next &&
    !(
      isBreak(tokens[to]?.word) && !/^(in|of|at|on|within|im|dans|en|nel|nella|no|na)$/.test(tokens[to + 1]?.word ?? '')
    )
  )
    to += 1;
  return [from, to];
}

function isBreak(word: string | undefined): boolean {
  return /^(,|;|and|und|et|y|e|en|with|mit|avec|con|com|met)$/.test(word ?? '');
}

function useOf(tokens: readonly Token[], all: readonly Measurement[], index: number): SizeUse {
  const { from, to } = all[index] as Measurement;
  const previous = all[index - 1];
  const next = all[index + 1];
  const start = Math.max(previous?.to ?? 0, from - 4);
  const ahead = tokens.slice(start, from).map(({ word }) => word);
  const behind = tokens.slice(to, to + 4).map(({ word }) => word);
  const [first = '', second = ''] = behind;
  if (/[<>≤≥]/.test(ahead.at(-1) ?? '') || (ahead.at(-1) === '=' && /[<>]/.test(ahead.at(-2) ?? ''))) return 'bound';
  if (
    isRangePart(tokens, previous, from) ||
    (next && isRangePart(tokens, all[index], next.from) && ahead.at(-1) !== 'from')
  )
    return ahead.at(-1) === 'to' && tokens[(previous?.from ?? 0) - 1]?.word === 'from' ? 'size' : 'range';
  if (isPrior(ahead, behind, previous !== undefined)) return 'prior';
  if (ahead.at(-1) === 'by' && ahead.some((word) => before.difference.test(word))) return 'difference';
  if (
    ahead.slice(-3).some((word) => before.bound.test(word)) ||
    (/^(or|oder|ou|o)$/.test(first) && /^(more|less|larger|smaller|greater)$/.test(second))
  )
    return 'bound';
  if (ahead.at(-1) === 'from' && next) return 'prior';
  if (
    distance.test(first) ||
    (directed.test(first) && second === 'to') ||
    (ahead.at(-1) === 'at' && !ofSize.test(ahead.at(-2) ?? ''))
  )
    return 'distance';
  return 'size';
}

function isPrior(ahead: readonly string[], behind: readonly string[], hasPrevious: boolean): boolean {
  const [first = '', second = '', third = ''] = behind;
  if (ahead.some((word) => before.prior.test(word)) || before.prior.test(first)) return true;
  if (hasPrevious && /^(was|were|war|etait|era)$/.test(ahead.at(-1) ?? '')) return true;
  if (/^(compared|against|versus|vs)$/.test(ahead.at(-2) ?? '') || /^(compared|versus|vs)$/.test(ahead.at(-1) ?? ''))
    return true;
  if (/^(in|on|im|am|en|nel|le|el|op)$/.test(first))
    return (
      /^(19|20)\d\d$|^\d+[./]\d+/.test(second) ||
      months.test(second) ||
      months.test(third) ||
      (/^(prior|previous|the)$/.test(second) &&
        /^(prior|previous|earlier|last)/.test(second === 'the' ? third : second))
    );
  return first === 'at' && second === 'baseline';
}

/** `5 to 8 mm`, `5-8 mm`. */
function isRangePart(tokens: readonly Token[], one: Measurement | undefined, from: number): boolean {
  return (
    one !== undefined &&
    from - one.to === 1 &&
    one.sizes.length === 1 &&
    /^(to|-|–|—|bis|a|tot)$/.test(tokens[one.to]?.word ?? '')
  );
}

/** Segments, levels, hours, stretches of the aorta. */
function placesIn(tokens: readonly Token[], from: number, to: number): string[] {
  const places: string[] = [];
  for (let index = from; index < to; index += 1) {
    const { word = '', kind } = tokens[index] ?? {};
    if (/^(ascending|descending|arch|root|infrarenal|suprarenal|thoracic|[clt]\d{1,2}|s[1-8])$/.test(word))
      places.push(word);
    else if (/^segments?$/.test(word) && tokens[index + 1]) places.push(`segment ${tokens[index + 1]?.word ?? ''}`);
    else if (kind === 'number' && tokens[index + 1]?.word === 'o') places.push(`${word} o'clock`);
  }
  return places;
}
