import { assertionsOf } from './clause.ts';
import type { Side, SideWord } from '../words/lexicon.ts';
import type { Marks, Vocabulary } from '../words/vocabulary.ts';
import type { Mention } from './mention.ts';
import type { Hit } from '../words/phraseIndex.ts';
import type { Sentence } from './sentence.ts';
import { bindSides } from './sideBinding.ts';
import { none, sidesOf, type SidedSentence } from './sidedSentence.ts';
import type { Token } from '../words/token.ts';

/** Gathers the findings that sentences mention, in their order; labels reach from one sentence to the next. */
export class MentionReader {
  readonly #isPostposed: boolean;
  readonly #mentions: Mention[] = [];
  /** The side and organs of the label that the sentence stands under. */
  #label: Label | undefined;

  constructor({ isPostposed }: Pick<Vocabulary, 'isPostposed'>) {
    this.#isPostposed = isPostposed;
  }

  get mentions(): readonly Mention[] {
    return this.#mentions;
  }

  read(sentences: readonly Sentence[]): void {
    for (const sentence of sentences) this.#readOne(sentence);
  }

  /** What follows stands under no label of what went before. */
  endSection(): void {
    this.#label = undefined;
  }

  #readOne({ tokens, marks, isLabel, startsParagraph }: Sentence): void {
    const { findings } = marks;
    if (isLabel && findings.length === 0) {
      this.#label = labelOf(tokens, marks, tokens.length, true);
      return;
    }
    const colon = nameEnd(tokens);
    if (colon > 0)
      this.#label = labelOf(tokens, marks, colon, false) ?? (this.#label?.isOwnLine ? this.#label : undefined);
    else if (startsParagraph && this.#label?.isOwnLine === false) this.#label = undefined;
    if (findings.length === 0) addSideBefore(tokens, marks, this.#mentions);
    else for (const mention of mentionsIn(tokens, marks, this.#isPostposed, this.#label)) this.#mentions.push(mention);
  }
}

interface Label {
  readonly sides: readonly Side[];
  readonly range: Mention['sideRange'];
  readonly organs: readonly string[];
  readonly isOwnLine: boolean;
}

function mentionsIn(tokens: readonly Token[], marks: Marks, isPostposed: boolean, label: Label | undefined): Mention[] {
  const { findings, sites, parts } = marks;
  const sentence = markSentence(tokens, marks, isPostposed);
  const assertions = assertionsOf(sentence);
  const bindings = bindSides(sentence);
  return findings.map((hit, index) => {
    const binding = bindings[index] ?? none;
    const side = binding.hit;
    const [from, to] = stretchOf(sentence, index, side);
    const near = <V>(hits: readonly Hit<V>[]): V[] =>
      hits.filter((one) => one.from >= from && one.from < to).map(({ value }) => value);
    const ownOrgans = [...new Set(near(sites))].filter((organ) => organ !== 'any');
    const isLabelled = !side && label !== undefined && label.sides.length > 0;
    return {
      finding: hit.value,
      range: rangeOf(tokens, hit),
      assertion: assertions[index] ?? 'affirmed',
      sides: side ? binding.sides : (label?.sides ?? []),
      sideRange: side ? rangeOf(tokens, side) : label?.range,
      isBorrowed: side ? binding.isBorrowed : isLabelled,
      isLoose: binding.isLoose ?? false,
      organs: ownOrgans.length > 0 ? ownOrgans : (label?.organs ?? []),
      part: near(parts)[0],
    };
  });
}

/** The words that belong to a finding: from the one before (or its side) to the next. */
function stretchOf(sentence: SidedSentence, index: number, side: Hit<SideWord> | undefined): [number, number] {
  const { findings, tokens, cues } = sentence;
  const hit = findings[index] as Hit<string>;
  let from = hit.from;
  while (from > 0) {
    const cue = cues[from - 1]?.value;
    const isEdge =
      sentence.findingAt[from - 1] ||
      cue === 'stop' ||
      cue === 'no' ||
      cue === 'verb' ||
      cue === 'and' ||
      cue === 'or' ||
      cue === 'cause' ||
      tokens[from - 1]?.text === ',';
    if (isEdge && !(side && side.from < from && side.from >= from - 10 && !sentence.findingAt[from - 1])) break;
    from -= 1;
  }
  let to = hit.to;
  const end = findings[index + 1]?.from ?? tokens.length;
  while (to < end) {
    const cue = cues[to]?.value;
    if (
      cue === 'stop' ||
      cue === 'with' ||
      cue === 'cause' ||
      cue === 'normal' ||
      tokens[to]?.text === ',' ||
      (cue === 'and' && !(side && side.from > to))
    )
      break;
    to += 1;
  }
  return [from, Math.max(to, hit.to)];
}

/** `It is on the left.` gives its side to the finding before that has none. */
function addSideBefore(tokens: readonly Token[], marks: Marks, mentions: Mention[]): void {
  const last = mentions.at(-1);
  if (
    !last ||
    last.sides.length > 0 ||
    !/^(it|this|these|they|es|er|dieser|diese|il|elle|esso|essa|ele|ela|este|esta|het|deze)$/.test(
      tokens[0]?.word ?? '',
    )
  )
    return;
  const [side, ...others] = sideHits(tokens, marks);
  if (!side || side.value === 'apart' || others.length > 0) return;
  mentions[mentions.length - 1] = {
    ...last,
    sides: sidesOf(side.value),
    sideRange: rangeOf(tokens, side),
    isBorrowed: true,
    isLoose: true,
  };
}

/** Where a sentence's own label ends: `Left kidney: …`; 0 when it has none. */
function nameEnd(tokens: readonly Token[]): number {
  for (let index = 1; index < Math.min(7, tokens.length - 1); index += 1) {
    if (tokens[index]?.text === ':') return index;
    if (tokens[index]?.text === '.' || tokens[index]?.text === ',') return 0;
  }
  return 0;
}

/** What the words up to `end` say of what follows them. */
function labelOf(tokens: readonly Token[], marks: Marks, end: number, isOwnLine: boolean): Label | undefined {
  const hit = sideHits(tokens, marks).find(({ value, to }) => value !== 'apart' && to <= end);
  const organs = [
    ...new Set(marks.sites.filter(({ to, value }) => to <= end && value !== 'any').map(({ value }) => value)),
  ];
  if (!hit && organs.length === 0) return isOwnLine ? { sides: [], range: undefined, organs, isOwnLine } : undefined;
  return { sides: hit ? sidesOf(hit.value) : [], range: hit && rangeOf(tokens, hit), organs, isOwnLine };
}

/** A sentence with its words for sides, each token with what it is part of. */
export function markSentence(tokens: readonly Token[], marks: Marks, isPostposed: boolean): SidedSentence {
  const sides = sideHits(tokens, marks);
  return {
    tokens,
    isPostposed,
    cues: spread(
      tokens,
      sides.length === 0 ? marks.cues : marks.cues.filter((cue) => !sides.some((side) => overlap(cue, side))),
    ),
    findings: marks.findings,
    sides,
    sideAt: spread(tokens, sides),
    siteAt: spread(tokens, marks.sites, marks.parts),
    findingAt: spread(tokens, marks.findings),
  };
}

/** `R` and `L` count as capitals only, and not before a number: `L5`, `L 5`. */
function sideHits(tokens: readonly Token[], { sides, cues }: Marks): readonly Hit<SideWord>[] {
  if (sides.length === 0) return sides;
  return sides.filter((side) => {
    const { from, to } = side;
    const token = tokens[from];
    if (to - from > 1 || !token || token.word.length > 1) return true;
    const next = tokens[to];
    const isCue = cues.some((cue) => cue.to - cue.from > 1 && overlap(cue, side));
    return (
      token.text !== token.word && !isCue && !(next?.kind === 'number' && next.gap !== 'blank') && next?.text !== "'"
    );
  });
}

function overlap(one: Hit<unknown>, other: Hit<unknown>): boolean {
  return one.from < other.to && other.from < one.to;
}

/** For each token the hit that it is part of. */
function spread<V>(
  tokens: readonly Token[],
  ...lists: readonly (readonly Hit<V>[])[]
): readonly (Hit<V> | undefined)[] {
  if (lists.every((hits) => hits.length === 0)) return nothing;
  const at = new Array<Hit<V> | undefined>(tokens.length).fill(undefined);
  for (const hits of lists)
    for (const hit of hits) for (let index = hit.from; index < hit.to; index += 1) at[index] = hit;
  return at;
}

const nothing: readonly undefined[] = [];

function rangeOf(
  tokens: readonly Token[],
  { from, to }: { readonly from: number; readonly to: number },
): { start: number; end: number } {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
}
