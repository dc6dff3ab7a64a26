import type { Language } from './language.ts';
import { changeWords } from './changeWords.ts';
import { dutch } from './dutch.ts';
import { english } from './english.ts';
import { german } from './german.ts';
import type { Lexicon } from './lexicon.ts';
import { french, italian, portuguese, spanish } from './romance.ts';
import { Vocabulary } from './vocabulary.ts';

const sources: Readonly<Record<Language, Lexicon>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  pt: portuguese,
  nl: dutch,
};

const made = new Map<Language, Vocabulary>();

/** A language's words, made ready to be looked up the first time that they are asked for. */
export function vocabularyOf(language: Language): Vocabulary {
  const known = made.get(language);
  if (known) return known;
  const { sides, sites, findings, cues, parts, isPostposed = false } = sources[language];
  const vocabulary = new Vocabulary(
    {
      findings: listsOf(findings),
      sides: listsOf(sides),
      sites: listsOf(sites),
      parts: listsOf(parts),
      cues: listsOf(cues),
      changes: listsOf(changeWords[language]),
    },
    isPostposed,
  );
  made.set(language, vocabulary);
  return vocabulary;
}

function listsOf<K extends string>(lists: Partial<Record<K, string>>): [K, string][] {
  return Object.entries(lists) as [K, string][];
}
