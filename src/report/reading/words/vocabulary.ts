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

/** The phrases that may start with a word, by role; a role is missing where none does. */
export type Roles = { readonly [R in Role]?: readonly Phrase<RoleValues[R]>[] };

const noRoles: Roles = {};
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
      return phrases.length > 0 ? [[role, phrases] as const] : [];
    });
    const roles = found.length > 0 ? (Object.fromEntries(found) as Roles) : noRoles;
    if (this.#known.size < mostKnown) this.#known.set(word, roles);
    return roles;
  }
}

/** Every phrase of a role in a sentence; none overlaps another. */
export function scan<R extends Role>(
  tokens: readonly { readonly word: string; readonly roles: Roles }[],
  role: R,
): Hit<RoleValues[R]>[] {
  const hits: Hit<RoleValues[R]>[] = [];
  for (let from = 0; from < tokens.length;) {
    const phrases = tokens[from]?.roles[role];
    const hit =
      phrases && PhraseIndex.longest<RoleValues[R]>(phrases as readonly Phrase<RoleValues[R]>[], tokens, from);
    if (hit) hits.push(hit);
    from = hit ? hit.to : from + 1;
  }
  return hits;
}
