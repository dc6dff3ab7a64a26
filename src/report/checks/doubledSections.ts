import { t } from '@vscode/l10n';
import { anatomyOnly } from '../reading/sections/anatomy.ts';
import { plainWord } from '../reading/words/plainWord.ts';
import type { SectionKind } from '../reading/sections/sectionNames.ts';
import type { ReportDocument, ReportSection } from '../reportDocument.ts';
import { isBare, titleLine } from './emptySections.ts';
import { defaultSeverities, type ProblemFix, type ReportProblem } from './reportProblem.ts';

/**
 * The second section of a kind, and each further one: two Findings or two Impressions under whatever name, or two others
 * of one name. Each examination of a text that reports several, and what an addendum repeats, counts for itself.
 */
export function doubledSections(text: string, report: ReportDocument): ReportProblem[] {
  return partsOf(text, report.sections).flatMap((part) => doubledIn(text, part));
}

function doubledIn(text: string, sections: readonly ReportSection[]): ReportProblem[] {
  const firsts = new Map<string, ReportSection>();
  const problems: ReportProblem[] = [];
  for (const section of sections) {
    const isRemark = remark.test(plainWord(section.title));
    const keys = section.covers.map((kind) => keyOf(kind, section));
    const known = isRemark ? undefined : keys.map((key) => firsts.get(key)).find((one) => one !== undefined);
    const isTextless = known !== undefined && isBare(text, known) && isBare(text, section);
    if (known && !isTextless && !isOwnPart(known, section)) problems.push(problemOf(text, known, section));
    else if (!isRemark) for (const key of keys) if (!firsts.has(key)) firsts.set(key, section);
  }
  return problems;
}

/** Findings and Impression by their kind; of an Indication the history and the reason stand beside each other. */
function keyOf(kind: SectionKind, { title }: ReportSection): string {
  return kind === 'findings' || kind === 'impression' ? kind : `${kind} ${plainWord(title).trim()}`;
}

/** Closes a section rather than doubling it. */
const remark = /^(?:in|en|au|zusammen)\s*(?:summary|conclusion|conclusione|sintesi|synthese|resumen|total|fassend)\b/;

/** What a pathologist saw with the eye and through the microscope; a reading of the one and the other modality. */
function isOwnPart(one: ReportSection, other: ReportSection): boolean {
  const [first, second] = [plainWord(one.title), plainWord(other.title)];
  if (first === second) return false;
  return (
    /mi[ck]ros[ck]op|ma[ck]ros[ck]op|gross/.test(first + second) ||
    // A diagnosis above the Findings is the referrer's.
    (one.kind === 'impression' && one.body.end <= other.heading.start && /^(?:diagn|interpret)/.test(first))
  );
}

function problemOf(text: string, known: ReportSection, section: ReportSection): ReportProblem {
  const [kept, empty] = isBare(text, section) ? [known, section] : [section, known];
  const isOneEmpty = isBare(text, empty);
  const name = section.title.replace(/\s+/g, ' ');
  const same = plainWord(known.title) === plainWord(section.title);
  const say = messages[isOneEmpty ? (empty === section ? 'isEmpty' : 'firstIsEmpty') : 'both'];
  const fix = isOneEmpty && kept.covers.length === 1 ? takeOut(text, empty) : undefined;
  return {
    code: 'doubled-section',
    range: titleLine(text, section),
    severity: defaultSeverities['doubled-section'],
    message: same ? say.same(name) : say.other(name, known.title.replace(/\s+/g, ' ')),
    ...(fix ? { fix } : {}),
  };
}

/** By which of the two is empty, and whether they have one name. */
const messages = {
  both: {
    same: (name: string) => t`The report has "${name}" twice. Keep one, with all that holds.`,
    other: (name: string, first: string) => t`"${name}" doubles "${first}". Keep one, with all that holds.`,
  },
  isEmpty: {
    same: (name: string) => t`The report has "${name}" twice. This one is empty: take it out.`,
    other: (name: string, first: string) => t`"${name}" doubles "${first}". This one is empty: take it out.`,
  },
  firstIsEmpty: {
    same: (name: string) => t`The report has "${name}" twice. The first one is empty: take it out.`,
    other: (name: string, first: string) => t`"${name}" doubles "${first}". The first one is empty: take it out.`,
  },
} as const;

/** Only a heading with nothing at all below it. */
function takeOut(text: string, { heading, body, isEmpty, title }: ReportSection): ProblemFix | undefined {
  if (!isEmpty || text.slice(heading.end, body.end).trim() !== '') return undefined;
  return {
    title: t`Take out the empty ${title.replace(/\s+/g, ' ')}`,
    change: { offset: heading.start, length: body.end - heading.start, text: '' },
  };
}

/** Cuts the sections where an addendum or another examination starts. */
function partsOf(text: string, sections: readonly ReportSection[]): ReportSection[][] {
  const parts: ReportSection[][] = [[]];
  let hasImpression = false;
  let before: ReportSection | undefined;
  for (const [index, section] of sections.entries()) {
    const startsAnew =
      section.kind === 'other' &&
      (newPart.test(plainWord(section.title)) || isExam(section.title) || isAbove(text, section, sections[index + 1]));
    if (startsAnew || (before && hasImpression && endsInTitle(text, before))) {
      parts.push([]);
      hasImpression = false;
    }
    parts.at(-1)?.push(section);
    hasImpression ||= section.covers.includes('impression') && !isBare(text, section);
    before = section;
  }
  return parts;
}

const newPart =
  /^\W*(?:addend|amend|correct|supplement|prelim|final|original|attest|previous|resident|attending|nachtrag|erganz|aanvull|part\b|exam|stud|procedure|report|untersuch|esame|estudio|onderzoek)/;
const modality =
  /\b(?:ct|cta|mri?|mra|x-?rays?|xr|cr|dx|radiographs?|ultrasounds?|us|sonogra\w*|pet(?:[/ -]ct)?|mammogra\w*|tomosynthesis|angiogra\w*|scintigra\w*|fluoroscopy|echo\w*|views?|rontgen|mrt|irm|tdm|scanner|tac|rm|rx|ecogra\w*|radiogra\w*|tc)\b/;

function isExam(words: string): boolean {
  return words.length < 100 && (modality.test(plainWord(words)) || anatomyOnly(words));
}

/** A Markdown heading that holds the next one. */
function isAbove(text: string, section: ReportSection, next: ReportSection | undefined): boolean {
  const level = ({ heading }: ReportSection): number =>
    /^\s*(#{1,6})/.exec(text.slice(heading.start, heading.start + 20))?.[1]?.length ?? 7;
  return next !== undefined && level(section) < level(next);
}

/** The last lines of a section announce another examination: `EXAM: CT of the spine`, `CT CERVICAL SPINE`, `ADDENDUM 2`. */
function endsInTitle(text: string, { content }: ReportSection): boolean {
  const lines = text
    .slice(Math.max(content.start, content.end - 1500), content.end)
    .split(/\r\n|[\r\n]/)
    .slice(1);
  return lines.some((line) => {
    const words = line.replace(/[#*_=]+/g, ' ').trim();
    if (words === '' || words.length > 100) return false;
    if (newPart.test(plainWord(words)) && (/:/.test(words) || words === words.toUpperCase())) return true;
    return isExam(words) && !/[.;]$/.test(words) && (words === words.toUpperCase() || /^\s*(?:#|\*\*)/.test(line));
  });
}
