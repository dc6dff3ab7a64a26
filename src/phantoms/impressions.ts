/** Findings sections as people write and edit them, with the Impression that follows: text alone, no image. */
import { impressionPrompt } from '../report/prompts/sectionPrompts.ts';
import { findingsSection, impressionSection } from './answers.ts';
import type { PlannedFinding } from './phantom.ts';
import { DOMAINS, kindsOf, placesOf } from './phantom.ts';
import type { Random } from './random.ts';
import type { Exchange } from './smallTalk.ts';
import { atPlace, bare, FRAME, WORDING } from './wording.ts';

/** An impression exchange: half the time from the demo's own Findings section, else from one in a person's words. */
export function impressionExchange(random: Random): Exchange {
  const domain = random.pick(DOMAINS);
  const count = random.pick([0, 0, 1, 1, 1, 1, 2, 2, 3]);
  const kinds = new Set(random.shuffled(kindsOf(domain)).slice(0, count));
  const findings = kindsOf(domain)
    .filter((kind) => kinds.has(kind))
    .map((kind) => {
      const places = placesOf(kind);
      return { kind, place: places.length > 0 ? random.pick(places) : undefined };
    });
  if (random.chance(0.5)) return exchange(findingsSection({ domain, findings }), findings);
  const sentences = kindsOf(domain).flatMap((kind) => {
    const finding = findings.find((candidate) => candidate.kind === kind);
    if (finding !== undefined) return [inOtherWords(random, finding)];
    return random.chance(0.6) ? [random.chance(0.6) ? WORDING[kind].absent : `No ${bare(WORDING[kind].phrase)}.`] : [];
  });
  const { opening, closing } = FRAME[domain];
  const text = [...(random.chance(0.5) ? [opening] : []), ...sentences, ...(random.chance(0.4) ? [closing] : [])];
  if (text.length === 0)
    text.push(random.pick(['Normal.', 'No abnormality.', 'Unremarkable.', 'Nothing abnormal is seen.']));
  return exchange(text.join(random.chance(0.85) ? ' ' : '\n'), findings);
}

function exchange(text: string, findings: readonly PlannedFinding[]): Exchange {
  return { question: impressionPrompt(text).text, answer: impressionSection(findings) };
}

function inOtherWords(random: Random, finding: PlannedFinding): string {
  const { phrase, plural, present, detail } = WORDING[finding.kind];
  const [noun, where] = [bare(phrase), atPlace(finding)];
  const size = random.pick(['', '', 'small ', 'large ', 'moderate ', 'marked ', 'mild ']);
  const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  const article = plural || phrase === noun ? '' : /^[aeiou]/.test(`${size}${noun}`) ? 'an ' : 'a ';
  const forms = [
    `${present}${where}${detail}.`,
    `There ${plural ? 'are' : 'is'} ${article}${size}${noun}${where}.`,
    `${capital(`${article}${size}${noun}`)} ${plural ? 'are' : 'is'} seen${where}.`,
    `${capital(`${size}${noun}`)}${where}.`,
    `${capital(`${size}${noun}`)}${where}, ${random.pick(['unchanged', 'new', 'stable', 'as described'])}.`,
  ];
  if (finding.place === 'left' || finding.place === 'right')
    forms.push(
      `There ${plural ? 'are' : 'is'} ${plural ? '' : 'a '}${finding.place} ${noun}.`,
      `${capital(finding.place)} ${noun}.`,
      `${capital(finding.place)}-sided ${noun}.`,
      `${capital(`${size}${finding.place}`)} ${noun}.`,
    );
  return random.pick(forms);
}
