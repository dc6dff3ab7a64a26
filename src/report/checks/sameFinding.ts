/** When a mention in the Findings is about what a mention in the Impression is about. */
import type { Mention } from '../reading/statements/mention.ts';

/** Names that reports use for one another: an opacity is called a pneumonia, a lesion a mass. */
const families: readonly (readonly string[])[] = [
  ['consolidation', 'opacity', 'infiltrate', 'pneumonia', 'atelectasis'],
  ['nodule', 'mass', 'lesion', 'tumour', 'metastasis'],
  ['embolus', 'thrombus'],
  ['effusion', 'blunting'],
  ['adenopathy', 'nodes'],
  ['hydronephrosis', 'dilatation'],
];
/** In these an Impression takes up any of the names; in the others its own name goes first. */
const loose = new Set(['consolidation', 'opacity', 'infiltrate', 'pneumonia']);

/** The mentions about the same finding in the same organ. */
export function sameFinding(mention: Mention, others: readonly Mention[]): Mention[] {
  const near = others.filter((other) => sharesOrgan(mention, other));
  const exact = near.filter(({ finding }) => finding === mention.finding);
  if (exact.length > 0 && !loose.has(mention.finding)) return exact;
  const family = families.find((one) => one.includes(mention.finding)) ?? [mention.finding];
  return near.filter(({ finding }) => family.includes(finding));
}

/** Of the same part of the organ where some are, else all. */
export function samePart(mention: Mention, others: readonly Mention[]): readonly Mention[] {
  if (mention.part === undefined) return others;
  const fitting = others.filter(({ part }) => part === undefined || part === mention.part);
  return fitting.some(({ part }) => part === mention.part) ? fitting : others;
}

/** A mention without an organ may be of any. */
export function sharesOrgan(one: Mention, other: Mention): boolean {
  return (
    one.organs.length === 0 || other.organs.length === 0 || one.organs.some((organ) => other.organs.includes(organ))
  );
}

export function isHeld({ assertion }: Mention): boolean {
  return assertion === 'affirmed' || assertion === 'uncertain';
}

/**
 * One for all mentions that say the same but for their place: a long report has thousands of mentions, and few kinds of
 * them.
 */
export function distinctMentions(mentions: readonly Mention[]): Mention[] {
  const seen = new Map<string, Mention>();
  for (const mention of mentions) {
    const key = sayingOf(mention);
    if (!seen.has(key)) seen.set(key, mention);
  }
  return [...seen.values()];
}

/** What a mention says, its place left out. */
export function sayingOf({ finding, assertion, sides, isLoose, organs, part }: Mention): string {
  return `${finding} ${assertion} ${sides.join('+')} ${isLoose ? '~' : ''} ${organs.join('+')} ${part ?? ''}`;
}
