import type { Language } from '../words/language.ts';

/** The sections of a radiology report, in their usual order. */
export const sectionOrder = ['indication', 'technique', 'comparison', 'findings', 'impression'] as const;

export type SectionKind = (typeof sectionOrder)[number];

/** The name that a section goes by in the product. */
export const sectionTitles: Readonly<Record<SectionKind, string>> = {
  indication: 'Indication',
  technique: 'Technique',
  comparison: 'Comparison',
  findings: 'Findings',
  impression: 'Impression',
};

/** The name that a new heading gets in a report of that language. */
export const localTitles: Readonly<Record<Language, Readonly<Record<SectionKind, string>>>> = {
  en: sectionTitles,
  de: {
    indication: 'Klinische Angaben',
    technique: 'Technik',
    comparison: 'Vergleich',
    findings: 'Befund',
    impression: 'Beurteilung',
  },
  fr: {
    indication: 'Indication',
    technique: 'Technique',
    comparison: 'Comparaison',
    findings: 'Résultats',
    impression: 'Conclusion',
  },
  es: {
    indication: 'Indicación',
    technique: 'Técnica',
    comparison: 'Comparación',
    findings: 'Hallazgos',
    impression: 'Impresión',
  },
  it: {
    indication: 'Indicazione',
    technique: 'Tecnica',
    comparison: 'Confronto',
    findings: 'Reperti',
    impression: 'Conclusioni',
  },
  pt: {
    indication: 'Indicação',
    technique: 'Técnica',
    comparison: 'Comparação',
    findings: 'Achados',
    impression: 'Impressão',
  },
  nl: {
    indication: 'Klinische gegevens',
    technique: 'Techniek',
    comparison: 'Vergelijking',
    findings: 'Bevindingen',
    impression: 'Conclusie',
  },
};
