/** Headings as house styles write them: each is found, with its text, between two others. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseReport } from '../../../../src/report/reportDocument.ts';
import type { SectionKind } from '../../../../src/report/reading/sections/sectionNames.ts';

/** `T` is the section's text. */
const findingsStyles = `
FINDINGS: T¦Findings: T¦findings: T¦Findings : T¦FINDINGS:T¦FINDINGS:⏎T¦FINDINGS⏎T¦FINDINGS⏎⏎T¦Findings⏎⏎T¦Findings⏎T¦Findings:⏎⏎T
## Findings⏎T¦# FINDINGS⏎⏎T¦### Findings ###⏎T¦## Findings:⏎T¦##Findings⏎T¦## 2. Findings⏎T¦## **Findings**⏎T¦## Findings: T¦#### CT Findings⏎T
Findings⏎--------⏎T¦FINDINGS⏎========⏎⏎T¦Findings:⏎---⏎T¦=========⏎FINDINGS⏎=========⏎T¦FINDINGS⏎_________⏎T¦FINDINGS⏎*********⏎T
**Findings**⏎T¦**Findings:** T¦**FINDINGS**: T¦__Findings__⏎⏎T¦*Findings:* T¦_Findings_⏎T¦***Findings***⏎T¦**Findings :**⏎T¦**1. Findings**⏎T
FINDINGS - T¦Findings - T¦Findings – T¦FINDINGS — T¦FINDINGS.- T¦FINDINGS. T¦FINDINGS | T¦FINDINGS T¦FINDINGS\tT¦Findings    T
1. Findings: T¦2) FINDINGS: T¦(3) Findings: T¦II. FINDINGS⏎T¦B. Findings:⏎T¦4.1 Findings: T¦1. FINDINGS⏎⏎T
[FINDINGS]⏎T¦[Findings]: T¦<FINDINGS>⏎T¦(FINDINGS)⏎T¦{Findings}⏎T¦=== FINDINGS ===⏎T¦--- Findings ---⏎T¦*** FINDINGS ***⏎T¦~~ Findings ~~⏎T¦► FINDINGS:⏎T¦■ Findings⏎T
<h2>Findings</h2>⏎T¦<b>Findings:</b> T¦<strong>FINDINGS</strong>⏎T¦| Findings | T¦   FINDINGS:⏎T¦        FINDINGS: T
CT CHEST FINDINGS: T¦MRI BRAIN FINDINGS⏎T¦Imaging findings: T¦Radiological Findings:⏎T¦Findings (CT abdomen):⏎T¦Findings of the left knee: T¦FINDINGS (continued): T¦Chest radiograph findings⏎⏎T¦Relevant findings: T¦Ultrasound findings:⏎T¦Observations: T¦Report body:⏎T¦Gross description:⏎T¦Additional findings: T
FINDINGS AND TECHNIQUE: T¦FINDINGS/TECHNIQUE:⏎T¦Findings & technique⏎⏎T`;

const impressionStyles = `
IMPRESSION AND RECOMMENDATIONS: T¦IMPRESSION/PLAN:⏎T¦Impression & Recommendation⏎⏎T¦Conclusion⏎⏎T¦CONCLUSIONS: T¦Opinion: T¦OPINION⏎T¦Interpretation:⏎T¦Summary: T¦SUMMARY⏎T
Final impression: T¦CT IMPRESSION:⏎T¦IMP: T¦Imp: T¦Diagnosis: T¦FINAL DIAGNOSIS⏎T¦Radiologist's impression: T¦Overall impression⏎⏎T¦Comment: T¦COMMENT⏎T¦Assessment: T
Diagnostic impression: T¦Summary of findings: T¦Impression (preliminary):⏎T¦## Impression and plan⏎T¦**IMPRESSION/RECOMMENDATION:** T¦Impression.⏎T¦IMPRESSION — T¦Conclusion and advice: T`;

const otherStyles: Readonly<Record<string, string>> = {
  indication:
    'INDICATION: T¦Clinical history:⏎T¦HISTORY⏎T¦Reason for exam: T¦REASON FOR STUDY⏎T¦Clinical indication⏎⏎T¦Hx: T¦CLINICAL DETAILS: T¦Indication for examination: T¦History and indication: T¦Clinical Information:⏎T¦Referral reason: T¦## Clinical question⏎T¦INDICATION/HISTORY: T',
  technique:
    'TECHNIQUE: T¦Technique⏎⏎T¦Procedure: T¦CT TECHNIQUE⏎T¦Protocol:⏎T¦Technique and contrast: T¦MRI technique: T¦Examination technique:⏎T¦## Method⏎T¦Technical factors: T¦TECHNIQUE/COMPARISON: T',
  comparison:
    'COMPARISON: T¦Comparison⏎⏎T¦COMPARISONS⏎T¦Prior studies: T¦Comparison study:⏎T¦PRIOR EXAMS: T¦Previous imaging: T¦Comparison made to: T¦Comparison CT: T¦**Comparison:** T¦Compared with: T¦Priors: T',
};

/** One line a language: the language's own names: indication, technique, comparison, findings, impression. */
const languageStyles = `
Klinische Angaben: T¦Technik: T¦Vergleich: T¦Befund: T¦Beurteilung: T
FRAGESTELLUNG⏎T¦UNTERSUCHUNGSTECHNIK⏎T¦VORAUFNAHMEN⏎T¦BEFUND⏎T¦BEURTEILUNG⏎T
## Indikation⏎T¦## Methodik⏎T¦## Voruntersuchungen⏎T¦## CT-Befund⏎T¦## Zusammenfassung⏎T
**Rechtfertigende Indikation:** T¦**Technik:** T¦**Zum Vergleich:** T¦**Befunde:** T¦**Diagnose:** T
INDICATION : T¦TECHNIQUE : T¦COMPARAISON : T¦RÉSULTATS : T¦CONCLUSION : T
Renseignements cliniques :⏎T¦Technique :⏎T¦Examens antérieurs :⏎T¦Résultat :⏎T¦Synthèse :⏎T
Motif de l'examen⏎⏎T¦Protocole⏎⏎T¦Comparaison⏎⏎T¦Constatations⏎⏎T¦Au total⏎⏎T
INDICACIÓN: T¦TÉCNICA: T¦COMPARACIÓN: T¦HALLAZGOS: T¦IMPRESIÓN: T
Datos clinicos: T¦Tecnica: T¦Estudios previos: T¦Hallazgos radiológicos: T¦Impresion diagnostica: T
Motivo de consulta.- T¦Técnica.- T¦Comparación.- T¦Hallazgos.- T¦Conclusión.- T
Quesito clinico: T¦Tecnica d'esame: T¦Confronto: T¦Reperti: T¦Conclusioni: T
NOTIZIE CLINICHE⏎T¦TECNICA⏎T¦ESAMI PRECEDENTI⏎T¦REFERTO⏎T¦CONCLUSIONI⏎T
INDICAÇÃO: T¦TÉCNICA: T¦COMPARAÇÃO: T¦ACHADOS: T¦IMPRESSÃO: T
Indicacao clinica: T¦Tecnica: T¦Exames anteriores: T¦Relatório: T¦Conclusao: T
Klinische gegevens: T¦Techniek: T¦Vergelijking: T¦Bevindingen: T¦Conclusie: T
VRAAGSTELLING⏎T¦TECHNIEK⏎T¦VERGELIJKING⏎T¦BEVINDINGEN⏎T¦BEOORDELING⏎T`;

/** Seen only after the recogniser was written; all but a few were found at once or after a rule for their kind. */
const unusualFindings = [
  'FINDINGS (CHEST): T',
  'Findings/Discussion: T',
  'Finding(s): T',
  'F I N D I N G S\nT',
  '<<FINDINGS>>\nT',
  '::FINDINGS::\nT',
  'FINDINGS ---------\nT',
  'FINDINGS ............ T',
  '§ Findings\nT',
  '## 📋 Findings\nT',
  'Findings\u00a0: T',
  'Findings:- T',
  'Findings:— T',
  'FINDINGS= T',
  'FINDINGS → T',
  'Findings are as follows:\nT',
  'CT scan findings: T',
  'FINDINGS ON CT:\nT',
  'Description of the examination:\nT',
  'Radiographic description: T',
  'FINDINGS\n\n\n T',
  'Findings;\nT',
  'Findings :-\nT',
  'FINDINGS :T',
  '\tFINDINGS:\tT',
  '   ## Findings\nT',
  '>>> FINDINGS\nT',
  '>> Findings: T',
  'FINDINGS……\nT',
  '“Findings”: T',
  "'Findings': T",
  '**FINDINGS** T',
  '**FINDINGS —** T',
  '***FINDINGS:*** T',
  '<u>Findings</u>: T',
  '<p><b>FINDINGS:</b></p>\nT',
  '`FINDINGS`\nT',
  '`Findings:` T',
  '# 3 Findings\nT',
  '3 FINDINGS\nT',
  'III) Findings: T',
  'a. Findings: T',
  'FINDINGS SECTION:\nT',
  'CHEST CT WITH CONTRAST FINDINGS:\nT',
  'Ultrasound abdomen findings: T',
  'Relevant imaging findings: T',
  'Findings of CT chest, abdomen and pelvis: T',
  'Findings (see images 1-3):\nT',
  'FINDINGS\r\nT',
  'FINDINGS\u2028T',
  '\fFINDINGS: T',
  'X-RAY FINDINGS: T',
  'CXR findings - T',
  'BONE SCAN FINDINGS:\nT',
  'MRI left knee findings:\nT',
  'Findings: \n T',
  'Findings:\n---\nT',
  'Findings\n~~~~~~~~~\nT',
  'Findings\n.........\nT',
  '----------\nFindings\n----------\nT',
  '* * * FINDINGS * * *\nT',
  '##### FINDINGS: #####\nT',
  '+ FINDINGS +\nT',
  '• Findings: T',
  '* Findings: T',
  '- **Findings:** T',
  '|Findings|T|',
  '| **Findings** | T |',
  'FINDINGS AND DISCUSSION\nT',
  'POSITIVE FINDINGS:\nT',
  'Main findings: T',
  'Principal findings\n\nT',
  'Interpretation / Findings:\nT',
  'Tomographic findings: T',
  'Sonographic findings: T',
  'Histological findings:\nT',
  'RADIOLOGIC FINDINGS\nT',
  'Reading: T',
  'Report: T',
  'REPORT\nT',
  'Result: T',
  'Detailed report:\nT',
  'Descripción: T',
  'Compte-rendu : T',
  'Bevinding: T',
  'Röntgenbefund: T',
  'MRT-Befund:\nT',
  'Befund (CT):\nT',
  'Befund CT Thorax:\nT',
  'Befunde\n\nT',
  "Résultats de l'examen :\nT",
  'Description des lésions:\nT',
  'Hallazgos de imagen: T',
  'Hallazgos tomográficos: T',
  'Descrizione dei reperti: T',
  'Achados tomográficos: T',
  'Bevindingen CT-thorax:\nT',
  'Verslag: T',
  'Beschrijving:\nT',
  'Referto:\nT',
  'Informe: T',
  'Laudo: T',
];

const unusualImpressions = [
  'IMPRESSION #1: T',
  'Impression(s): T',
  'IMPRESSIONS & RECS: T',
  'Dx: T',
  'Conclusion / Impression: T',
  'Radiological conclusion: T',
  'Key impression: T',
  'IMPRESSION/CONCLUSION:\nT',
  'Impression [final]:\nT',
  'OVERALL IMPRESSION: T',
  'Final read: T',
  'In summary: T',
  'In conclusion: T',
  'CONCLUSION AND RECOMMENDATION\nT',
  'Summary and conclusion: T',
  'Radiologist’s opinion: T',
  'Final opinion\n\nT',
  'Diagnostic opinion: T',
  'Provisional diagnosis: T',
  'Radiological diagnosis: T',
  'Impressions and plan:\nT',
  'IMPRESSION AND RECOMMENDATION(S):\nT',
  'IMPRESSION WITH RECOMMENDATIONS:\nT',
  'Interpretation and impression:\nT',
  'Concl.: T',
  'IMPR: T',
  'CT impression\n\nT',
  'Clinical impression: T',
  'Impression of the radiologist: T',
  'Zusammenfassende Beurteilung: T',
  'Beurteilung und Empfehlung:\nT',
  'Beurteilung/Procedere: T',
  'Zusammenfassung und Beurteilung:\nT',
  'Conclusion générale: T',
  'Conclusion et recommandations :\nT',
  'Impresión diagnóstica y recomendaciones: T',
  'Conclusiones: T',
  'Conclusioni diagnostiche: T',
  'Conclusão diagnóstica: T',
  'Hipótese diagnóstica: T',
  'Conclusie en advies:\nT',
  'Conclusie/advies: T',
  'Synthèse : T',
  'DIAGNOSES: T',
  'KEY POINTS:\nT',
  'IMPRESSION ON CT:\nT',
];

const order: readonly SectionKind[] = ['indication', 'technique', 'comparison', 'findings', 'impression'];
const sentence = 'The lungs are clear.';

function variants(list: string): string[] {
  return list
    .split('\n')
    .flatMap((line) => line.split('¦'))
    .filter((one) => one.includes('T'))
    .map((one) => withSentence(one.replaceAll('⏎', '\n').replaceAll('\\t', '\t')));
}

function withSentence(variant: string): string {
  return variant.replace(/T(?=\|?$| \|$)/, sentence);
}

function bodies(text: string, kind: SectionKind): string[] {
  return parseReport(text)
    .sections.filter(({ covers }) => covers.includes(kind))
    .map(({ content }) => text.slice(content.start, content.end).replace(/[\s|]+$/, ''));
}

function finds(kind: SectionKind, variant: string, after: string): void {
  it(JSON.stringify(variant.replace(sentence, '…')), () => {
    const text = `EXAM: CT\n\n${variant}\n\n${after}`;
    assert.deepEqual(bodies(text, kind), [sentence]);
    assert.equal(parseReport(text).isReport, true);
  });
}

describe('section headings', () => {
  const all = [
    variants(findingsStyles),
    variants(impressionStyles),
    unusualFindings,
    unusualImpressions,
    ...Object.values(otherStyles).map(variants),
  ];
  it(`come in ${all.flat().length} styles here`, () => assert.ok(all.flat().length >= 280));

  describe('Findings', () => {
    for (const variant of [...variants(findingsStyles), ...unusualFindings.map(withSentence)])
      finds('findings', variant, 'IMPRESSION: Normal.');
  });
  describe('Impression', () => {
    for (const variant of [...variants(impressionStyles), ...unusualImpressions.map(withSentence)])
      finds('impression', variant, 'ADDENDUM: none.');
  });
  for (const kind of ['indication', 'technique', 'comparison'] as const)
    describe(kind, () => {
      for (const variant of variants(otherStyles[kind] ?? '')) finds(kind, variant, 'FINDINGS: Clear.');
    });

  describe('in other languages', () => {
    for (const line of languageStyles.trim().split('\n')) {
      const parts = variants(line);
      it(JSON.stringify(line), () => {
        const text = parts.join('\n\n');
        assert.deepEqual(
          parseReport(text).sections.map(({ kind }) => kind),
          order,
        );
        for (const kind of order) assert.deepEqual(bodies(text, kind), [sentence]);
        assert.ok(parseReport(text).isReport);
        const wide = text.replaceAll('\n', '\r\n');
        assert.deepEqual(bodies(wide, 'findings'), [sentence]);
      });
    }
  });
});
