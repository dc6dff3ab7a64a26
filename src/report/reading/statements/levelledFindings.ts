/** Findings that sentences give to numbered levels, by families of names that reports use for one another. */
import { PhraseIndex, type Hit } from '../words/phraseIndex.ts';
import type { Token } from '../words/token.ts';
import type { TextRange } from '../textRange.ts';
import { assertionsOf } from './clause.ts';
import { levelsIn, type Level } from './levels.ts';
import type { Assertion } from './mention.ts';
import { markSentence } from './mentions.ts';
import type { Sentence } from './sentence.ts';

export interface LevelledFinding {
  readonly family: string;
  readonly assertion: Assertion;
  readonly range: TextRange;
  /** Empty where the sentence names none. */
  readonly levels: readonly PlacedLevel[];
  /** `several fractures`: more than the levels that are named. */
  readonly isMany: boolean;
}

export interface PlacedLevel extends Level {
  readonly range: TextRange;
}

/** The family of something that lies in a segment, and has no name here. */
export const unnamed = 'unnamed';
/** The family of a segment that is named, whatever is said of it. */
export const nothing = 'nothing';

const families: Readonly<Record<string, string>> = {
  fracture:
    'fractur*|fx|fxs|compression deformit*|wedge deformit*|wedging|height loss|loss of height|vertebral collapse|*fraktur|*frakturen|*fractuur|*fracturen|frattur*|fratur*|burst',
  disc: 'herniat*|hernia*|protrusion*|extrusion*|extruded|sequest*|bulg*|prolaps*|*vorfall|*hernie|*protrusion|*protrusionen|hnp',
  listhesis: '*listhesis',
  stenosis: 'stenos*|*stenose|*stenosen',
  spondylolysis: 'spondylolysis|pars defect*',
  discitis: 'discitis|spondylodiscitis|diskitis|osteomyelitis',
  haemangioma: 'haemangioma*|hemangioma*|hamangiom*|hemangiome*|angiome*',
  cyst: 'cyst|cysts',
  mass: 'nodule*|mass|masses|lesion*|metasta*|tumor*|tumour*|rundherd*|carcinoma*|hcc|cholangiocarcinoma*|fnh|nodular hyperplasia|adenoma*|lasion*|raumforderung*',
  abscess: 'abscess*|*abszess|abszesse*',
  airspace: 'consolidat*|opaci*|infiltrat*|pneumonia*|atelecta*|ggo|*infiltrat|pneumonie*',
  embolus: 'embol*|filling defect*',
  bronchiectasis: 'bronchiect*',
  emphysema: 'emphysem*|bulla|bullae',
  dislocation: 'dislocat*|sublux*',
  erosion: 'erosion*|erosive',
  amputation: 'amputat*',
};
/** What a sentence without a finding of these may describe one by. */
const spots = new PhraseIndex([
  [
    unnamed,
    'area|areas|focus|foci|hypodens*|hyperdens*|hypointens*|hyperintens*|hypoenhanc*|hyperenhanc*|enhanc*|echogenic|hypoechoic|hyperechoic|hypoattenuat*|hyperattenuat*|washout|herd|herde|structure|abnormality',
  ],
]);
const index = new PhraseIndex(Object.entries(families));
const many = new Set(
  'multiple several multilevel numerous innumerable various scattered diffuse many further other all both few mehrere multipler multiplen'.split(
    ' ',
  ),
);
const noLevels: readonly PlacedLevel[] = [];

/** Gathers them; labels with levels (`L4-L5: …`) reach to the end of their paragraph. */
export class LevelReader {
  readonly #found: LevelledFinding[] = [];
  #label: readonly PlacedLevel[] = [];
  #isLabelOwnLine = false;

  get found(): readonly LevelledFinding[] {
    return this.#found;
  }

  read({ tokens, marks, isLabel, startsParagraph }: Sentence): void {
    const found = levelsIn(tokens);
    const levels = found.length === 0 ? noLevels : found.map((level) => ({ ...level, range: rangeOf(tokens, level) }));
    if (startsParagraph && !this.#isLabelOwnLine) this.#label = noLevels;
    const named = levels.length === 0 ? undefined : labelOf(tokens, levels);
    if (isLabel || named) {
      this.#label = named ?? levels.filter(({ isVague }) => !isVague);
      this.#isLabelOwnLine = isLabel;
    }
    if (isLabel) return;
    const isMany = tokens.some(({ word }) => many.has(word));
    if (levels.length > 0 || this.#label.length > 0 || isMany)
      this.#add({ tokens, marks }, named ? levels.filter((level) => !named.includes(level)) : levels, isMany);
  }

  #add({ tokens, marks }: Pick<Sentence, 'tokens' | 'marks'>, levels: readonly PlacedLevel[], isMany: boolean): void {
    const hits = findingsIn(tokens);
    if (hits.length === 0) {
      this.#addUnnamed({ tokens, marks }, levels.length > 0 ? levels : this.#label);
      return;
    }
    const own = bind(tokens, hits, levels);
    const assertions = assertionsOf({ ...markSentence(tokens, marks, false), findings: hits });
    hits.forEach((hit, at) => {
      const bound = own[at] ?? noLevels;
      this.#found.push({
        family: hit.value,
        assertion: assertions[at] ?? 'affirmed',
        range: rangeOf(tokens, hit),
        levels: bound.length > 0 ? bound : this.#label,
        isMany,
      });
    });
  }

  #addUnnamed({ tokens, marks }: Pick<Sentence, 'tokens' | 'marks'>, levels: readonly PlacedLevel[]): void {
    const segments = levels.filter(({ system }) => system === 'segment');
    const [first] = segments;
    if (!first) return;
    const from = spots.firstIn(tokens);
    const hit = { from, to: from + 1, value: unnamed };
    const [assertion = 'affirmed'] =
      from < 0 ? [] : assertionsOf({ ...markSentence(tokens, marks, false), findings: [hit] });
    const family = from < 0 ? nothing : unnamed;
    const range = from < 0 ? first.range : rangeOf(tokens, hit);
    this.#found.push({ family, assertion, range, levels: segments, isMany: false });
  }
}

function findingsIn(tokens: readonly Token[]): Hit<string>[] {
  const hits: Hit<string>[] = [];
  for (let from = 0; from < tokens.length; from += 1) {
    const token = tokens[from] as Token;
    if (token.kind !== 'word' || token.word.length < 2) continue;
    const hit = PhraseIndex.longest(startingWith(token.word), tokens, from);
    if (!hit) continue;
    hits.push(hit);
    from = hit.to - 1;
  }
  return hits;
}

/** `L4-L5: …`, `Right upper lobe: …`, `L4-L5 - …`; or `At L4-L5, …`, `At L4-L5 there is …`. */
function labelOf(tokens: readonly Token[], levels: readonly PlacedLevel[]): readonly PlacedLevel[] | undefined {
  const [first] = levels;
  if (!first || first.isVague || first.from > 4) return undefined;
  const last = levels.findLast((level) => level.from <= first.to + 2 && !level.isVague) ?? first;
  const behind = tokens[last.to];
  const isLead = tokens.slice(0, first.from).some(({ word }) => /^(?:at|in|bei|hohe)$/.test(word));
  const opens =
    behind?.text === ':' ||
    (/^[-–—]$/.test(behind?.text ?? '') && behind?.gap === 'space') ||
    (isLead &&
      (behind?.text === ',' || /^(?:there|a|an|the|is|are|mild|moderate|severe|no)$/.test(behind?.word ?? '')));
  return opens ? levels.slice(0, levels.indexOf(last) + 1) : undefined;
}

/** Which levels go with which finding. */
function bind(tokens: readonly Token[], hits: readonly Hit<string>[], levels: readonly PlacedLevel[]): PlacedLevel[][] {
  const bound: PlacedLevel[][] = hits.map(() => []);
  let run = -1;
  levels.forEach((level, at) => {
    const before = hits.findLastIndex(({ to }) => to <= level.from);
    const after = hits.findIndex(({ from }) => from >= level.to);
    const previous = levels[at - 1];
    const isListed = previous !== undefined && run >= 0 && level.from - previous.to <= 2 && run !== after;
    run = isListed ? run : choose(tokens, hits, level, before, after);
    if (run >= 0) bound[run]?.push(level);
  });
  // `fracture and dislocation of L1`, `L1 fracture and L1 collapse`: a neighbour without its own has the next one's.
  for (let at = bound.length - 2; at >= 0; at -= 1)
    if (bound[at]?.length === 0 && joined(tokens, hits[at], hits[at + 1])) bound[at] = bound[at + 1] ?? [];
  for (let at = 1; at < bound.length; at += 1)
    if (bound[at]?.length === 0 && joined(tokens, hits[at - 1], hits[at])) bound[at] = bound[at - 1] ?? [];
  return bound;
}

const leads =
  /^(?:of|at|in|involving|within|from|affecting|to|on|for|the|level|levels|am|im|von|des|der|in|body|bodies|,|\(|:)$/;

function choose(
  tokens: readonly Token[],
  hits: readonly Hit<string>[],
  level: PlacedLevel,
  before: number,
  after: number,
): number {
  if (before < 0) return after;
  if (after < 0) return before;
  const left = tokens.slice(hits[before]?.to ?? 0, level.from).map(({ word }) => word);
  const right = tokens.slice(level.to, hits[after]?.from ?? 0).map(({ word }) => word);
  const parts = (list: readonly string[]): boolean => list.some((word) => /^(?:and|with|,|;|but|und|mit)$/.test(word));
  if (left.some((word) => leads.test(word)) && !parts(left)) return before;
  if (!parts(right) && right.length <= 5) return after;
  return parts(left) && !parts(right) ? after : before;
}

function joined(tokens: readonly Token[], one: Hit<string> | undefined, other: Hit<string> | undefined): boolean {
  if (!one || !other || other.from - one.to > 6) return false;
  return tokens.slice(one.to, other.from).every(({ word }) => !/^[.;:]$/.test(word));
}

const starts = new Map<string, ReturnType<typeof index.startingWith>>();
const mostKnown = 20_000;

function startingWith(word: string): ReturnType<typeof index.startingWith> {
  const known = starts.get(word);
  if (known) return known;
  const found = index.startingWith(word);
  if (starts.size < mostKnown) starts.set(word, found);
  return found;
}

function rangeOf(tokens: readonly Token[], { from, to }: { readonly from: number; readonly to: number }): TextRange {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
}
