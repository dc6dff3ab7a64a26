import { t } from '@vscode/l10n';
import {
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  stringify,
  type Document,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { imagesPair, readImageList } from './frontMatterImages.ts';
import type { ContentChange, LineBreak, TextRange } from './reading/textRange.ts';

/** The place in a front matter that cannot be read. */
export interface FrontMatterProblem {
  /** Of the document, counted from 1. */
  readonly line: number;
  readonly range: TextRange;
  /** A clause. */
  readonly reason: string;
}

export interface FrontMatter {
  /** From the opening `---` to behind the closing line's line break. */
  readonly range: TextRange;
  /** The YAML between the two lines. */
  readonly yaml: TextRange;
  /** What `images:` names, as written: paths relative to the report. */
  readonly images: readonly string[];
  /** The key is there, though its list may be empty. */
  readonly hasImages: boolean;
  /** Where it cannot be read whole, if so; then `images` is empty. */
  readonly problem: FrontMatterProblem | undefined;
}

/** The front matter could not be read whole; nothing was changed. `message` names the line and the way out. */
export class FrontMatterError extends Error {
  override readonly name = 'FrontMatterError';
  readonly problem: FrontMatterProblem;

  constructor(problem: FrontMatterProblem) {
    super(frontMatterMessage(problem));
    this.problem = problem;
  }
}

/** A problem in words. */
export function frontMatterMessage({ line, reason }: FrontMatterProblem): string {
  return t`The report's front matter cannot be read: line ${line}, ${reason}. Correct that line, then try again.`;
}

/** The YAML front matter at a text's very start; undefined when there is none. */
export function readFrontMatter(text: string): FrontMatter | undefined {
  const found = locate(text);
  if (!found) return undefined;
  const document = parseYaml(text, found.yaml);
  const map = document.contents;
  const hasImages = isMap(map) && imagesPair(map) !== undefined;
  const problem = yamlProblem(text, found.yaml, document);
  if (problem) return { ...found, images: [], hasImages, problem };
  if (map !== null && !isMap(map)) return undefined;
  const list = map ? readImageList(document, map) : { names: [] };
  return list.fault
    ? { ...found, images: [], hasImages, problem: problemAt(text, found.yaml, list.fault.range, list.fault.reason) }
    : { ...found, images: list.names, hasImages, problem: undefined };
}

/**
 * The change that makes `images` the report's images. Only the value of `images:` changes: other keys, comments and
 * blank lines keep their bytes, a list in block style stays one, and a list that only grows keeps its items with their
 * comments. Creates the front matter where there is none. Throws a {@link FrontMatterError} for one that cannot be read
 * whole.
 */
export function setImages(text: string, images: readonly string[], eol: LineBreak): ContentChange {
  const found = locate(text);
  const document = found && parseYaml(text, found.yaml);
  const map = document?.contents;
  if (!found || !document || (map !== null && !isMap(map) && document.errors.length === 0)) {
    const offset = text.startsWith('\uFEFF') ? 1 : 0;
    return { offset, length: 0, text: ['---', `images: ${flowList(images)}`, '---', '', ''].join(eol) };
  }
  const problem = readFrontMatter(text)?.problem;
  if (problem) throw new FrontMatterError(problem);
  const pair = isMap(map) ? imagesPair(map) : undefined;
  if (pair) return replaceValue(text, found.yaml.start, pair, images, eol);
  if (isMap(map) && map.flow === true) return intoFlowMap(found.yaml.start, map, images);
  return { offset: found.yaml.end, length: 0, text: `images: ${flowList(images)}${eol}` };
}

function locate(text: string): { range: TextRange; yaml: TextRange } | undefined {
  const opening = /^\uFEFF?---[ \t]*(?:\r\n|\r|\n)/.exec(text)?.[0];
  if (opening === undefined) return undefined;
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|$)/gm;
  closing.lastIndex = opening.length;
  const match = closing.exec(text);
  if (!match) return undefined;
  return { range: { start: 0, end: match.index + match[0].length }, yaml: { start: opening.length, end: match.index } };
}

function parseYaml(text: string, range: TextRange): Document.Parsed {
  return parseDocument(text.slice(range.start, range.end), { prettyErrors: false });
}

function yamlProblem(text: string, yaml: TextRange, document: Document.Parsed): FrontMatterProblem | undefined {
  const error = document.errors[0];
  if (!error) return undefined;
  const [start, end] = error.pos;
  const reason = (error.message.split('\n')[0] ?? '').replace(/[.:]$/, '');
  return problemAt(text, yaml, { start, end }, t`it is not valid YAML (${reason})`);
}

/** `place` counts from the YAML's start. */
function problemAt(text: string, yaml: TextRange, place: TextRange, reason: string): FrontMatterProblem {
  const start = Math.min(yaml.start + place.start, yaml.end);
  const end = Math.min(Math.max(yaml.start + place.end, start), yaml.end);
  const line = text.slice(0, start).split(/\r\n|\r|\n/).length;
  return { line, range: { start, end }, reason };
}

/** `base` is where the YAML starts in the text: the library counts from there. */
function replaceValue(
  text: string,
  base: number,
  pair: Pair,
  images: readonly string[],
  eol: LineBreak,
): ContentChange {
  const value = pair.value as { range?: [number, number, number] | null } | null;
  const [start, end] = value?.range ?? [0, 0];
  if (value === null || start === end) {
    const keyEnd = base + ((pair.key as { range?: [number, number, number] }).range?.[1] ?? 0);
    return { offset: text.indexOf(':', keyEnd) + 1, length: 0, text: ` ${flowList(images)}` };
  }
  if (isSeq(value) && value.flow !== true) return blockList(text, base, value, images, eol);
  return { offset: base + start, length: end - start, text: flowList(images) };
}

function blockList(
  text: string,
  base: number,
  list: YAMLSeq,
  images: readonly string[],
  eol: LineBreak,
): ContentChange {
  const start = base + (list.range?.[0] ?? 0);
  const indent = text.slice(lineStart(text, start), start);
  const lastItem = list.items.at(-1) as { range?: [number, number, number] | null } | undefined;
  const lastEnd = lineEnd(text, base + (lastItem?.range?.[1] ?? 0));
  const known = list.items.map((item) => (isScalar(item) ? item.source : undefined));
  if (known.every((image, index) => images[index] === image)) {
    const added = images.slice(known.length).map((image) => `${eol}${indent}- ${blockScalar(image)}`);
    return { offset: lastEnd, length: 0, text: added.join('') };
  }
  if (images.length === 0) return { offset: start, length: lastEnd - start, text: '[]' };
  return {
    offset: start,
    length: lastEnd - start,
    text: images.map((image) => `- ${blockScalar(image)}`).join(`${eol}${indent}`),
  };
}

function intoFlowMap(base: number, map: YAMLMap, images: readonly string[]): ContentChange {
  const inside = base + (map.range?.[0] ?? 0) + 1;
  return { offset: inside, length: 0, text: `images: ${flowList(images)}${map.items.length === 0 ? '' : ', '}` };
}

function flowList(images: readonly string[]): string {
  return stringify(images, { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }).trim();
}

function blockScalar(image: string): string {
  return stringify([image], { lineWidth: 0 }).trim().slice('- '.length);
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function lineEnd(text: string, offset: number): number {
  const length = /[\r\n]/.exec(text.slice(offset))?.index;
  return length === undefined ? text.length : offset + length;
}
