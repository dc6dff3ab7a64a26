import type { Hit, Phrase } from './phraseIndex.ts';
import { PhraseIndex } from './phraseIndex.ts';
import type { ChangeKind } from './changeWords.ts';
import type { Cue, SideWord } from './lexicon.ts';

/** What phrases of each role mean. */
export interface RoleValues {
  readonly findings: string;
  readonly sides: SideWord;
  readonly sites: string;
  readonly parts: string;
  readonly cues: Cue;
  readonly changes: ChangeKind;
}

export type Role = keyof RoleValues;

/** The phrases that may start with a word, of each role that has some. */
export type Roles = readonly { readonly role: Role; readonly phrases: readonly Phrase<RoleValues[Role]>[] }[];

const noRoles: Roles = [];
/** A text of nothing but different words is not remembered for ever. */
const mostKnown = 20_000;

/** A language's phrases of all roles. Each word is looked up once; the tokens carry what was found. */
export class Vocabulary {
  readonly isPostposed: boolean;
  readonly #indexes: readonly (readonly [Role, PhraseIndex<RoleValues[Role]>])[];
  readonly #known = new Map<string, Roles>();

  constructor(lists: { readonly [R in Role]: Iterable<readonly [RoleValues[R], string]> }, isPostposed: boolean) {
    this.isPostposed = isPostposed;
    this.#indexes = (Object.keys(lists) as Role[]).map((role) => [
      role,
      new PhraseIndex<RoleValues[Role]>(lists[role]),
    ]);
  }

  rolesOf(word: string): Roles {
    const known = this.#known.get(word);
    if (known) return known;
    const found = this.#indexes.flatMap(([role, index]) => {
      const phrases = index.startingWith(word);
      return phrases.length > 0 ? [{ role, phrases }] : [];
    });
    const roles: Roles = found.length > 0 ? found : noRoles;
    if (this.#known.size < mostKnown) this.#known.set(word, roles);
    return roles;
  }
}

/** Every phrase in a sentence, by role; of one role none overlaps another. */
export type Marks = { readonly [R in Role]: readonly Hit<RoleValues[R]>[] };

/** Shared by all that have none, and never filled. */
const none: Hit<never>[] = [];

type Marked = Record<Role, Hit<RoleValues[Role]>[]>;

/** One walk over the words for all roles. */
export function marksOf(words: readonly { readonly word: string; readonly roles: Roles }[]): Marks {
  const marks: Marked = { findings: none, sides: none, sites: none, parts: none, cues: none, changes: none };
  for (let from = 0; from < words.length; from += 1) {
    const roles = words[from]?.roles ?? noRoles;
    if (roles === noRoles) continue;
    // By index: taking pairs apart costs a third of the walk.
    for (let at = 0; at < roles.length; at += 1) {
      const { role, phrases } = roles[at]!;
      const hits = marks[role];
      const last = hits[hits.length - 1];
      if (last && last.to > from) continue;
      const hit = PhraseIndex.longest<RoleValues[Role]>(phrases, words, from);
      if (!hit) continue;
      if (hits === none) marks[role] = [hit];
      else hits.push(hit);
    }
  }
  return marks as unknown as Marks;
}
