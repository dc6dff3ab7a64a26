import type { Side } from '../words/lexicon.ts';
import type { MeasuredKind } from '../words/measuredWords.ts';
import type { Hit } from '../words/phraseIndex.ts';
import type { Token } from '../words/token.ts';
import { thingOf, thingsIn, type MeasuredThing } from './measuredThing.ts';
import { measurementsIn, type Measurement } from './measurement.ts';
import type { Sentence } from './sentence.ts';
import { useOf, type SizeUse } from './sizeUse.ts';

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
