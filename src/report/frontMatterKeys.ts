import { isMap, isScalar, parseDocument, stringify, type Node, type Pair } from 'yaml';
import { FrontMatterError, readFrontMatter, type FrontMatter } from './frontMatter.ts';
import { applyChange, type ContentChange, type LineBreak, type TextRange } from './reading/textRange.ts';

/** The scalar that a key of the front matter holds, as it is written; undefined where there is none. */
export function readKey(text: string, key: string): string | undefined {
  return readKeys(text, [key])[key];
}

/** Several at once. Reads what can be read, also of a front matter with a fault. */
export function readKeys<K extends string>(text: string, keys: readonly K[]): Partial<Record<K, string>> {
  const yaml = parsed(text)?.pairs ?? [];
  const values: Partial<Record<K, string>> = {};
  for (const key of keys) {
    const value = pairOf(yaml, key)?.value;
    if (isScalar(value) && value.value !== null)
      values[key] = value.source ?? (typeof value.value === 'string' ? value.value : '');
  }
  return values;
}

/** Where a key and its value stand, in the document; undefined where the front matter does not have it. */
export function rangeOfKey(text: string, key: string): TextRange | undefined {
  const found = parsed(text);
  const pair = found && pairOf(found.pairs, key);
  if (!pair) return undefined;
  const { start } = rangeOf(pair.key as Node, found.base);
  const end = endOf(pair, found.base);
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

/**
 * The change that sets keys of the front matter to scalars, and takes those out that are undefined. All other keys,
 * comments and blank lines keep their bytes. Creates the front matter where there is none, and takes one out that holds
 * nothing any more. Throws a {@link FrontMatterError} for one that cannot be read whole.
 */
export function setKeys(
  text: string,
  values: Readonly<Record<string, string | undefined>>,
  eol: LineBreak,
): ContentChange {
  const gone: string[] = [];
  let next = text;
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) gone.push(key);
    else next = applyChange(next, setting(next, key, value, eol));
  }
  return changedLines(text, withoutKeys(next, gone));
}

/** The YAML of a front matter without some of its keys. Undefined where there is none, or none that can be read whole. */
export function yamlWithout(text: string, keys: readonly string[]): string | undefined {
  const found = parsed(text);
  if (!found || found.frontMatter.problem) return undefined;
  const { base, pairs, flow } = found;
  let yaml = text.slice(base, found.frontMatter.yaml.end);
  // From the back, so that the places of those before stay as they are.
  for (const pair of keys.flatMap((key) => pairOf(pairs, key) ?? []).sort((a, b) => endOf(b, 0) - endOf(a, 0))) {
    const { start } = rangeOf(pair.key as Node, 0);
    const cut = (flow === undefined ? wholeLines : withComma)(yaml, start, endOf(pair, 0));
    yaml = yaml.slice(0, cut.start) + yaml.slice(cut.end);
  }
  return yaml;
}

/** Nothing is in it, not even a comment. */
export function isBlankYaml(yaml: string): boolean {
  return yaml.trim().replace(/^\{\s*\}$/, '') === '';
}

interface Parsed {
  readonly frontMatter: FrontMatter;
  /** Where the YAML starts in the text: the library counts from there. */
  readonly base: number;
  readonly pairs: readonly Pair[];
  /** Behind the brace of a map in flow style. */
  readonly flow: number | undefined;
}

function parsed(text: string): Parsed | undefined {
  const frontMatter = readFrontMatter(text);
  if (!frontMatter) return undefined;
  const { start: base, end } = frontMatter.yaml;
  const map = parseDocument(text.slice(base, end), { prettyErrors: false }).contents;
  if (!isMap(map)) return { frontMatter, base, pairs: [], flow: undefined };
  const flow = map.flow === true ? base + map.range[0] + 1 : undefined;
  return { frontMatter, base, pairs: map.items, flow };
}

function pairOf(pairs: readonly Pair[], key: string): Pair | undefined {
  return pairs.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function readWhole(text: string): Parsed | undefined {
  const found = parsed(text);
  if (found?.frontMatter.problem) throw new FrontMatterError(found.frontMatter.problem);
  return found;
}

function setting(text: string, key: string, value: string, eol: LineBreak): ContentChange {
  const found = readWhole(text);
  const written = scalar(value);
  if (!found) {
    const offset = text.startsWith('\uFEFF') ? 1 : 0;
    return { offset, length: 0, text: ['---', `${key}: ${written}`, '---', '', ''].join(eol) };
  }
  const { base, pairs, flow } = found;
  const pair = pairOf(pairs, key);
  if (pair) return replacement(text, base, pair, written);
  if (flow !== undefined)
    return { offset: flow, length: 0, text: `${key}: ${written}${pairs.length === 0 ? '' : ', '}` };
  const [first] = pairs;
  const start = first ? rangeOf(first.key as Node, base).start : base;
  const indent = /[ \t]*$/.exec(text.slice(base, start))?.[0] ?? '';
  return { offset: found.frontMatter.yaml.end, length: 0, text: `${indent}${key}: ${written}${eol}` };
}

function replacement(text: string, base: number, pair: Pair, written: string): ContentChange {
  const value = pair.value as Node | null;
  const { start, end } = value ? rangeOf(value, base) : { start: 0, end: 0 };
  const length = text.slice(start, end).trimEnd().length;
  if (length > 0) return { offset: start, length, text: written };
  const keyEnd = rangeOf(pair.key as Node, base).end;
  const colon = /^\s*:/.exec(text.slice(keyEnd))?.[0].length;
  return { offset: keyEnd + (colon ?? 0), length: 0, text: `${colon === undefined ? ':' : ''} ${written}` };
}

function withoutKeys(text: string, keys: readonly string[]): string {
  const found = readWhole(text);
  const yaml = found && yamlWithout(text, keys);
  if (!found || yaml === undefined) return text;
  const { yaml: place, range } = found.frontMatter;
  const before = text.slice(place.start, place.end);
  if (yaml === before || !isBlankYaml(yaml)) return text.slice(0, place.start) + yaml + text.slice(place.end);
  return (text.startsWith('\uFEFF') ? '\uFEFF' : '') + text.slice(range.end).replace(/^(?:\r\n|\r|\n)/, '');
}

function wholeLines(text: string, start: number, end: number): TextRange {
  const from = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  // A block scalar has its line break in it.
  if (/[\r\n]/.test(text.charAt(end - 1))) return { start: from, end };
  return { start: from, end: end + (/^[^\r\n]*(?:\r\n|\r|\n)?/.exec(text.slice(end))?.[0].length ?? 0) };
}

function withComma(text: string, start: number, end: number): TextRange {
  const behind = /^\s*,\s*/.exec(text.slice(end))?.[0].length;
  if (behind !== undefined) return { start, end: end + behind };
  return { start: start - (/,\s*$/.exec(text.slice(0, start))?.[0].length ?? 0), end };
}

function rangeOf(node: Node, base: number): TextRange {
  const [start, end] = node.range ?? [0, 0];
  return { start: base + start, end: base + end };
}

function endOf(pair: Pair, base: number): number {
  const keyEnd = rangeOf(pair.key as Node, base).end;
  return pair.value === null ? keyEnd : Math.max(keyEnd, rangeOf(pair.value as Node, base).end);
}

/** In quotes where YAML would take it for something else, also inside braces; always on one line. */
function scalar(value: string): string {
  // JSON is YAML on one line, where the library would fold.
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) return JSON.stringify(value);
  return stringify([value], { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 })
    .trim()
    .slice(1, -1);
}

/** One change of whole lines, so that no line break and no character is cut in two. */
function changedLines(before: string, after: string): ContentChange {
  const [old, now] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const [removed, added] = [old, now].map((lines) => lines.slice(head, lines.length - tail).join(''));
  return { offset: old.slice(0, head).join('').length, length: removed?.length ?? 0, text: added ?? '' };
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}
