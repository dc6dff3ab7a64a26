/**
 * What sections are called, as plain words (see `plainWord`): house styles of seven languages, histology and gross
 * pathology included. Qualifiers (`CT chest findings`) and joined names (`findings and impression`) are the matter of
 * `sectionName`.
 */
import type { Language } from '../words/language.ts';
import type { SectionKind } from './sectionNames.ts';

type Names = Readonly<Record<SectionKind, string>>;

/** Names that say a section wherever they stand as a heading. */
export const strongNames: Readonly<Record<Language, Names>> = {
  en: {
    indication:
      'indication|indications|clinical indication|clinical indications|clinical reason|history|hx|clinical hx|clinical history|patient history|pertinent history|brief history|clinical information|clinical info|clinical details|clinical data|clinical notes|clinical summary|clinical context|clinical background|clinical problem|clinical question|clinical findings|clinical diagnosis|clinical statement|reason for exam|reason for examination|reason for study|reason for scan|reason for test|reason for procedure|reason for visit|reason for referral|reason for imaging|reason for request|reason|referral reason|referral details|presenting complaint|chief complaint|presentation|symptoms|study indication|exam indication|presenting history|history of present illness',
    technique:
      'technique|techniques|tech|imaging protocol|scan protocol|examination technique|imaging technique|scanning technique|study technique|technical factors|technical details|technique details|acquisition|scan parameters|sequences',
    comparison:
      'comparison|comparisons|comp|comparison study|comparison studies|comparison exam|comparison exams|comparison examination|comparison examinations|comparison imaging|comparison films|comparison date|comparisons made|comparison made|comparison made to|comparison made with|comparison is made to|comparison is made with|comparison with|comparison to|compared to|compared with|prior|priors|prior study|prior studies|prior exam|prior exams|prior examination|prior examinations|prior imaging|prior films|previous study|previous studies|previous exam|previous exams|previous examination|previous examinations|previous imaging|previous|relevant priors|available priors|correlation|correlative studies|correlative imaging',
    findings:
      'findings|finding|findings are as follows|findings as follows|findings are|findings include|following findings|imaging findings|observations|observation|radiographic findings|microscopic description|microscopy|gross description|macroscopic description|macroscopy|gross examination|microscopic examination|report body|body of report|body of the report|description of findings|findings description|detailed findings|report findings|reported findings|findings section',
    impression:
      'impression|impressions|imp|conclusion|conclusions|opinion|final diagnosis|radiological diagnosis|radiologic diagnosis|imaging diagnosis|diagnostic impression|interpretation|final interpretation|summary of findings|findings summary|impression section|concluding remarks|overall assessment|radiologist opinion|radiological opinion|bottom line|summary impression|diagnostic interpretation|diagnostic conclusion|in summary|in conclusion|final read|final impression|final conclusion|overall impression|overall conclusion|concl|conc|impr|final opinion',
  },
  de: {
    indication:
      'klinische angaben|klinische angabe|klinische informationen|klinische information|klinische fragestellung|klinische daten|klinische diagnose|klinik|anamnese|indikation|indikationen|indikationsstellung|rechtfertigende indikation|fragestellung|fragestellungen|zuweisungsdiagnose|zuweisungsgrund|uberweisungsdiagnose|uberweisungsgrund|vorgeschichte|anlass|untersuchungsanlass',
    technique:
      'technik|untersuchungstechnik|aufnahmetechnik|methode|methodik|untersuchungsmethode|untersuchungsverfahren|verfahren|untersuchungsprotokoll|protokoll|durchfuhrung|sequenzen|art der untersuchung',
    comparison:
      'vergleich|vergleiche|zum vergleich|im vergleich|voraufnahme|voraufnahmen|voruntersuchung|voruntersuchungen|vorbefund|vorbefunde|vergleichsuntersuchung|vergleichsuntersuchungen|vergleichsaufnahme|vergleichsaufnahmen|vorbilder|altbilder',
    findings:
      'befund|befunde|befundung|befundbeschreibung|bildbefund|untersuchungsbefund|beschreibung|ergebnisse|ergebnis|mikroskopie|makroskopie|befundtext',
    impression:
      'beurteilung|zusammenfassung|zusammenfassende beurteilung|abschliessende beurteilung|gesamtbeurteilung|schlussfolgerung|schlussfolgerungen|fazit|diagnose|diagnosen|bewertung|einschatzung|resumee|resume|abschlussbeurteilung|kurzbeurteilung|bildmorphologische beurteilung|interpretation',
  },
  fr: {
    indication:
      'indication|indications|indication clinique|renseignements cliniques|renseignement clinique|informations cliniques|donnees cliniques|contexte clinique|contexte|histoire clinique|histoire de la maladie|motif|motif de l examen|motif d examen|motif de consultation|motifs|antecedents|clinique|question posee|question clinique|anamnese|raison de l examen|histoire',
    technique:
      'technique|techniques|technique d examen|technique de l examen|protocole|protocole d examen|methode|modalites|acquisition|realisation',
    comparison:
      'comparaison|comparaisons|comparatif|examen comparatif|examens comparatifs|examen de comparaison|examens de comparaison|elements de comparaison|element de comparaison|examen anterieur|examens anterieurs|examens precedents|examen precedent|anteriorite|anteriorites|etude comparative|documents de comparaison',
    findings:
      'resultat|resultats|description des lesions|constatations|constatation|description|observations|observation|analyse|compte rendu|compte-rendu|signes|examen macroscopique|examen microscopique|trouvailles',
    impression:
      'conclusion|conclusions|en conclusion|synthese|au total|avis|impression|impressions|impression diagnostique|diagnostic|interpretation|resume|en resume|en synthese|hypothese diagnostique',
  },
  es: {
    indication:
      'indicacion|indicaciones|indicacion clinica|datos clinicos|datos clinico|informacion clinica|historia clinica|historia|antecedentes|antecedentes clinicos|motivo|motivo de consulta|motivo del estudio|motivo de estudio|motivo de la exploracion|motivo de exploracion|motivo del examen|motivo de solicitud|motivo de peticion|motivo de la peticion|cuadro clinico|sospecha clinica|diagnostico clinico|resumen clinico|juicio clinico|diagnostico presuntivo|clinica|anamnesis',
    technique:
      'tecnica|tecnicas|tecnica de estudio|tecnica de examen|protocolo|protocolo de estudio|metodo|metodologia|procedimiento|tecnica empleada|tecnica utilizada|tecnica realizada',
    comparison:
      'comparacion|comparaciones|comparativo|comparativos|estudio comparativo|estudios comparativos|estudio previo|estudios previos|estudios anteriores|estudio anterior|examenes previos|examen previo|exploraciones previas|exploracion previa|exploraciones anteriores|previos|estudios de comparacion|comparado con',
    findings:
      'hallazgos|hallazgo|hallazgos radiologicos|descripcion|resultado|resultados|observaciones|informe radiologico|descripcion de hallazgos|descripcion de los hallazgos|interpretacion de hallazgos|descripcion macroscopica|descripcion microscopica',
    impression:
      'impresion|impresiones|impresion diagnostica|impresion radiologica|conclusion|conclusiones|diagnostico|diagnosticos|diagnostico radiologico|juicio diagnostico|opinion|opinion diagnostica|comentario final|en conclusion|interpretacion|resumen|valoracion|idx|id|idg',
  },
  it: {
    indication:
      'indicazione|indicazioni|indicazione clinica|indicazioni cliniche|quesito|quesito clinico|quesito diagnostico|notizie cliniche|dati clinici|informazioni cliniche|anamnesi|storia clinica|motivo|motivo dell esame|motivo della richiesta|sospetto clinico|inquadramento clinico|dati anamnestici|sospetto diagnostico|cenni anamnestici|cenni clinici|quadro clinico',
    technique:
      'tecnica|tecniche|tecnica d esame|tecnica di esame|tecnica dell esame|metodica|metodo|metodologia|protocollo|protocollo d esame|tecnica di studio|tecnica di esecuzione|modalita di esecuzione',
    comparison:
      'confronto|confronti|esame di confronto|esami di confronto|esame precedente|esami precedenti|precedente|precedenti|precedenti esami|precedenti radiologici|esami di riferimento|comparazione|a confronto',
    findings:
      'referto|reperti|reperto|descrizione dei reperti|risultato|risultati|descrizione|osservazioni|rilievi|esito|referto radiologico|reperti radiologici|descrizione macroscopica|descrizione microscopica|esame macroscopico|esame microscopico|reperti tc|reperti rm',
    impression:
      'conclusioni|conclusione|in conclusione|impressione|impressioni|impressione diagnostica|giudizio diagnostico|diagnosi|sintesi|valutazione|valutazione conclusiva|opinione|giudizio|interpretazione|giudizio conclusivo|conclusioni diagnostiche|orientamento diagnostico|in sintesi|sintesi diagnostica',
  },
  pt: {
    indication:
      'indicacao|indicacoes|indicacao clinica|indicacao do exame|informacao clinica|informacoes clinicas|dados clinicos|historia clinica|historia|motivo|motivo do exame|motivo do pedido|quadro clinico|hipotese clinica|suspeita clinica|antecedentes|anamnese|historico|historico clinico|resumo clinico',
    technique:
      'tecnica|tecnicas|tecnica do exame|tecnica de exame|protocolo|protocolo de exame|metodo|metodologia|metodo do exame|procedimento|aspectos tecnicos',
    comparison:
      'comparacao|comparacoes|comparativo|exame anterior|exames anteriores|exame previo|exames previos|estudo anterior|estudos anteriores|estudo comparativo|estudos comparativos|estudos previos|exame comparativo|exames comparativos|comparado com|estudo previo|exames para comparacao|exame de comparacao',
    findings:
      'achados|achado|achados radiologicos|achados de imagem|achados do exame|descricao|analise|resultado|resultados|observacoes|aspectos observados|relatorio|laudo|descricao macroscopica|descricao microscopica|aspectos',
    impression:
      'impressao|impressoes|impressao diagnostica|conclusao|conclusoes|em conclusao|opiniao|parecer|diagnostico|diagnosticos|hipotese diagnostica|hipoteses diagnosticas|resumo|interpretacao|sintese|avaliacao|opiniao diagnostica|impressao radiologica',
  },
  nl: {
    indication:
      'indicatie|indicaties|klinische gegevens|klinische informatie|klinische vraagstelling|klinische inlichtingen|klinische vraag|klinische context|vraagstelling|vraag|anamnese|voorgeschiedenis|reden van onderzoek|reden onderzoek|reden van aanvraag|reden aanvraag|reden voor onderzoek|aanvraag|relevante gegevens|medische voorgeschiedenis|klinische diagnose|relevante klinische gegevens',
    technique:
      'techniek|technieken|onderzoekstechniek|methode|protocol onderzoek|scanprotocol|onderzoeksprotocol|scantechniek|techniek van onderzoek|uitvoering',
    comparison:
      'vergelijking|vergelijkingen|ter vergelijking|vergelijkend onderzoek|vergeleken met|eerder onderzoek|eerdere onderzoeken|voorgaand onderzoek|voorgaande onderzoeken|vorig onderzoek|vorige onderzoeken|oud onderzoek|vergelijkingsonderzoek|vorig|eerdere beeldvorming|vergelijk|in vergelijking met',
    findings:
      'bevindingen|bevinding|beschrijving|resultaat|resultaten|observaties|radiologische bevindingen|verslag van bevindingen|macroscopie|microscopie|beeldbeschrijving',
    impression:
      'conclusie|conclusies|beoordeling|impressie|samenvatting|diagnose|oordeel|eindconclusie|interpretatie|slotsom|eindoordeel|radiologische conclusie|samenvattend|radiologische diagnose',
  },
};

/** Names that say a section only in a report without a better one: they stand for other things too. */
export const weakNames: Names = {
  indication: 'background|clinical|details|diagnostic question|request|referral|klinisch|aanleiding',
  technique: 'procedure|protocol|method|methods|study details|exam technique|views|methodology',
  comparison: 'old studies|old films',
  findings:
    'result|results|report|detailed report|description|body|reading|review|evaluation|examination findings|verslag|bericht|informe|rapport|narrative|text',
  impression:
    'dx|provisional diagnosis|working diagnosis|clinical impression|diagnosis|diagnoses|summary|comment|comments|assessment|discussion|overall|final report|note|reporting summary|synopsis|key points|take home message|commentaire|comentario|commento|opmerking|kommentar',
};

/** Labels of other parts of a report, by where they end the section before them. */
export const otherNames = {
  /** At the top of a report: inside Findings and Impression they are text (`Exam: degraded by motion.`). */
  head: 'exam|examination|study|exam type|study type|exam date|study date|date|date of exam|date of study|date of service|time|patient|patient name|name|dob|date of birth|mrn|sex|age|accession|accession number|referring physician|referring doctor|ordering physician|requesting physician|ordering provider|modality|procedure name|exam description|study description|body part|institution|department|contrast|dose|radiation dose|untersuchung|patientin|datum|untersuchungsdatum|examen|examen realise|type d examen|estudio|exploracion|examen realizado|fecha|paciente|medico|esame|esame eseguito|paziente|data|exame|estudo|onderzoek|soort onderzoek|patientgegevens|medicin|dosis|dosimetrie|dlp',
  /** Behind the Impression. */
  behind:
    'recommendation|recommendations|recommended follow up|follow up recommendation|follow up recommendations|plan|communication|communications|critical results|critical result|critical findings communication|notification|quality|dictated|disclaimer|teaching|coding|cpt|icd|icd 10|billing|empfehlung|empfehlungen|procedere|prozedere|recommandation|recommandations|conduite a tenir|recomendacion|recomendaciones|raccomandazioni|raccomandazione|recomendacao|recomendacoes|recomendacoes e conduta|aanbeveling|aanbevelingen|advies|beleid',
  /** Anywhere. */
  anywhere:
    'addendum|addenda|attestation|teaching physician attestation|attending attestation|resident attestation|dictated by|electronically signed by|electronically signed|signed electronically by|reported by|report by|read by|interpreted by|transcribed by|verified by|approved by|finalized by|signature|signed|signed by|unterschrift|unterzeichnet|mit freundlichen grussen|signe par|firmado por|firmado|firma|firmato|firmato da|assinado por|assinatura|ondertekend door|handtekening|arts|nachtrag|supplement|correction',
} as const;
