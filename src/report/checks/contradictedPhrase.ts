/** Whether a denial denies what a phrase affirms. In doubt it does not: an organ that only one of them names is a doubt. */
import type { ReadSentence } from '../reading/statements/sentencePlaces.ts';
import { sidesOf } from '../reading/statements/sidedSentence.ts';
import { markSentence } from '../reading/statements/mentions.ts';
import type { Side } from '../reading/words/lexicon.ts';
import type { Token } from '../reading/words/token.ts';
import { impliedOrgan, leavesRoom, neutral, notAffirmed, notItself, ofKind, wholeOrgan } from './contradictionWords.ts';
import type { Phrase, SpokenPhrases } from './spokenPhrase.ts';

/** What a denial denies; undefined for one that leaves room. */
export interface Denial {
  readonly denied: Phrase;
  readonly scope: Scope;
  readonly sides: readonly Side[];
  /** It names its own organ or part. */
  readonly hasSite: boolean;
}

/** A finding that is plainly affirmed, with the words and organs that it is said with. */
export interface Affirmation {
  readonly held: Phrase;
  readonly context: Context;
}

export function denialOf(denied: Phrase): Denial | undefined {
  const scope = scopeOf(denied);
  if (!scope) return undefined;
  const hasSite = [...scope.items.flat(), ...scope.around, ...scope.behind.flat()].some((token) =>
    isSite(denied, token),
  );
  return { denied, scope, sides: ownSides(denied), hasSite };
}

export function affirmationOf(held: Phrase, phrases: SpokenPhrases): Affirmation | undefined {
  return isPlain(held) ? { held, context: contextOf(held, phrases) } : undefined;
}

export function isContradicted({ held, context }: Affirmation, denial: Denial, phrases: SpokenPhrases): boolean {
  const { denied, scope, sides, hasSite } = denial;
  if (held.kind === denied.kind && held.index === denied.index) return false;
  if (!coversSides(sides, held) || !isSameName(held, denied)) return false;
  const isSaid = (token: Token): boolean => fits(token, held, denied, context);
  if (![scope.items, scope.behind].every((list) => list.some((piece) => piece.every(isSaid)))) return false;
  if (!scope.around.every(isSaid)) return false;
  return hasSite || fitsTopic(held, denied, phrases, context);
}

/** An affirmation of a finding itself, of today. */
function isPlain({ tokens, to, mention }: Phrase): boolean {
  return (
    !mention.isLoose && !notItself.test(tokens[to]?.word ?? '') && !tokens.some(({ word }) => notAffirmed.test(word))
  );
}

interface Scope {
  /** Any of these tells what is denied: `pleural` or `pericardial` effusion. */
  readonly items: readonly (readonly Token[])[];
  /** What else narrows it down. */
  readonly around: readonly Token[];
  /** Any of these: of the meniscus or the ligaments. */
  readonly behind: readonly (readonly Token[])[];
}

const removed =
  /resol|remov|resect|clear|disappear|exclud|longer|unlikely|ruled|rather|instead|consistent|compatible|suggestive|against|never|denies|n't|doesn|isn|wasn|aren|don$|^not$|resorb|definite|convincing|suspicious|residual|fails|failed|devoid/;

/** Undefined for a denial that leaves room: `no other`, `has resolved`, `previously no`. */
function scopeOf({ tokens, marks, from, to }: Phrase): Scope | undefined {
  if (tokens.some(({ word }) => leavesRoom.has(word)) || notItself.test(tokens[to]?.word ?? '')) return undefined;
  const words = (start: number, end: number): string =>
    tokens
      .slice(start, end)
      .map(({ word }) => word)
      .join(' ');
  const cue =
    marks.cues.findLast((one) => one.value === 'no' && one.to <= from) ??
    marks.cues.find((one) => (one.value === 'gone' || one.value === 'no') && one.from >= to);
  if (!cue || removed.test(words(cue.from, cue.to))) return undefined;
  const isBehind = cue.from >= to;
  const start = isBehind ? 0 : cue.to;
  const others = marks.findings.filter((hit) => hit.from >= start);
  const kinds: Token[] = [];
  const items: Token[][] = [[]];
  for (let index = start; index < from; index += 1) {
    const token = tokens[index] as Token;
    const isFinding = others.some((hit) => hit.from <= index && index < hit.to);
    if (isFinding) items.splice(0, items.length, []);
    else if (/^(?:,|or|and|nor|\/|oder|und|ou|et|o|y|e|of|en|ni)$/.test(token.word)) {
      if (items.at(-1)?.length === 0) continue;
      items.push([]);
    } else if (token.kind !== 'sign') {
      if (ofKind.has(token.word)) kinds.push(token);
      items.at(-1)?.push(token);
    }
  }
  // Behind the last finding of the list: `no fracture or dislocation of the wrist`.
  const last = others.findLast(
    (hit) => !marks.cues.some((one) => one.value === 'stop' && one.from > from && one.from < hit.from),
  );
  const near = nearEnd(tokens, others.find((hit) => hit.from >= to)?.from ?? tokens.length, to);
  const behind = isBehind
    ? tokens.slice(cue.to)
    : [...tokens.slice(to, near), ...tokens.slice(Math.max(near, last?.to ?? to))];
  const itemSets = items.filter((item) => item.length > 0);
  const hasSite = [...itemSets.flat(), ...behind].some((token) => siteAt(marks.sites, tokens, token));
  const before = isBehind || hasSite ? [] : tokens.slice(isNumbered(tokens) ? 2 : 0, cue.from);
  const extra = kinds.filter((token) => !items.flat().includes(token) || itemSets.length > 1);
  return {
    items: itemSets.length > 0 ? itemSets : [[]],
    around: [...extra, ...before],
    behind: listed(behind),
  };
}

/** `2. No effusion` */
function isNumbered(tokens: readonly Token[]): boolean {
  return tokens[0]?.kind === 'number' && /^[.)]$/.test(tokens[1]?.text ?? '');
}

/** The pieces between the joints of a list. */
function listed(tokens: readonly Token[]): Token[][] {
  const pieces: Token[][] = [[]];
  for (const token of tokens)
    if (/^(?:,|or|and|nor|\/|oder|und|ou|et)$/.test(token.word)) pieces.push([]);
    else pieces.at(-1)?.push(token);
  const said = pieces.filter((piece) => piece.some(({ kind }) => kind !== 'sign'));
  return said.length > 0 ? said : [[]];
}

function nearEnd(tokens: readonly Token[], end: number, from: number): number {
  for (let index = from; index < end; index += 1)
    if (/^(?:,|or|and|nor|;|\/)$/.test(tokens[index]?.word ?? '')) return index;
  return end;
}

function siteAt(
  sites: readonly { readonly from: number; readonly to: number; readonly value: string }[],
  tokens: readonly Token[],
  token: Token,
): string | undefined {
  return sites.find(
    (hit) => (tokens[hit.from]?.start ?? 0) <= token.start && token.end <= (tokens[hit.to - 1]?.end ?? 0),
  )?.value;
}

function isSite({ marks, tokens }: Phrase, token: Token): boolean {
  return siteAt(marks.sites, tokens, token) !== undefined;
}

interface Context {
  readonly words: readonly string[];
  readonly organs: ReadonlySet<string>;
}

/** The words and organs that a phrase is said with. */
function contextOf(held: Phrase, phrases: SpokenPhrases): Context {
  const label = phrases.labelOf(held);
  const sentences: ReadSentence[] = label ? [held, label] : [held];
  const organs = new Set([
    ...held.mention.organs,
    ...sentences.flatMap(({ marks }) => marks.sites.map(({ value }) => value)),
  ]);
  organs.delete('any');
  const implied = impliedOrgan[held.mention.finding];
  if (organs.size === 0 && implied) organs.add(implied);
  return { words: sentences.flatMap(({ tokens }) => tokens.map(({ word }) => word)), organs };
}

/** A word of the denial is said of the phrase too, or narrows nothing down. */
function fits(token: Token, held: Phrase, denied: Phrase, context: Context): boolean {
  const { word, kind } = token;
  if (kind === 'sign' || neutral.has(word) || isCue(denied, token)) return true;
  if (denied.marks.findings.some((hit) => isWithin(denied.tokens, hit, token))) return true;
  if (context.words.some((other) => sharesStem(word, other))) return true;
  const organ = siteAt(denied.marks.sites, denied.tokens, token);
  if (organ === undefined || !wholeOrgan.test(word)) return false;
  if (apart.some(([whole, part]) => whole.test(word) && context.words.some((other) => part.test(other)))) return false;
  return held.mention.organs.length > 0 ? held.mention.organs.includes(organ) : context.organs.has(organ);
}

/** What the name of an organ leaves out, though it belongs to its organs. */
const apart: readonly (readonly [whole: RegExp, part: RegExp])[] = [
  [
    /^(?:intracranial|brain|cerebral)$/,
    /^(?:scalp|subgaleal|subcutaneous|extracranial|periorbital|soft|sinus|maxillary|carotid)$/,
  ],
  [/^(?:kidneys?|renal)$/, /^(?:ureter\w*|uvj|upj|vesico\w*|bladder)$/],
  [/^(?:lungs?|pulmonary)$/, /^(?:pleura\w*|fissur\w*|pericard\w*)$/],
  [/^gallbladder$/, /^(?:duct\w*|choledoch\w*|cbd|chd)$/],
  [/^(?:heart|cardiac)$/, /^pericard\w*$/],
];

function isCue({ marks, tokens }: Phrase, token: Token): boolean {
  return marks.cues.some((cue) => cue.value !== 'size' && cue.value !== 'symptom' && isWithin(tokens, cue, token));
}

function isWithin(
  tokens: readonly Token[],
  hit: { readonly from: number; readonly to: number },
  token: Token,
): boolean {
  return (tokens[hit.from]?.start ?? 0) <= token.start && token.end <= (tokens[hit.to - 1]?.end ?? 0);
}

function sharesStem(one: string, other: string): boolean {
  if (one === other) return true;
  const length = Math.min(5, one.length, other.length);
  return length >= 4 && one.slice(0, length) === other.slice(0, length);
}

/** Sides of the denial's sentence, its own first. */
function ownSides({ mention, tokens, marks }: Phrase): readonly Side[] {
  return mention.sides.length > 0 ? mention.sides : sidesIn({ tokens, marks });
}

function sidesIn({ tokens, marks }: ReadSentence): Side[] {
  return [...new Set(markSentence(tokens, marks, false).sides.flatMap(({ value }) => sidesOf(value)))];
}

/** What is denied of no side is denied of both; of a phrase without a side nothing is known. */
function coversSides(sides: readonly Side[], { mention }: Phrase): boolean {
  return sides.length === 0 || mention.sides.some((side) => sides.includes(side));
}

/** A denial that names no organ is about what its paragraph was about last. */
function fitsTopic(held: Phrase, denied: Phrase, phrases: SpokenPhrases, context: Context): boolean {
  const implied = impliedOrgan[denied.mention.finding];
  const label = phrases.labelOf(denied);
  if (
    label &&
    !label.tokens.every((token) => token.kind === 'sign' || neutral.has(token.word) || fitsLabel(token, label, context))
  )
    return false;
  const labelled = denied.mention.organs;
  if (labelled.length > 0 && !labelled.some((organ) => context.organs.has(organ))) return false;
  for (const { index, sentence } of phrases.before(denied)) {
    if (held.kind === denied.kind && index === held.index) return true;
    const sides = sidesIn(sentence);
    if (sides.length > 0 && !coversSides(sides, held)) return false;
    const organs = sentence.marks.sites.map(({ value }) => value).filter((value) => value !== 'any');
    if (organs.some((organ) => context.organs.has(organ))) return true;
    if (organs.length > 0 && !isOfItself(denied, organs)) return false;
    if (implied) continue;
    if (!sentence.tokens.every(({ kind, word }) => kind !== 'word' || neutral.has(word) || vague.test(word)))
      return false;
  }
  return true;
}

const vague =
  /^(?:soft|tissues?|swelling|alignment|joint|joints|mineralization|mineralisation|osteopenia|osteopenic|maintained|anatomic|mild|moderate|degenerative|changes|postoperative)$/;

function fitsLabel(token: Token, label: ReadSentence, { words, organs }: Context): boolean {
  const organ = siteAt(label.marks.sites, label.tokens, token);
  return words.some((word) => sharesStem(word, token.word)) || (organ !== undefined && organs.has(organ));
}

/** `No pneumothorax`: of the pleura, whatever was said before. An effusion may be the heart's or a joint's. */
function isOfItself({ marks, mention }: Phrase, organs: readonly string[]): boolean {
  switch (mention.finding) {
    case 'effusion':
      return marks.findings.some(({ value }) => /^(?:pneumothorax|consolidation|pneumonia|infiltrate)$/.test(value));
    case 'consolidation':
    case 'pneumonia':
    case 'infiltrate':
    case 'atelectasis':
    case 'embolus':
      return organs.every((organ) => organ === 'heart' || organ === 'rib' || organ === 'lung');
    default:
      return mention.finding in impliedOrgan;
  }
}

/** Names that stand for one another, those of the denial first: a haematoma is a haemorrhage. */
const names: readonly (readonly [denied: RegExp, held: RegExp])[] = [
  [/^(?:haemorr|hemorr|bleed)/, /^(?:haemorr|hemorr|bleed|haematom|hematom|sdh|sah|edh|ich)/],
  [/^(?:stone|calcul|nephrolith|urolith|lithiasis)/, /^(?:stone|calcul|nephrolith|urolith|lithiasis)/],
  [/^(?:gallstone|cholelith|stone|calcul)/, /^(?:gallstone|cholelith|stone|calcul)/],
  [/^(?:fractur|fx)/, /^(?:fractur|fx)/],
  [/^(?:thromb|dvt|clot)/, /^(?:thromb|dvt|clot)/],
  [/^(?:embol|pe$|pes$|filling|thromboemb)/, /^(?:embol|pe$|pes$|filling|thromboemb)/],
  [/^(?:adenop|lymphad|enlarged)/, /^(?:adenop|lymphad|enlarged)/],
  [/^(?:pneumothor|ptx)/, /^(?:pneumothor|ptx)/],
  [/^(?:effus|pleural)/, /^(?:effus|pleural|haemothor|hemothor)/],
  [/^(?:free|pneumoperi)/, /^(?:free|pneumoperi)/],
  [/^(?:enlarge|cardiomeg|heart|cardiac)/, /^(?:enlarge|cardiomeg|heart|cardiac|large)/],
];

function isSameName(held: Phrase, denied: Phrase): boolean {
  const [one, other] = [held.tokens[held.from]?.word ?? '', denied.tokens[denied.from]?.word ?? ''];
  if (/^choledocho/.test(one) !== /^choledocho/.test(other)) return false;
  if (/^dvt/.test(other) && held.tokens.some(({ word }) => /^(?:superficial|saphenous)$/.test(word))) return false;
  return (
    sharesStem(one, other) ||
    (other.length >= 5 && one.endsWith(other)) ||
    names.some(([a, b]) => a.test(other) && b.test(one))
  );
}
