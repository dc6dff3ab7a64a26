import { t } from '@vscode/l10n';
import { readFrontMatter } from '../frontMatter.ts';
import { isRule, splitLines } from '../reading/sections/line.ts';
import type { TextRange } from '../reading/textRange.ts';
import { fieldsOf } from '../templates/fields.ts';
import { visibleLines } from '../templates/visibleLines.ts';
import { defaultSeverities, type ReportProblem } from './reportProblem.ts';

const unit = String.raw`(?=\s?[cm]m(?!\p{L}))`;
/** What else templates and dictation leave to be filled, in one line. */
const leftover = new RegExp(
  [
    // Blanks and wildcards: `____`, `***`.
    String.raw`_{3,}|\*{3,}`,
    // `XXX`, and `x.x cm` in place of a size.
    String.raw`(?<![\p{L}\d])[Xx]{3,}(?![\p{L}\d])`,
    String.raw`(?<![\p{L}\d.]|\d\s)[Xx]{1,2}(?:[.,][Xx]{1,2})?${unit}`,
    String.raw`(?<![\p{L}\d])(?:TBD|TODO|FIXME)(?![\p{L}\d])`,
    // Placeholders of other programs: `<side>`, `{{name}}`, `${name}`, `@SIDE@`, `[]`.
    String.raw`<\/?\p{L}[\p{L}\d /|,_-]{0,40}>`,
    String.raw`\$?\{\{?\s?\p{L}[^{}]{0,60}\}\}?`,
    String.raw`(?<!\p{L})@[A-Z][A-Z_]{2,}@`,
    String.raw`\[\](?![([])`,
    // `?? mm`, `… cm`.
    String.raw`\?{2,}${unit}|(?:\.{3,}|…)${unit}`,
  ].join('|'),
  'gu',
);
const html = new Set(
  'a abbr b big blockquote body br caption center cite code col colgroup dd del details div dl dt em figcaption figure font g h1 h2 h3 h4 h5 h6 head hr html i img input ins kbd label li link mark meta nobr ol p path picture pre q s samp script small source span strike strong style sub summary sup svg table tbody td tfoot th thead tr tt u ul var video wbr'.split(
    ' ',
  ),
);
const signature =
  /(?:sign\p{L}*|unterschrift|name|date|datum|dr|md|m\.d|arzt|radiologist|by|von|firma|fecha|data)\b[^_]{0,12}$/iu;
/** Words in brackets that no template asks for. */
const aside =
  /\b(?:series|serie|image|images|img|im|se|ser|slice|bild|ref|refs|reference|figure|fig)\s*[#:]?\s*\d|\b(?:19|20)\d\d\b|^(?:see|cf|s\.|siehe|voir|vedi|ver)\b|^(?:redacted|removed|deleted|deidentified|de-identified|anonymi[sz]ed|end of report|end|arrows?|key images?|images?|circled|not shown|translated)\b|:\/\/|@/i;

/** Fields that nobody has filled, and other marks of a template that was left as it is. */
export function templateLeftovers(text: string): ReportProblem[] {
  const fields = text.includes('[') ? fieldsOf(text) : [];
  const ranges = fields
    .filter(({ range, label, options }) => options.length > 0 || !isAside(text, range, label))
    .map(({ range }) => range);
  const taken = new Cover(fields.map(({ range }) => range));
  const lines = marks.test(text) ? visibleLines(splitLines(text, readFrontMatter(text)?.range.end ?? 0)) : [];
  for (const { line, hidden } of lines) {
    if (!marks.test(line.text) || isRule(line)) continue;
    const covered = new Cover(hidden);
    for (const { index, 0: written } of line.text.matchAll(leftover)) {
      const start = line.start + index;
      if (!covered.holds(index) && !taken.holds(start) && isLeft(line.text, index, written))
        ranges.push({ start, end: start + written.length });
    }
  }
  return ranges.map((range) => ({
    code: 'template-field',
    range,
    severity: defaultSeverities['template-field'],
    message: t`"${text.slice(range.start, range.end)}" is still to be filled in. Write what the image shows, or take the sentence out.`,
  }));
}

/** Ranges in their order, asked for offsets in their order. */
class Cover {
  readonly #ranges: readonly TextRange[];
  #next = 0;

  constructor(ranges: readonly TextRange[]) {
    this.#ranges = ranges;
  }

  holds(offset: number): boolean {
    while ((this.#ranges[this.#next]?.end ?? Infinity) <= offset) this.#next += 1;
    return (this.#ranges[this.#next]?.start ?? Infinity) <= offset;
  }
}

/** Most lines, and most texts, have none of these. */
const marks = /_{3}|\*{3}|[Xx]{2}|[Xx] ?[cm]m|TBD|TODO|FIXME|<|\{|@|\[\]|\?\?|\.{3}|…/;

function isAside(text: string, { start, end }: TextRange, label: string): boolean {
  return label !== '' && aside.test(text.slice(start + 1, end - 1).trim());
}

/** So many characters of a line tell what a mark is. */
const looked = 80;

function isLeft(line: string, at: number, written: string): boolean {
  const before = line.slice(Math.max(0, at - looked), at);
  const after = line.slice(at + written.length, at + written.length + looked);
  switch (written.charAt(0)) {
    case '*':
      return isWildcard(line, before, after);
    case '_':
      return !isEmphasis(before, after) && !signature.test(before) && !(before.trim() === '' && written.length >= 8);
    case '<': {
      const name = /\p{L}[\p{L}\d]*/u.exec(written)?.[0].toLowerCase() ?? '';
      return !html.has(name) && !/[\p{L}\d]$/u.test(before);
    }
    case '{':
    case '$':
      return !/[\p{L}\\^_}]$/u.test(before);
    case 'X':
    case 'x':
      return !/\d\s?,\s?$/.test(before);
    default:
      return true;
  }
}

/** `*** cm`; not `***bold***`, `*** FINAL ***`, a footnote's mark. */
function isWildcard(line: string, before: string, after: string): boolean {
  const trimmed = line.length < 200 ? line.trim() : '';
  if (trimmed.startsWith('***') && trimmed.endsWith('***') && !/\d|[cm]m\b/.test(trimmed)) return false;
  return !/[\p{L}\d.:,;)*]$/u.test(before) && (!/^[\p{L}\d*_]/u.test(after) || /^[cm]m\b/.test(after));
}

/** `___bold___`. */
function isEmphasis(before: string, after: string): boolean {
  return (/^\p{L}/u.test(after) && /[\p{L}.]_{3}(?!_)/u.test(after)) || /_{3}\p{L}[^_]*[^\s_]$/u.test(before);
}
