/** The templates of test/fixtures/mrrt. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mrrtEncoding } from '../../../../src/report/mrrt/mrrtEncoding.ts';
import { readMrrt, type MrrtTemplate } from '../../../../src/report/mrrt/readMrrt.ts';

const folder = join(import.meta.dirname, '../../../fixtures/mrrt');

export function imported(name: string): MrrtTemplate {
  const bytes = readFileSync(join(folder, `${name}.html`));
  return readMrrt(new TextDecoder(mrrtEncoding(bytes)).decode(bytes));
}

export function expected(name: string): string {
  return readFileSync(join(folder, `${name}.md`), 'utf8');
}

/** A template with this body. */
export function bodyOf(html: string): string {
  return readMrrt(`<html><head><title>T</title></head><body>${html}</body></html>`)
    .markdown.replace(/^---\n[^]*?\n---\n\n/, '')
    .trimEnd();
}
