/** Whether a report names the earlier study that it speaks of. */
import type { ReportDocument } from '../reportDocument.ts';

const month =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|mai|juin|juil|aou|ao[uû]t|okt|dez|mrt|mei|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|fev|out|maart|marzo|mars|m[aä]rz)[a-zéû]{0,8}';
/** A day, a month of a year, or a day in words. */
const date = new RegExp(
  [
    String.raw`\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}\b`,
    String.raw`\b(?:19|20)\d{2}[./-]\d{1,2}(?:[./-]\d{1,2})?\b`,
    String.raw`\b\d{1,2}[./]\d{1,2}\b(?!\s*(?:cm|mm))`,
    String.raw`\b\d{1,2}/(?:19|20)\d{2}\b`,
    String.raw`\b\d{1,2}(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?${month}\b\.?`,
    String.raw`\b${month}\.?\s+(?:de\s+)?(?:\d{1,2}\b|(?:19|20)\d{2}\b)`,
    String.raw`\b(?:yesterday|earlier today|same day|this morning|last (?:week|month|year)|(?:one|two|three|four|five|six|\d{1,2})\s+(?:hours?|days?|weeks?|months?|years?)\s+(?:ago|earlier|prior|before)|gestern|hier|ayer|ieri|ontem|gisteren)\b`,
  ].join('|'),
  'gi',
);
/** What makes a date that of an earlier study. */
const earlier =
  /\b(?:compar\w*|prior|previous|previously|since|earlier|last|from|than|versus|vs|old|outside|dated|vor\w*|vergl\w*|seit|gegen[uü]ber|ant[eé]rieur\w*|pr[eé]c[eé]dent\w*|depuis|rapport|previo\w*|pr[eé]vio\w*|anterior\w*|desde|respecto|precedent\w*|confront\w*|rispetto|dal|rela[cç][aã]o|vorig\w*|eerder\w*|vergele\w*|sinds|opzichte|unchanged|stable)\b/i;
const modality =
  '(?:ct|cta|ctpa|hrct|mri|mra|mr|mrcp|radiographs?|x-?rays?|cxr|ultrasounds?|sonograms?|sonography|us|pet(?:-ct|\\/ct)?|mammograms?|mammography|angiograms?|angiography|scintigraphy|venogram|echocardiogram|plain films?|r[oö]ntgen\\w*|mrt|irm|tdm|scanner|tac|rm|tc|ecograf[ií]a|radiograf[ií]a|rx)';
/** An earlier study by its kind, with or without a date: `the prior chest CT`. */
const namedStudy = new RegExp(
  String.raw`\b(?:prior|previous|earlier|preceding|last|outside|comparison|recent|baseline|old)\s+(?:[a-z]+\s+){0,3}${modality}\b|\b(?:compar\w*|since|relative to|versus|vs\.?)\s+(?:(?:to|with|the|a|an|made|is|his|her)\s+){0,4}(?:[a-z]+\s+){0,2}${modality}\b(?=[^.\n]{0,60}\b(?:19|20)\d{2}\b)`,
  'i',
);

/** A Comparison section or label with a study in it, or a sentence anywhere that names one. */
export function namesPriorStudy(text: string, { sections, labels }: ReportDocument): boolean {
  const said = [
    ...sections.filter(({ covers }) => covers[0] === 'comparison').map(({ content }) => content),
    ...labels.filter(({ kind }) => kind === 'comparison').map((label) => label.text),
  ];
  if (said.some(({ start, end }) => namesStudy(text.slice(start, end)))) return true;
  if (namedStudy.test(text)) return true;
  for (const match of text.matchAll(date)) {
    const before = text.slice(Math.max(0, match.index - 110), match.index);
    const sentence = before.slice(Math.max(before.lastIndexOf('\n\n'), lastStop(before)) + 1);
    if (earlier.test(sentence)) return true;
  }
  return false;
}

/** The end of the sentence before; the points of dates and abbreviations have no space and a capital behind them. */
function lastStop(before: string): number {
  let last = -1;
  for (const match of before.matchAll(/[.;!?](?=\s+\p{Lu})|\n(?=\s*\p{Lu}{3})/gu)) last = match.index;
  return last;
}

const none =
  /^\W*(?:none|no\b|nil|n\/?a\b|not\b|without|unavailable|keine?\b|ohne|entf[aä]llt|aucune?|pas d|sans|n[eé]ant|ningun|no hay|sin\b|nessun|non\b|assent|nenhum|sem\b|n[aã]o|geen|niet|nvt|n\.v\.t|first|initial|baseline|\?+|-+|_+|\.+|xx+|tbd)/i;

/** What stands in a Comparison: a study, unless it says that there is none. */
function namesStudy(words: string): boolean {
  const content = words.trim();
  if (content === '' || !/[\p{L}\p{N}]/u.test(content)) return false;
  if (!none.test(content) && !/\b(?:not available|unavailable|none available)\b/i.test(content.slice(0, 80)))
    return true;
  date.lastIndex = 0;
  return date.test(content);
}

const missing =
  /\b(?:not (?:currently |yet )?(?:available|provided|accessible|retriev\w*|reviewed|obtained)|unavailable|none|no (?:prior|previous|relevant|comparison|earlier|other|old)|pending|requested|first|initial|nicht (?:vorliegend|verf[uü]gbar)|non disponible|no disponible|non disponibil[ei]|n[aã]o dispon[ií]vel|niet beschikbaar)\b/i;
const ofModality = new RegExp(
  String.raw`\b${modality}\b|\b(?:radiograms?|studies|echo\w*|scans?|films?|tomosynthesis|tomograph\w*|mammographien?|bone scan|spect|dexa)\b`,
  'i',
);

/** What stands in a Comparison names a study by its date or its kind, and nothing says that it was not there to see. */
export function namesStudyForSure(words: string): boolean {
  const content = words.trim();
  if (none.test(content) || missing.test(content)) return false;
  date.lastIndex = 0;
  const isDated = date.test(content) || /\b(?:19|20)\d{2}\b/.test(content);
  date.lastIndex = 0;
  return isDated || ofModality.test(content);
}
