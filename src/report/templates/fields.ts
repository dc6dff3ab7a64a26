/** Where a report or a template waits for a person: `[label]`, `[a | b | c]`, `[label: a | b* | c]`. */
import { readFrontMatter } from '../frontMatter.ts';
import { splitLines, type Line } from '../reading/sections/line.ts';
import { bracketPairs, type BracketPair } from './bracketPairs.ts';
import { readField } from './readField.ts';
import type { TemplateField } from './templateField.ts';
import { visibleLines } from './visibleLines.ts';

/**
 * The fields of a text, in order. Brackets that mean something else are none: links and images, footnotes, numbers, task
 * boxes, `[sic]`, marks of de-identification, code, comments, front matter, brackets in brackets or over several lines.
 * Linear in the text's length.
 */
export function fieldsOf(text: string): TemplateField[] {
  if (!text.includes('[')) return [];
  const lines = visibleLines(splitLines(text, readFrontMatter(text)?.range.end ?? 0));
  const pairs = lines.map(({ line, hidden }) => (line.text.includes('[') ? bracketPairs(line.text, hidden) : []));
  const defined = new Set(
    lines.flatMap(({ line }, index) =>
      (pairs[index] ?? []).filter((pair) => isDefinition(line, pair)).map((pair) => referenceName(line.text, pair)),
    ),
  );
  return lines.flatMap(({ line }, index) => fieldsOfLine(line, pairs[index] ?? [], defined));
}

function fieldsOfLine(line: Line, pairs: readonly BracketPair[], defined: ReadonlySet<string>): TemplateField[] {
  const { text, start } = line;
  const linked = new Set<BracketPair>();
  pairs.forEach((pair, index) => {
    if (isDefinition(line, pair) || isInlineLink(text, pair) || defined.has(referenceName(text, pair)))
      linked.add(pair);
    const next = pairs[index + 1];
    if (next && isReference(text, pair, next)) linked.add(pair).add(next);
  });
  return pairs.flatMap((pair) => {
    if (linked.has(pair) || pair.isNested || text.charAt(pair.start - 1) === '!' || isTaskBox(text, pair)) return [];
    const field = readField(text.slice(pair.start + 1, pair.end - 1));
    return field ? [{ range: { start: start + pair.start, end: start + pair.end }, ...field }] : [];
  });
}

/** CommonMark 0.31 section 4.7: a destination, perhaps a title, and nothing else on the line. */
function isDefinition({ text }: Line, { start, end }: BracketPair): boolean {
  return (
    text.charAt(end) === ':' &&
    start <= 3 &&
    text.slice(0, start).trim() === '' &&
    /^:[ \t]*(?:<[^<>]*>|[^\s<]\S*)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/.test(text.slice(end))
  );
}

const destination =
  /\([ \t]*(?:<[^<>]*>|[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*\)/y;

/** Section 6.3. */
function isInlineLink(text: string, { end }: BracketPair): boolean {
  if (text.charAt(end) !== '(') return false;
  destination.lastIndex = end;
  return destination.test(text);
}

/** `[words][name]` and `[name][]`; two fields side by side are known by their choices. */
function isReference(text: string, one: BracketPair, next: BracketPair): boolean {
  return one.end === next.start && !text.slice(one.start, next.end).includes('|');
}

function referenceName(text: string, { start, end }: BracketPair): string {
  return text
    .slice(start + 1, end - 1)
    .trim()
    .toLowerCase();
}

/** A box to tick at the start of a list item, as GitHub writes it. */
function isTaskBox(text: string, { start, end }: BracketPair): boolean {
  return (
    end - start === 3 &&
    /^[ xX]$/.test(text.slice(start + 1, end - 1)) &&
    (end === text.length || /\s/.test(text.charAt(end))) &&
    /^[\s>]*(?:[-*+]|\d{1,9}[.)])[ \t]+$/.test(text.slice(0, start))
  );
}
