import { t } from '@vscode/l10n';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { builtInMacros, builtInTemplates } from '../../../report/templates/builtInTemplates.ts';
import { readMacro, readTemplate } from '../../../report/templates/readTemplate.ts';
import type { Macro, ReportTemplate, TemplateSource } from '../../../report/templates/reportTemplate.ts';
import { TemplateError } from '../../../report/templates/templateError.ts';
import { codeOf } from '../../../files/codeOf.ts';
import { readTemplateFile } from './readTemplateFile.ts';
import { templateFolders } from './templateFolders.ts';

/** A file among the templates that cannot be used. `reason` says where in it, why, and the way out; it may quote it. */
export interface BrokenFile {
  readonly path: string;
  readonly reason: string;
  /** Counted from 1; undefined where it is no matter of a line. */
  readonly line: number | undefined;
}

export interface TemplateContents {
  readonly templates: readonly ReportTemplate[];
  readonly macros: readonly Macro[];
  readonly broken: readonly BrokenFile[];
}

/** More files than that in one folder are not read. */
const mostFiles = 500;

/** How long what was read is good enough for suggestions while somebody types, in milliseconds. */
const recentlyFor = 1000;

/**
 * The templates and macros there are: built in, the user's, the workspace's. A command reads the files anew: they are
 * few and small, and a person edits them. None hides another of its name.
 */
export class TemplateLibrary {
  readonly #globalStorage: vscode.Uri;
  #last: { readonly at: number; readonly contents: Promise<TemplateContents> } | undefined;

  constructor(globalStorage: vscode.Uri) {
    this.#globalStorage = globalStorage;
  }

  /** Never rejects: what cannot be read is among the broken. */
  async read(): Promise<TemplateContents> {
    const contents = this.#read();
    this.#last = { at: performance.now(), contents };
    return contents;
  }

  /** As it was read a second ago at most. Never rejects. */
  async recent(): Promise<TemplateContents> {
    const last = this.#last;
    return last && performance.now() - last.at < recentlyFor ? last.contents : this.read();
  }

  async #read(): Promise<TemplateContents> {
    const folders = templateFolders(this.#globalStorage);
    const templates = await Promise.all(
      folders.map(({ source, templates: path }) => readFolder(path, source, readTemplate)),
    );
    const macros = await Promise.all(folders.map(({ source, macros: path }) => readFolder(path, source, readMacro)));
    return {
      templates: [...builtInTemplates, ...templates.flatMap(({ items }) => items)],
      macros: [...builtInMacros, ...macros.flatMap(({ items }) => items)],
      broken: [...templates, ...macros].flatMap(({ broken }) => broken),
    };
  }
}

/** The macro that fills a template as normal; of several with its name, the one from where the template comes from. */
export function normalMacroOf(template: ReportTemplate, macros: readonly Macro[]): Macro | undefined {
  const named = macros.filter(({ name }) => name === template.normalMacro);
  return named.find(({ source }) => source === template.source) ?? named.at(-1);
}

async function readFolder<T>(
  folder: string,
  source: TemplateSource,
  read: (name: string, source: TemplateSource, text: string) => T,
): Promise<{ readonly items: readonly T[]; readonly broken: readonly BrokenFile[] }> {
  const items: T[] = [];
  const broken: BrokenFile[] = [];
  for (const name of await namesIn(folder, broken)) {
    const path = join(folder, name);
    try {
      items.push(read(name.replace(/\.md$/i, ''), source, await readTemplateFile(path)));
    } catch (error) {
      broken.push({ path, reason: reasonOf(error), line: lineOf(error) });
    }
  }
  return { items, broken };
}

async function namesIn(folder: string, broken: BrokenFile[]): Promise<readonly string[]> {
  try {
    const names = (await readdir(folder)).filter((name) => /\.md$/i.test(name) && !name.startsWith('.'));
    return names.sort((a, b) => a.localeCompare(b, undefined, { numeric: true })).slice(0, mostFiles);
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ENOENT') broken.push({ path: folder, reason: t`It cannot be read (${code}).`, line: undefined });
    return [];
  }
}

function lineOf(error: unknown): number | undefined {
  return error instanceof TemplateError ? error.line : undefined;
}

function reasonOf(error: unknown): string {
  return error instanceof TemplateError ? error.message : t`It cannot be read (${codeOf(error)}).`;
}
