import type { ReportDocument } from '../reportDocument.ts';
import type { CheckContext } from './checkContext.ts';
import type { Sex } from './sexWords.ts';

const age = String.raw`\b\d{1,3}\s{0,2}[-‐–]?\s{0,2}(?:years?|yrs?|y|months?|weeks?|days?)\s{0,2}[-‐–/]?\s{0,2}(?:o(?:ld)?|of\s+age)?\b\.?[-,\s]{0,3}`;
const between = String.raw`(?:[a-z-]{1,20}\s{1,2}){0,2}`;
const sexName = String.raw`\b(?:sex|gender|geschlecht|sexe|sexo|sesso|geslacht)\W{1,4}`;
const device = String.raw`(?!\s*(?:\w+\s+){0,2}(?:catheter|foley|sheath|tube|drain|introducer|pigtail|nephrostomy|stent|microcatheter|system))`;
const statements: readonly (readonly [Sex, RegExp])[] = [
  ['F', new RegExp(String.raw`${age}${between}(?:woman|female|lady|girl)\b`, 'i')],
  ['M', new RegExp(String.raw`${age}${between}(?:man|male|gentleman|boy)\b`, 'i')],
  ['F', new RegExp(String.raw`\b(?:\d{2}|\d{1,3}\s?\/\s?|\d{1,3}\s?(?:y|yo|y\/o|yrs?)[\s,/-]{0,2})F\b${device}`)],
  ['M', new RegExp(String.raw`\b(?:\d{2}|\d{1,3}\s?\/\s?|\d{1,3}\s?(?:y|yo|y\/o|yrs?)[\s,/-]{0,2})M\b${device}`)],
  [
    'F',
    new RegExp(
      String.raw`${sexName}(?:(?:f|w|female|woman|weiblich|femme|mujer|vrouw)(?!\p{L})|f[eé]m|femenin|femmin|feminin)`,
      'iu',
    ),
  ],
  ['M', new RegExp(String.raw`${sexName}(?:(?:m|male|man|m[aä]nnlich|homme|hombre)(?!\p{L})|masc|masch)`, 'iu')],
  ['F', /\b(?:female|woman|girl)\s?,\s?(?:aged?\s)?\d{1,3}\b/i],
  ['M', /\b(?:male|man|boy)\s?,\s?(?:aged?\s)?\d{1,3}\b/i],
  [
    'F',
    /(?<!\p{L})(?:j[aä]hrige\s+(?:patientin|frau)|patientin(?!nen)|patiente\s+de\s+\d|femme\s+de\s+\d|mujer\s+de\s+\d|donna\s+di\s+\d|mulher\s+(?:de|com)\s+\d|vrouw\s+van\s+\d|paciente\s+femenina|paziente\s+donna)/iu,
  ],
  [
    'M',
    /(?<!\p{L})(?:j[aä]hriger\s+(?:patient|mann)|homme\s+de\s+\d|hombre\s+de\s+\d|var[oó]n\s+de\s+\d|uomo\s+di\s+\d|homem\s+(?:de|com)\s+\d|man\s+van\s+\d|paciente\s+masculino|paziente\s+uomo)(?!\p{L})/iu,
  ],
];
/** Whose organs a word does not tell. */
const unclear =
  /\btrans(?:gender|sexual|\s?(?:wom[ae]n|m[ae]n|female|male)\b)|\bgender[- ](?:affirm|reassign|dysphor)|\b(?:mtf|ftm)\b|\bneovagin|\bneophall|\bphalloplast|\bvaginoplast|\bintersex|\bandrogen insensitivity|\bdisorders? of sex|\bhermaphrod|\bm[uü]llerian|\bgeschlechtsangleich|\btransg[eé]n/i;

/** The sex that the tags of the images and the words before the Findings give, where they do not disagree. */
export function patientSex(text: string, { sections }: ReportDocument, { images = [] }: CheckContext): Sex | undefined {
  const findings = sections.find(({ kind }) => kind === 'findings')?.heading.start ?? 0;
  const start = text.slice(0, Math.min(searched, findings));
  const sexes = new Set<Sex>();
  for (const { patientSex: sex } of images) if (sex) sexes.add(sex);
  for (const [sex, pattern] of statements) if (pattern.test(start)) sexes.add(sex);
  const [only, ...others] = sexes;
  return others.length > 0 || (only && unclear.test(text)) ? undefined : only;
}

/** So much of a text may tell who the patient is. */
const searched = 20_000;
