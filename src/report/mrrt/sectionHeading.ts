import { localTitles, sectionTitles, type SectionKind } from '../reading/sections/sectionNames.ts';
import { readSectionName } from '../reading/sections/sectionName.ts';
import { languages } from '../reading/words/language.ts';
import type { Code } from './codedContent.ts';

export interface NamedSection {
  /** What its header says. */
  readonly header: string;
  /** Its `data-section-name`. */
  readonly name: string;
  readonly codes: readonly Code[];
  /** Counted from 1. */
  readonly level: number;
}

export interface SectionHeading {
  readonly title: string;
  /** What the header says, where the title is another: it is text of the section. */
  readonly text: string;
  /** What the template calls it, where the title is a name of ours. */
  readonly renamed: string | undefined;
}

/**
 * The heading of a section in a report. The template's own words stay where `parseReport` knows them; else a section of
 * the first level is known by its code or by the profile's names for sections, and gets the report's name for it in the
 * template's language (ISO 639).
 */
export function sectionHeading(section: NamedSection, language: string): SectionHeading {
  const header = withoutColon(section.header);
  const name = withoutColon(section.name);
  const written = [header, name].find((words) => isKnown(words));
  if (written !== undefined) return { title: written, text: written === header ? '' : header, renamed: undefined };
  const kind =
    section.level === 1 ? (kindOfCodes(section.codes) ?? profileNames.get(plain(name || header))) : undefined;
  const own = header || name;
  if (kind === undefined) return { title: own, text: '', renamed: undefined };
  return { title: titleIn(language, kind), text: '', renamed: own };
}

function isKnown(words: string): boolean {
  return (readSectionName(words)?.kinds.length ?? 0) > 0;
}

function titleIn(language: string, kind: SectionKind): string {
  const known = languages.find((one) => one === language.slice(0, 2).toLowerCase());
  return known ? localTitles[known][kind] : sectionTitles[kind];
}

function kindOfCodes(codes: readonly Code[]): SectionKind | undefined {
  for (const { value } of codes) {
    const kind = sectionCodes.get(value.replace(/^.*[/#]/, ''));
    if (kind) return kind;
  }
  return undefined;
}

/** LOINC codes of the sections of an imaging report (DICOM PS3.20 section 9), and what RadReport uses of RadLex. */
const sectionCodes = new Map<string, SectionKind>([
  ['55752-0', 'indication'],
  ['18785-6', 'indication'],
  ['RID13166', 'indication'],
  ['55111-9', 'technique'],
  ['RID1559', 'technique'],
  ['18834-2', 'comparison'],
  ['RID28483', 'comparison'],
  ['59776-5', 'findings'],
  ['18782-3', 'findings'],
  ['RID28486', 'findings'],
  ['19005-8', 'impression'],
  ['RID13170', 'impression'],
]);

/** Names of sections in templates that `parseReport` does not know. */
const profileNames = new Map<string, SectionKind>([
  ['procedure information', 'technique'],
  ['procedure description', 'technique'],
  ['procedure details', 'technique'],
  ['imaging procedure description', 'technique'],
  ['current imaging procedure description', 'technique'],
  ['radiology comparison study', 'comparison'],
  ['comparison information', 'comparison'],
  ['procedure findings', 'findings'],
]);

function plain(words: string): string {
  return words.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** For a heading: it needs no colon behind it, and no signs before it. */
function withoutColon(words: string): string {
  return words
    .trim()
    .replace(/[\s:：=_–—-]+$/, '')
    .replace(/^[#\s]+/, '');
}
