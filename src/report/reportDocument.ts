import { readFrontMatter, type FrontMatter } from './frontMatter.ts';
import type { Language } from './reading/words/language.ts';
import { isReportOutline, languageOf } from './reading/sections/reportOutline.ts';
import { readSections, type InnerLabel, type ReportSection } from './reading/sections/sections.ts';
import type { SectionKind } from './reading/sections/sectionNames.ts';
import type { LineBreak } from './reading/textRange.ts';

export type { ReportSection } from './reading/sections/sections.ts';

export interface ReportDocument {
  readonly frontMatter: FrontMatter | undefined;
  readonly sections: readonly ReportSection[];
  /** Known labels inside sections. */
  readonly labels: readonly InnerLabel[];
  /** The language of its headings. */
  readonly language: Language;
  /**
   * Two different sections of a report, Findings or Impression among them; or front matter with `images:`. Everything
   * else is just a text that the product leaves alone.
   */
  readonly isReport: boolean;
  /** The document's first line break, `\n` when it has none. */
  readonly eol: LineBreak;
}

/**
 * Reads a Markdown or plain-text report: `## Findings`, `Findings` underlined, `**Findings**`, `FINDINGS:` alone or
 * before its text. Never fails: a text without headings is a document without sections.
 */
export function parseReport(text: string): ReportDocument {
  const frontMatter = readFrontMatter(text);
  const outline = readSections(text, frontMatter?.range.end ?? 0);
  const { sections, labels } = outline;
  return {
    frontMatter,
    sections,
    labels,
    language: languageOf(outline),
    isReport: frontMatter?.hasImages === true || isReportOutline(outline),
    eol: /\r\n|\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n',
  };
}

/** The report's first section of a kind. */
export function findSection(report: ReportDocument, kind: SectionKind): ReportSection | undefined {
  return report.sections.find((section) => section.kind === kind);
}

/** The section whose heading or body holds the offset; at the seam of two sections, the later one. */
export function sectionAt(report: ReportDocument, offset: number): ReportSection | undefined {
  return report.sections.findLast((section) => section.heading.start <= offset && offset <= section.body.end);
}
