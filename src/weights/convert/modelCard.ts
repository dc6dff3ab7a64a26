/** What a checkpoint's folder says about itself: its name, and the licence of its model card (README.md's front matter). */
import { basename, join, resolve } from 'node:path';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { parseDocument } from 'yaml';
import type { GgufField } from '../gguf/ggufWriter.ts';

export interface ModelCard {
  /** For file names: letters, digits, dots, hyphens and underscores. */
  readonly baseName: string;
  readonly license: string | undefined;
  /** `org/name` on huggingface.co. */
  readonly repository: string | undefined;
}

const FrontMatter = v.object({ license: v.nullish(v.string()), license_name: v.nullish(v.string()) });

export async function readModelCard(folder: string, repository: string | undefined): Promise<ModelCard> {
  const readme = await readFile(join(folder, 'README.md'), 'utf8').catch(() => '');
  const matter = /^---\r?\n([\s\S]*?)\r?\n---/.exec(readme.slice(0, 100_000))?.[1] ?? '';
  const parsed = v.safeParse(FrontMatter, frontMatter(matter));
  const folderName = basename(resolve(folder))
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  return {
    baseName: folderName === '' ? 'llava' : folderName,
    license: parsed.success ? (parsed.output.license_name ?? parsed.output.license ?? undefined) : undefined,
    repository,
  };
}

function frontMatter(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'silent' });
  return document.errors.length > 0 ? undefined : (document.toJS() as unknown);
}

/** The `general.*` fields that both files of the pair have (ggml/docs/gguf.md). */
export function cardFields(card: ModelCard, program: string): Record<string, GgufField> {
  const string = (value: string): GgufField => ({ type: 'string', value });
  return {
    'general.name': string(card.baseName),
    ...(card.license === undefined ? {} : { 'general.license': string(card.license) }),
    ...(card.repository === undefined
      ? {}
      : { 'general.source.url': string(`https://huggingface.co/${card.repository}`) }),
    'general.description': string('Research only: not a medical device, not for diagnosis or treatment.'),
    'llava_med.converted_by': string(program),
  };
}
