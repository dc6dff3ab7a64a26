/** Templates and macros of people: Markdown files with a YAML front matter. */
import { t } from '@vscode/l10n';
import { isScalar, isSeq, parseDocument, type Node, type YAMLMap } from 'yaml';
import { readFrontMatter } from '../frontMatter.ts';
import type { Macro, ReportTemplate, TemplateSource } from './reportTemplate.ts';
import { TemplateError } from './templateError.ts';

/**
 * Reads a template's file: `template:` is its title, `modality:` and `bodyPart:` say what it is for (one or a list),
 * `normal:` names the macro of a normal report. Throws a {@link TemplateError}.
 */
export function readTemplate(id: string, source: TemplateSource, file: string): ReportTemplate {
  const read = readFile(file);
  return {
    id,
    title: read.word('template') ?? id,
    source,
    modalities: read.codes('modality'),
    bodyParts: read.codes('bodyPart'),
    body: read.body(
      (line) => t`Line ${line}: a template needs text. Write it below the front matter, or delete the file.`,
    ),
    normalMacro: read.word('normal'),
  };
}

/**
 * Reads a macro's file: `name:` in place of the name of its file, `template:` the id of the one that it belongs to.
 * Throws a {@link TemplateError}.
 */
export function readMacro(name: string, source: TemplateSource, file: string): Macro {
  const read = readFile(file);
  return {
    name: read.word('name') ?? name,
    source,
    template: read.word('template'),
    text: read.body(
      (line) => t`Line ${line}: a macro needs text. Write it below the front matter, or delete the file.`,
    ),
  };
}

interface ReadFile {
  word(key: string): string | undefined;
  codes(key: string): readonly string[];
  /** `missing`: what is said where there is none, of the line. */
  body(missing: (line: number) => string): string;
}

function readFile(file: string): ReadFile {
  const text = file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (text.includes('\0'))
    throw fault(lineAt(text, text.indexOf('\0')), (line) => t`Line ${line}: it is not a text. Save it as UTF-8.`);
  const found = readFrontMatter(text);
  if (found?.problem) {
    const { reason } = found.problem;
    throw fault(found.problem.line, (line) => t`Line ${line}: ${reason}. Correct that line.`);
  }
  if (!found && /^---[ \t]*\n\s*[A-Za-z]+:/.test(text))
    throw fault(1, (line) => t`Line ${line}: the front matter does not end. Close it with a line "---".`);
  const yaml = found?.yaml ?? { start: 0, end: 0 };
  const map = parseDocument(text.slice(yaml.start, yaml.end), { prettyErrors: false }).contents as YAMLMap | null;
  const lineOf = (node: unknown): number =>
    lineAt(text, yaml.start + ((node as { range?: [number] | null } | null)?.range?.[0] ?? 0));
  const valueOf = (key: string): Node | null =>
    (map?.items.find(({ key: one }) => isScalar(one) && String(one.value).toLowerCase() === key.toLowerCase())
      ?.value as Node | null | undefined) ?? null;
  const scalar = (key: string, node: unknown): string => {
    if (!isScalar(node))
      throw fault(
        lineOf(node),
        (line) => t`Line ${line}: "${key}:" needs words. Write it as "${examples[key] ?? ''}".`,
      );
    // As written, so that `NO` and `08` stay what they are.
    const words = typeof node.value === 'string' ? node.value : (node.source ?? '');
    return words.replace(/\s+/g, ' ').trim();
  };
  return {
    word: (key) => {
      const node = valueOf(key);
      return (node && scalar(key, node)) || undefined;
    },
    codes: (key) => {
      const node = valueOf(key);
      const written = isSeq(node) ? node.items.map((item) => scalar(key, item)) : node ? [scalar(key, node)] : [];
      return [...new Set(written.map((word) => word.toUpperCase()).filter((word) => word !== ''))];
    },
    body: (missing) => {
      const body = text.slice(found?.range.end ?? 0).trim();
      if (body === '') throw fault(lineAt(text, text.length), missing);
      return `${body}\n`;
    },
  };
}

const examples: Readonly<Record<string, string>> = {
  template: 'template: Chest radiograph',
  modality: 'modality: [CR, DX]',
  bodyPart: 'bodyPart: CHEST',
  normal: 'normal: normal-chest-radiograph',
  name: 'name: normal-chest-radiograph',
};

function fault(line: number, message: (line: number) => string): TemplateError {
  return new TemplateError(message(line), line);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
