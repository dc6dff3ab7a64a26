/** What a checkpoint's folder says about itself: its name, and the licence of its model card (README.md's front matter). */
import { basename, dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { readRegularFile } from '../../files/regularFile.ts';
import type { GgufField } from '../gguf/ggufWriter.ts';

export interface ModelCard {
  /** For file names: letters, digits, dots, hyphens and underscores. */
  readonly baseName: string;
  readonly license: string | undefined;
  /** `org/name` on huggingface.co. */
  readonly repository: string | undefined;
}

const FrontMatter = v.object({ license: v.nullish(v.string()), license_name: v.nullish(v.string()) });

export async function readModelCard(folder: string): Promise<ModelCard> {
  const readme = await readRegularFile(join(folder, 'README.md')).catch(() => Buffer.alloc(0));
  const matter = /^---\r?\n([\s\S]*?)\r?\n---/.exec(readme.subarray(0, 100_000).toString('utf8'))?.[1] ?? '';
  const parsed = v.safeParse(FrontMatter, frontMatter(matter));
  const { name, repository } = nameOf(resolve(folder));
  return {
    baseName: name.replace(/[^\w.-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '') || 'llava',
    license: parsed.success ? (parsed.output.license_name ?? parsed.output.license ?? undefined) : undefined,
    repository,
  };
}

/** In the cache of huggingface_hub the folder is a commit, and the repository stands above it: `models--ORG--NAME/snapshots/…`. */
function nameOf(folder: string): { name: string; repository: string | undefined } {
  const cached = /^models--([\w.-]+?)--([\w.-]+)$/.exec(basename(dirname(dirname(folder))));
  const [, organisation, name] = cached ?? [];
  if (basename(dirname(folder)) !== 'snapshots' || organisation === undefined || name === undefined)
    return { name: basename(folder), repository: undefined };
  return { name, repository: `${organisation}/${name}` };
}

function frontMatter(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent' }) as unknown;
  } catch {
    return undefined;
  }
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
