import type { ContentChange, TextRange } from '../reading/textRange.ts';
import type { ReportDocument, ReportSection } from '../reportDocument.ts';

/** `2026-11-27 14:02` */
const when = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d`;
/** The headings that `addendumChange` writes: `## Addendum 2 (…)`, and `ADDENDUM (2): …` of labels and bold lines. */
const heading = new RegExp(
  String.raw`^(?:#{1,6} )?addendum(?: \d+)? \(${when}\)[ \t]*$|^(?:\*\*)?addendum(?: \(\d+\))?:(?:\*\*)? ${when}[ \t]*$`,
  'gim',
);

/** The headings of a text's addenda, in order. */
export function addendaIn(text: string): TextRange[] {
  return [...text.matchAll(heading)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/**
 * The change that puts an empty addendum below a report, with a heading in the report's own style, numbered from the
 * second on. `time` is written in the zone of this machine. The cursor belongs at the end of the text then.
 */
export function addendumChange(text: string, report: ReportDocument, time: Date): ContentChange {
  const { eol } = report;
  const model = report.sections.findLast(({ kind }) => kind !== 'other');
  const offset = text.trimEnd().length;
  const isTight = model?.style === 'label';
  const written = headingOf(text, model, addendaIn(text).length + 1, localMinute(time)).join(eol);
  return {
    offset,
    length: text.length - offset,
    text: (offset === 0 ? '' : eol + eol) + written + eol + (isTight ? '' : eol),
  };
}

/**
 * A label and a bold line have the time behind the colon: with a colon of a clock in them they would not be read as
 * headings.
 */
function headingOf(text: string, model: ReportSection | undefined, number: number, minute: string): string[] {
  const word = model && model.title === model.title.toUpperCase() ? 'ADDENDUM' : 'Addendum';
  const label = number > 1 ? `${word} (${String(number)})` : word;
  const title = `${number > 1 ? `${word} ${String(number)}` : word} (${minute})`;
  const like = model ? text.slice(model.heading.start, model.heading.end) : '';
  switch (model?.style) {
    case 'label':
      return [`${label}: ${minute}`];
    case 'bold':
      return [`**${label}:** ${minute}`];
    case 'setext':
      return [title, (like.trimEnd().endsWith('=') ? '=' : '-').repeat(title.length)];
    case 'atx':
      return [`${/#+/.exec(like)?.[0] ?? '##'} ${title}`];
    default:
      return [`## ${title}`];
  }
}

function localMinute(time: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [String(time.getFullYear()), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`;
}
