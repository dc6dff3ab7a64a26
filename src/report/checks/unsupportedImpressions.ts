import type { Mention } from '../reading/statements/mention.ts';
import type { ReportReading, SectionReading } from '../reading/statements/reportReading.ts';
import type { ReportDocument } from '../reportDocument.ts';
import type { ReportProblem } from './reportProblem.ts';
import { distinctMentions, sayingOf, sharesOrgan } from './sameFinding.ts';
import { supportOf, supportWords } from './support.ts';

/**
 * A finding that the Impression affirms and the Findings neither name nor describe. What it only suspects, denies,
 * remembers or asks for is no such thing.
 */
export function unsupportedImpressions(text: string, report: ReportDocument, reading: ReportReading): ReportProblem[] {
  const { findings, impression } = reading;
  if (refersElsewhere(text, report) || findings.sentences.length === 0) return [];
  const told = new Set<string>();
  const verdicts = new Map<string, boolean>();
  const described = { ...findings, mentions: distinctMentions(findings.mentions) };
  return impression.mentions.flatMap((mention): ReportProblem[] => {
    const { finding, assertion, range } = mention;
    if (assertion !== 'affirmed' || told.has(finding) || !(finding in supportOf) || isKnown(text, mention)) return [];
    const saying = sayingOf(mention);
    const isSupported = verdicts.get(saying) ?? isBorneOut(mention, described);
    verdicts.set(saying, isSupported);
    if (isSupported) return [];
    told.add(finding);
    const written = text.slice(range.start, range.end).replace(/\s+/g, ' ');
    const isDenied = described.mentions.some(
      (one) => one.finding === finding && one.assertion === 'denied' && coversSides(one, mention),
    );
    const say = isDenied ? 'deny it' : 'do not mention it';
    return [
      {
        code: 'impression-unsupported',
        range,
        severity: 'warning',
        message: `The Impression names "${written}", the Findings ${say}. Check the image, then describe it in the Findings or take it out of the Impression.`,
      },
    ];
  });
}

function isBorneOut(mention: Mention, { sentences, mentions }: SectionReading): boolean {
  const { findings = '' } = supportOf[mention.finding] ?? {};
  const names = new Set([mention.finding, ...findings.split(' ')]);
  const isNamed = mentions.some(
    (one) =>
      names.has(one.finding) && one.assertion !== 'denied' && one.assertion !== 'asked' && sharesOrgan(mention, one),
  );
  if (isNamed) return true;
  const words = supportWords(mention.finding);
  return words !== undefined && sentences.some(({ tokens }) => describes(tokens, words));
}

/** A sentence has one of the words and does not start by denying. */
function describes(
  tokens: SectionReading['sentences'][number]['tokens'],
  words: NonNullable<ReturnType<typeof supportWords>>,
): boolean {
  const at = words.firstIn(tokens);
  if (at < 0) return false;
  return !tokens
    .slice(0, at)
    .some(({ word }) => /^(no|without|kein|keine|keinen|pas|sans|sin|senza|sem|geen|zonder|aucun|aucune)$/.test(word));
}

/** `Known`, or by the words in front of it older than this study. */
function isKnown(text: string, { range }: Mention): boolean {
  return /\b(?:known|bekannte[rsnm]?|connue?s?|conocid[oa]s?|not[oaie]|conhecid[oa]s?|bekende?)\s+(?:\S+\s+){0,4}$/i.test(
    text.slice(Math.max(0, range.start - 60), range.start),
  );
}

/** A denial of the left says nothing of the right. */
function coversSides(denial: Mention, mention: Mention): boolean {
  return (
    denial.sides.length === 0 || mention.sides.length === 0 || mention.sides.some((side) => denial.sides.includes(side))
  );
}

/** Findings that stand elsewhere: `As above`, `See report of 3 May`. */
function refersElsewhere(text: string, { sections }: ReportDocument): boolean {
  const own = sections.filter(({ kind }) => kind === 'findings');
  if (own.some(({ covers }) => covers.includes('impression'))) return true;
  return own.every(
    ({ content }) =>
      content.end - content.start < 80 &&
      /\b(see|as (?:above|below|described|dictated|in)|refer|siehe|s\.o|voir|ver|vedi|zie)\b/i.test(
        text.slice(content.start, content.end),
      ),
  );
}
