import type { Language } from '../language.ts';
import { PhraseIndex } from '../phraseIndex.ts';
import { english } from './english.ts';
import type { Cue, Lexicon, SideWord } from './lexicon.ts';

/** A lexicon made ready to be looked up. */
export interface LexiconIndex {
  readonly sides: PhraseIndex<SideWord>;
  readonly sites: PhraseIndex<string>;
  readonly parts: PhraseIndex<string>;
  readonly findings: PhraseIndex<string>;
  readonly cues: PhraseIndex<Cue>;
}

const sources: Partial<Record<Language, Lexicon>> = { en: english };

const made = new Map<Language, LexiconIndex>();

export function lexiconOf(language: Language): LexiconIndex {
  const known = made.get(language);
  if (known) return known;
  const { sides, sites, findings, cues, parts } = sources[language] ?? english;
  const index: LexiconIndex = {
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
