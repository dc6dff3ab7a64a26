/** Whether a denial denies what a phrase affirms. In doubt it does not: an organ that only one of them names is a doubt. */
import type { ReadSentence } from '../reading/statements/sentencePlaces.ts';
import { sidesOf } from '../reading/statements/sidedSentence.ts';
import { markSentence } from '../reading/statements/mentions.ts';
import type { Side } from '../reading/words/lexicon.ts';
import type { Token } from '../reading/words/token.ts';
import { impliedOrgan, neutral, notAffirmed, notItself, place, vague, wholeOrgan } from './contradictionWords.ts';
import { scopeOf, siteAt, type Scope } from './denialScope.ts';
import { isSameName, sharesStem } from './sameName.ts';
import type { Phrase, SpokenPhrases } from './spokenPhrase.ts';

/** What a denial denies; undefined for one that leaves room. */
export interface Denial {
  readonly denied: Phrase;
  readonly scope: Scope;
  readonly sides: readonly Side[];
  /** It names its own organ or part. */
  readonly hasSite: boolean;
  /** Words of a place that is no organ's own. */
  readonly places: readonly string[];
}

/** A finding that is plainly affirmed, with the words and organs that it is said with. */
export interface Affirmation {
  readonly held: Phrase;
  readonly context: Context;
}

export function denialOf(denied: Phrase): Denial | undefined {
  const scope = scopeOf(denied);
  if (!scope) return undefined;
  const words = [...scope.items.flat(), ...scope.around, ...scope.behind.flat()];
  const hasSite = words.some((token) => isSite(denied, token));
  const places = words.map(({ word }) => word).filter((word) => place.test(word));
  return { denied, scope, sides: ownSides(denied), hasSite, places };
}

export function affirmationOf(held: Phrase, phrases: SpokenPhrases): Affirmation | undefined {
  return isPlain(held) ? { held, context: contextOf(held, phrases) } : undefined;
}

export function isContradicted({ held, context }: Affirmation, denial: Denial, phrases: SpokenPhrases): boolean {
  const { denied, scope, sides, hasSite, places } = denial;
  if (held.kind === denied.kind && held.index === denied.index) return false;
  if (!coversSides(sides, held) || !isSameName(held, denied)) return false;
  const isSaid = (token: Token): boolean => fits(token, held, denied, context);
  if (![scope.items, scope.behind].every((list) => list.some((piece) => piece.every(isSaid)))) return false;
  if (!scope.around.every(isSaid)) return false;
  return hasSite || liesIn(held, places) || fitsTopic(held, denied, phrases, context);
}

/** The words right around the finding name one of the places. */
function liesIn({ tokens, marks, from, to }: Phrase, places: readonly string[]): boolean {
  if (places.length === 0) return false;
  const start = Math.max(0, ...marks.findings.filter((hit) => hit.to <= from).map((hit) => hit.to));
  const end = tokens.findIndex(({ word }, index) => index >= to && /^(?:with|without|and|but|[,;:.(])$/.test(word));
  return tokens
    .slice(start, end < 0 ? tokens.length : end)
    .some(({ word }) => places.some((one) => sharesStem(one, word)));
}

/** An affirmation of a finding itself, of today. */
function isPlain({ tokens, to, mention }: Phrase): boolean {
  return (
    !mention.isLoose && !notItself.test(tokens[to]?.word ?? '') && !tokens.some(({ word }) => notAffirmed.test(word))
  );
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
  const { finding, organs } = held.mention;
  if (isBone.test(word) && (finding === 'fracture' || finding === 'dislocation')) return true;
  if (/^joints?$/.test(word) && [...context.organs].some((organ) => isJoint.test(organ))) return true;
  if (denied.marks.findings.some((hit) => isWithin(denied.tokens, hit, token))) return true;
  if (context.words.some((other) => sharesStem(word, other))) return true;
  const site = denied.marks.sites.find((hit) => isWithin(denied.tokens, hit, token));
  if (!site || !wholeOrgan.test(wordsOf(denied.tokens, site))) return false;
  const isApart = apart.some(
    ([whole, part]) => whole.test(word) && !part.test(finding) && context.words.some((other) => part.test(other)),
  );
  if (isApart) return false;
  if (word === 'intracranial' && context.words.some((other) => inSkull.test(other))) return true;
  return organs.length > 0 ? organs.includes(site.value) : context.organs.has(site.value);
}

const isBone = /^(?:bones?|bony|osseous|skeletal)$/;
const isJoint = /^(?:knee|hip|shoulder|elbow|wrist|ankle|foot|hand)$/;
const inSkull =
  /^(?:subarachn|subdur|epidur|extradur|intraventric|intraparenchym|intracerebr|sdh$|sah$|edh$|ich$|ivh$)/;

function wordsOf(tokens: readonly Token[], { from, to }: { readonly from: number; readonly to: number }): string {
  return tokens
    .slice(from, to)
    .map(({ word }) => word)
    .join(' ');
}

/** What the name of an organ leaves out, though it belongs to its organs. */
const apart: readonly (readonly [whole: RegExp, part: RegExp])[] = [
  [
    /^(?:intracranial|brain|cerebral)$/,
    /^(?:scalp|subgaleal|subcutaneous|extracranial|periorbital|soft|sinus|maxillary|carotid)$/,
  ],
  [/^(?:kidneys?|renal)$/, /^(?:ureter\w*|uvj|upj|vesico\w*|bladder)$/],
  [/^(?:lungs?|pulmonary)$/, /^(?:pleura\w*|fissur\w*|pericard\w*|effusion|pneumothorax|thickening)$/],
  [/^gallbladder$/, /^(?:duct\w*|choledoch\w*|cbd|chd)$/],
  [/^(?:heart|cardiac)$/, /^pericard\w*$/],
  [/^ovar\w*$/, /^(?:par[ao]?ovar|adnex|tub[ae]|hydrosalp)\w*$/],
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
  // `No ascites or focal liver lesion`: the liver is the lesion's.
  const labelled = denied.mention.organs.filter((organ) => !denied.marks.sites.some(({ value }) => value === organ));
  if (labelled.length > 0 && !labelled.some((organ) => context.organs.has(organ))) return false;
  for (const { index, sentence } of phrases.before(denied)) {
    if (held.kind === denied.kind && index === held.index) return true;
    const sides = sidesIn(sentence);
    if (sides.length > 0 && !coversSides(sides, held)) return false;
    const label = labelOf(sentence);
    if (label)
      return label.every(
        (token) => token.kind === 'sign' || neutral.has(token.word) || fitsLabel(token, sentence, context),
      );
    const organs = sentence.marks.sites.map(({ value }) => value).filter((value) => value !== 'any');
    if (organs.some((organ) => context.organs.has(organ))) return !isOfOtherPart(sentence, context);
    if (organs.length > 0 && !isOfItself(denied, organs)) return false;
    if (implied) continue;
    if (!sentence.tokens.every(({ kind, word }) => kind !== 'word' || neutral.has(word) || vague.test(word)))
      return false;
  }
  return true;
}

/** `Lateral meniscus: …` */
function labelOf({ tokens }: ReadSentence): readonly Token[] | undefined {
  const colon = tokens.slice(0, 7).findIndex(({ text }) => text === ':');
  return colon > 0 ? tokens.slice(0, colon) : undefined;
}

/** Of the organ, but none of its parts that are named is one that the phrase names: the one and the other ligament. */
function isOfOtherPart({ tokens, marks }: ReadSentence, { words }: Context): boolean {
  return marks.sites.every((site) => {
    const name = wordsOf(tokens, site);
    return !wholeOrgan.test(name) && !name.split(' ').some((word) => words.some((other) => sharesStem(word, other)));
  });
}

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
