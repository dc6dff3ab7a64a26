import { t } from '@vscode/l10n';
import type { Mention } from '../reading/statements/mention.ts';
import { visitFindings, type ReportReading } from '../reading/statements/reportReading.ts';
import type { Language } from '../reading/words/language.ts';
import type { ReportDocument } from '../reportDocument.ts';
import { isFeared } from './feared.ts';
import type { ReportProblem } from './reportProblem.ts';
import { distinctMentions, sayingOf, sharesOrgan } from './sameFinding.ts';
import { supportOf, supportWords } from './support.ts';

/**
 * A finding that the Impression affirms and the Findings neither name nor describe. What it only suspects, denies,
 * remembers or asks for is no such thing.
 */
export function unsupportedImpressions(text: string, report: ReportDocument, reading: ReportReading): ReportProblem[] {
  const { findings, impression, language } = reading;
  if (refersElsewhere(text, report) || !findings.hasText) return [];
  const described = distinctMentions(findings.mentions);
  const named = new Map<string, boolean>();
  const isNamed = (mention: Mention): boolean => {
    const saying = sayingOf(mention);
    const known = named.get(saying) ?? namesIt(mention, described);
    named.set(saying, known);
    return known;
  };
  const unnamed = impression.mentions.filter(
    (one) =>
      one.assertion === 'affirmed' &&
      one.finding in supportOf &&
      !isKnown(text, one) &&
      !isFeared(text, one.range) &&
      !isNamed(one),
  );
  const firsts = [...new Map([...unnamed].reverse().map((one) => [one.finding, one])).values()];
  const inWords = describedByWords(text, report, language, firsts);
  return firsts.filter(({ finding }) => !inWords.has(finding)).map((mention) => problemOf(text, mention, described));
}

function problemOf(text: string, mention: Mention, described: readonly Mention[]): ReportProblem {
  const { finding, range } = mention;
  const isDenied = described.some(
    (one) => one.finding === finding && one.assertion === 'denied' && coversSides(one, mention),
  );
  const written = text.slice(range.start, range.end).replace(/\s+/g, ' ');
  return {
    code: 'impression-unsupported',
    range,
    severity: 'warning',
    message: isDenied
      ? t`The Impression names "${written}", the Findings deny it. Check the image, then describe it in the Findings or take it out of the Impression.`
      : t`The Impression names "${written}", the Findings do not mention it. Check the image, then describe it in the Findings or take it out of the Impression.`,
  };
}

/** The Findings have it, or a finding that bears it out, in the same organ. */
function namesIt(mention: Mention, described: readonly Mention[]): boolean {
  const names = new Set([mention.finding, ...(supportOf[mention.finding]?.findings ?? '').split(' ')]);
  return described.some(
    (one) =>
      names.has(one.finding) && one.assertion !== 'denied' && one.assertion !== 'asked' && sharesOrgan(mention, one),
  );
}

/** Which of the findings a sentence of the Findings describes in other words, and does not start by denying. */
function describedByWords(
  text: string,
  { sections }: ReportDocument,
  language: Language,
  mentions: readonly Mention[],
): Set<string> {
  const found = new Set<string>();
  if (mentions.length === 0) return found;
  visitFindings(text, sections, language, ({ tokens }) => {
    for (const { finding } of mentions) {
      if (found.has(finding)) continue;
      const at = supportWords(finding)?.firstIn(tokens) ?? -1;
      if (at >= 0 && !tokens.slice(0, at).some(({ word }) => denial.test(word))) found.add(finding);
    }
  });
  return found;
}

const denial = /^(no|without|kein|keine|keinen|pas|sans|sin|senza|sem|geen|zonder|aucun|aucune)$/;

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
