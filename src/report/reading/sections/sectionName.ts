import { languages, type Language } from '../words/language.ts';
import { plainWord } from '../words/plainWord.ts';
import { sectionOrder, type SectionKind } from './sectionNames.ts';
import { otherNames, strongNames, weakNames } from './sectionVocabulary.ts';

/** What the words of a heading say. */
export interface SectionName {
  /** Empty for a known label of another part of a report. */
  readonly kinds: readonly SectionKind[];
  /** Where a label of another part ends the section before it. */
  readonly place?: 'head' | 'behind' | 'anywhere';
  /** The name stands for other things too, and counts only where the report has no better one. */
  readonly isWeak: boolean;
  /** One language's own name, and in another one that stands for other things too: `Description`. */
  readonly yields?: boolean;
  /** The name is said with nothing else: not `CT chest findings`. */
  readonly isBare: boolean;
  /** The name in use, as plain words. */
  readonly name: string;
  readonly languages: readonly Language[];
}

const joiners = new Set([
  '&',
  'and',
  'und',
  'et',
  'y',
  'e',
  'ed',
  'en',
  'with',
  'mit',
  'con',
  'com',
  'met',
  'plus',
  'or',
]);

/** May stand beside a known name: `impression and plan`. */
const companions = new Set(
  'recs|rec|advice|follow up|differential|differential diagnosis|discussion|comments|comment|notes|results|result|details|views|contrast|dose|question|suggestions|management|next steps|procedere|conduta|conduite a tenir'.split(
    '|',
  ),
);

/** Words that narrow a name down without changing it: modality, region, emphasis. */
const qualifiers = new Set(
  (
    'contrast without tomographic tomography imagen imagenes imagem imagens immagine immagini examen esame exame onderzoek untersuchung lesions diagnostico diagnostica diagnosticos diagnosticas ct cta ctpa cect ncct hrct mr mri mra mrv mrcp irm rm rmn tc tac tdm mrt xray x ray xr radiograph radiography radiographic cxr us usg ultrasound ultrasonography sonography sonographic echo doppler pet spect nm dexa mammogram mammography mammographic tomosynthesis angiography angiographic fluoroscopy fluoroscopic scanner echographie radio rx rontgen sonographie sonografie ecografia radiografia ' +
    'chest thorax thoracic lung lungs pulmonary cardiac heart abdomen abdominal pelvis pelvic brain head neck spine cervical lumbar lumbosacral knee hip shoulder ankle wrist foot hand elbow femur breast renal kidney kidneys liver hepatic thyroid scrotal vascular venous arterial bone bones skeletal soft tissue tissues body upper lower extremity right left bilateral lunge abdominale thorakale thoracique pulmonaire cerebral cerebrale torax abdome abdomen pelve cranio cerebro crane ' +
    'radiological radiologic radiologique radiologiques radiologischer radiologische radiologisch radiologico radiologica radiologici radiologiche radiologicos radiologicas radiology imaging diagnostic relevant pertinent main major principal key significant positive negative additional other incidental preliminary provisional final overall detailed current present specific general technical pathological pathologic histological histopathological histologic microscopic macroscopic gross new secondary associated initial combined general generale ' +
    'radiologist radiologists reader physician doctor s report section reporting study exam examination scan film images image series today this the of on for from in by a an to per no nr part cont continued de la le les du des der des die das del della dell dello do da dos das van het l d 1 2 3 4 5'
  ).split(' '),
);

interface Entry {
  readonly kind: SectionKind | undefined;
  readonly place?: SectionName['place'];
  readonly isWeak: boolean;
  readonly yields?: boolean;
  readonly languages: Language[];
}

const entries = buildEntries();

/** Longer lines are no names. */
const longestName = 90;

/** Reads a heading's words, without its marks. Undefined for words that name no part of a report. */
export function readSectionName(title: string): SectionName | undefined {
  if (title.length > longestName) return undefined;
  const known = read.get(title);
  if (known) return known.name;
  const name = readTitle(title);
  if (read.size < mostRead) read.set(title, { name });
  return name;
}

/** Every line that may be a heading asks, and most reports have the same few. */
const read = new Map<string, { readonly name: SectionName | undefined }>();
const mostRead = 2000;

function readTitle(title: string): SectionName | undefined {
  const words = plainWords(title);
  // `The findings: clear.` is a sentence.
  if (words.length === 0 || words.length > 10 || words[0] === 'the') return undefined;
  return readWords(words);
}

function readWords(words: readonly string[]): SectionName | undefined {
  const exact = lookUp(words, true);
  if (exact) return exact;
  const joined = readJoined(words);
  if (joined) return joined;
  const kept = words.filter((word) => !isQualifier(word));
  const compound = words.length <= 3 && /^.{2,}(befund|befunde|beurteilung|bevindingen)$/.exec(words.at(-1) ?? '')?.[1];
  const name =
    (kept.length > 0 &&
      kept.length < words.length &&
      kept.every((word) => !joiners.has(word)) &&
      lookUp(kept, false)) ||
    (compound ? lookUp([compound], false) : undefined);
  return name && !name.isWeak && name.kinds.length > 0 ? name : undefined;
}

/** `findings and impression`, `technique/comparison`, `impression & plan`. */
function readJoined(words: readonly string[]): SectionName | undefined {
  const parts: string[][] = [[]];
  for (const word of words)
    if (joiners.has(word)) parts.push([]);
    else parts.at(-1)?.push(word);
  if (parts.length < 2 || parts.some((part) => part.length === 0)) return undefined;
  const read = parts.map((part) => readWords(part));
  const known = read.flatMap((name) => (name && name.kinds.length > 0 ? [name] : []));
  const [first] = known;
  // `Mammography, diagnostic` is a title.
  if (parts.every((part) => part.every(isQualifier))) return undefined;
  if (!first || !read.every((name, index) => name !== undefined || isCompanion(parts[index] ?? []))) return undefined;
  const kinds = [...new Set(known.flatMap((name) => name.kinds))];
  return {
    ...first,
    kinds,
    isWeak: known.every((name) => name.isWeak),
    isBare: read.every((name) => name?.isBare ?? true),
  };
}

function isCompanion(words: readonly string[]): boolean {
  return companions.has(words.join(' ')) || words.every(isQualifier);
}

/** Also adjectives that no list holds: `sonographic`, `tomográficos`; but not `clinical`, which says another section. */
function isQualifier(word: string): boolean {
  if (qualifiers.has(word) || /^\d{1,4}$/.test(word)) return true;
  return /^(?!clini|klini|tech)\p{L}{4,}(?:ical|ic|ico|ica|icos|icas|ici|iche|ique|iques|isch|ische|ischer)$/u.test(
    word,
  );
}

function lookUp(words: readonly string[], isBare: boolean): SectionName | undefined {
  const name = words.join(' ');
  const entry = entries.get(name);
  if (!entry) return undefined;
  const { kind, place, isWeak, yields, languages: spoken } = entry;
  return {
    kinds: kind ? [kind] : [],
    ...(place ? { place } : {}),
    isWeak,
    ...(yields ? { yields } : {}),
    isBare,
    name,
    languages: spoken,
  };
}

function plainWords(title: string): string[] {
  const bare = title.replace(/[([{][^()[\]{}]*[)\]}]\s*$/, '');
  const spaced = bare.trim() === '' ? title : bare;
  // `F I N D I N G S`
  const text = plainWord(/^\s*(?:\p{Lu}\s){3,}\p{Lu}\s*$/u.test(spaced) ? spaced.replace(/\s/g, '') : spaced);
  return text.replace(/[&/+,]/g, ' & ').match(/[\p{L}\p{N}]+|&/gu) ?? [];
}

function buildEntries(): Map<string, Entry> {
  const built = new Map<string, Entry>();
  const add = (names: string, entry: Omit<Entry, 'languages'>, language?: Language): void => {
    for (const name of names.split('|')) {
      const known = built.get(name);
      if (known && language && known.kind === entry.kind) known.languages.push(language);
      else if (known && entry.isWeak) built.set(name, { ...known, yields: true });
      else if (!known) built.set(name, { ...entry, languages: language ? [language] : [] });
    }
  };
  for (const language of languages)
    for (const kind of sectionOrder) add(strongNames[language][kind], { kind, isWeak: false }, language);
  for (const kind of sectionOrder) add(weakNames[kind], { kind, isWeak: true });
  for (const [place, names] of Object.entries(otherNames))
    add(names, { kind: undefined, place: place as NonNullable<Entry['place']>, isWeak: false });
  return built;
}
