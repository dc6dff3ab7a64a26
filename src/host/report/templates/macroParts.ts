import type { SectionKind } from '../../../report/reading/sections/sectionNames.ts';
import { parseReport } from '../../../report/reportDocument.ts';

/** What of a macro's text goes into which section. */
export interface MacroPart {
  readonly kind: SectionKind;
  readonly text: string;
}

/**
 * A macro's text cut at its headings of sections; empty where it has none. A heading of another name belongs to the
 * section above it, and words above the first heading to the first section; a title there is left out.
 */
export function macroParts(text: string): readonly MacroPart[] {
  const sections = parseReport(text).sections.flatMap(({ kind, heading, body }) =>
    kind === 'other' ? [] : [{ kind, heading, body }],
  );
  const above = text
    .slice(0, sections[0]?.heading.start ?? 0)
    .replace(/^#+ .*$/gm, '')
    .trim();
  return sections
    .map(({ kind, body }, index) => {
      const own = text.slice(body.start, sections[index + 1]?.heading.start ?? text.length).trim();
      return { kind, text: index === 0 && above !== '' ? `${above}\n\n${own}`.trim() : own };
    })
    .filter((part) => part.text !== '');
}
