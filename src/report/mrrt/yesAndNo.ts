import { languages, type Language } from '../reading/words/language.ts';

interface YesAndNo {
  readonly yes: string;
  readonly no: string;
}

const words: Readonly<Record<Language, YesAndNo>> = {
  en: { yes: 'yes', no: 'no' },
  de: { yes: 'ja', no: 'nein' },
  fr: { yes: 'oui', no: 'non' },
  es: { yes: 'sí', no: 'no' },
  it: { yes: 'sì', no: 'no' },
  pt: { yes: 'sim', no: 'não' },
  nl: { yes: 'ja', no: 'nee' },
};

/** What a box that is or is not ticked says, in a language (ISO 639, with or without a region); English for others. */
export function yesAndNo(language: string): YesAndNo {
  const known = languages.find((one) => one === language.slice(0, 2).toLowerCase());
  return words[known ?? 'en'];
}
