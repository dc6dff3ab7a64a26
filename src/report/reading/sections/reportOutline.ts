/** What the headings of a text say of the whole of it. */
import { languages, type Language } from '../words/language.ts';
import { plainWord } from '../words/plainWord.ts';
import type { ReportOutline } from './sections.ts';

/** Names that papers, tickets and minutes have too: alone they make no report. */
const general = new Set(
  'conclusion|conclusions|summary|observation|observations|description|analyse|analysis|result|results|resultat|resultats|resultado|resultados|risultato|risultati|resultaat|resultaten|method|methods|methode|metodo|metodologia|methodik|procedure|procedimiento|procedimento|protocol|protocolo|protocollo|protokoll|protocole|discussion|interpretation|interpretacion|interpretazione|interpretacao|interpretatie|opinion|opinione|opiniao|history|historia|histoire|reason|presentation|acquisition|previous|prior|correlation|symptoms|background|note|comment|comments|conclusie|conclusies|conclusiones|conclusioni|conclusao|conclusoes|resume|resumen|resumo|sintesi|sintese|synthese|zusammenfassung|fazit|verfahren|ergebnis|ergebnisse|beschreibung|descripcion|descrizione|descricao|beschrijving|contexte|motif|motivo|avis|valoracion|valutazione|avaliacao|parecer|samenvatting|diagnosis|diagnoses|diagnose|diagnostic|diagnostico|diagnosi|report|body|text|review|reading|assessment|overall|synopsis|key findings|main findings|key points|bewertung|einschatzung|schlussfolgerung|schlussfolgerungen|technique|techniques|tech|technik|sequences|finding'.split(
    '|',
  ),
);
/** Headings of papers and manuals. */
const foreign =
  /^(abstract|introduction|discussion|references|bibliography|methods?|methodology|acknowledge?ments?|usage|installation|installing|getting started|license|contributing|einleitung|methoden|diskussion|literatur|introduccion|metodos|referencias|introduzione|metodi|bibliografia|introducao|inleiding|discussie|referenties|materiel et methodes|related work|background)$/;

/**
 * Two different parts of a report, Findings or Impression among them. Names that any text may have need a report's
 * style, or the absence of what papers have.
 */
export function isReportOutline({ sections, headings }: ReportOutline): boolean {
  const kinds = new Set<string>(sections.flatMap(({ covers }) => covers));
  if (!kinds.has('findings') && !kinds.has('impression')) return false;
  const hasOther = headings.some(({ name }) => name?.place !== undefined && name.place !== 'behind');
  if (kinds.size < 2 && !hasOther) return false;
  const isSpecific = headings.some(({ name }) => name && name.kinds.length > 0 && !general.has(name.name));
  return isSpecific || !headings.some(({ title }) => foreign.test(plainWord(title)));
}

/** The language in which most of the headings have a name; English where nothing tells. */
export function languageOf({ headings }: Pick<ReportOutline, 'headings'>): Language {
  let best: Language = 'en';
  let most = 0;
  for (const language of languages) {
    const count = headings.filter(({ name }) => name?.languages.includes(language)).length;
    if (count > most) [best, most] = [language, count];
  }
  return best;
}
