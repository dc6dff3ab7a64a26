import type { Language } from '../language.ts';
import { PhraseIndex } from '../phraseIndex.ts';
import { dutch } from './dutch.ts';
import { english } from './english.ts';
import { german } from './german.ts';
import type { Cue, Lexicon, SideWord } from './lexicon.ts';
import { french, italian, portuguese, spanish } from './romance.ts';

/** A lexicon made ready to be looked up. */
export interface LexiconIndex {
  readonly isPostposed: boolean;
  readonly sides: PhraseIndex<SideWord>;
  readonly sites: PhraseIndex<string>;
  readonly parts: PhraseIndex<string>;
  readonly findings: PhraseIndex<string>;
  readonly cues: PhraseIndex<Cue>;
}

const sources: Readonly<Record<Language, Lexicon>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  pt: portuguese,
  nl: dutch,
};

const made = new Map<Language, LexiconIndex>();

export function lexiconOf(language: Language): LexiconIndex {
  const known = made.get(language);
  if (known) return known;
  const { sides, sites, findings, cues, parts, isPostposed = false } = sources[language];
  const index: LexiconIndex = {
    isPostposed,
    sides: new PhraseIndex(listsOf(sides)),
    sites: new PhraseIndex(listsOf(sites)),
    parts: new PhraseIndex(listsOf(parts)),
    findings: new PhraseIndex(listsOf(findings)),
    cues: new PhraseIndex(listsOf(cues)),
  };
  made.set(language, index);
  return index;
}

function listsOf<K extends string>(lists: Partial<Record<K, string>>): [K, string][] {
  return Object.entries(lists) as [K, string][];
}
