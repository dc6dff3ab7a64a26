import { languages, type Language } from './language.ts';
import { plainWord } from './plainWord.ts';

/** Small words of which every text has many; those that languages share count for each. */
const smallWords: Readonly<Record<Language, string>> = {
  en: 'the of is are and with no there in on for was to left right has without seen',
  de: 'der die das und ist sind kein keine keinen mit im des nicht ein eine einer auf links rechts linken rechten beidseits kleiner nachweis zeigt sich',
  fr: 'le la les du et est une pas un avec des au sans gauche droit droite aucun aucune absence on petit petite sur',
  es: 'el la los las del y se con sin en una un izquierdo izquierda derecho derecha ambos no observa pequeno',
  it: 'il la lo di del della e non con si una un sinistro sinistra destro destra dx sx sin in piccolo sede al alla',
  pt: 'o a os as do da nao com e sem em uma um esquerdo esquerda direito direita no na observa pequeno',
  nl: 'de het van een geen en met is er in aan links rechts linker rechter beiderzijds kleine zonder op',
};
const sets = languages.map((language) => [language, new Set(smallWords[language].split(' '))] as const);

/** So much of a text tells its language. */
const sample = 6000;

/** The language of a text; `headings` are in a language that decides where the text does not. */
export function textLanguage(text: string, headings: Language): Language {
  const words = plainWord(text.slice(0, sample)).match(/\p{L}+/gu) ?? [];
  const counts = new Map<Language, number>(languages.map((language) => [language, language === headings ? 1 : 0]));
  for (const word of words)
    for (const [language, words] of sets) if (words.has(word)) counts.set(language, (counts.get(language) ?? 0) + 1);
  let best = headings;
  for (const [language, count] of counts) if (count > (counts.get(best) ?? 0)) best = language;
  return best;
}
