/**
 * A library in one file, to hand on: JSON, `{"format": "llava-med-prompts", "version": 1, "prompts": [{"name",
 * "description", "domain", "task", "text"}]}`.
 */
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import {
  LONGEST_NAME,
  LONGEST_PROMPT,
  PROMPT_DOMAINS,
  PROMPT_NAME,
  PROMPT_TASKS,
  type PromptText,
} from './chatPrompt.ts';
import { PromptError } from './promptError.ts';

const PromptSchema = v.object({
  name: v.pipe(v.string(), v.regex(PROMPT_NAME), v.maxLength(LONGEST_NAME)),
  description: v.optional(v.string(), ''),
  domain: v.exactOptional(v.picklist(PROMPT_DOMAINS)),
  task: v.exactOptional(v.picklist(PROMPT_TASKS)),
  text: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(LONGEST_PROMPT)),
});

const CollectionSchema = v.object({
  format: v.literal('llava-med-prompts'),
  version: v.literal(1),
  prompts: v.array(PromptSchema),
});

export function writePromptCollection(prompts: readonly PromptText[]): string {
  const plain = prompts.map(({ name, description, domain, task, text }) => ({
    ...{ name, description },
    ...(domain && { domain }),
    ...(task && { task }),
    text,
  }));
  return `${JSON.stringify({ format: 'llava-med-prompts', version: 1, prompts: plain }, undefined, 2)}\n`;
}

/** Throws a {@link PromptError} that names the prompt, by its place, and what of it is wrong. */
export function readPromptCollection(json: string, fileName: string): readonly PromptText[] {
  const read = v.safeParse(CollectionSchema, parsed(json, fileName));
  if (read.success) return read.output.prompts.map(onOneLine);
  const [first, place, field] = read.issues[0].path?.map(({ key }) => key) ?? [];
  if (first === 'prompts' && typeof place === 'number')
    throw new PromptError(
      fileName,
      typeof field === 'string'
        ? t`its prompt number ${place + 1} has a "${field}" that cannot be used. Correct it, or take it out.`
        : t`its prompt number ${place + 1} is no prompt. Correct it, or take it out.`,
    );
  throw new PromptError(
    fileName,
    t`it is no file of prompts. Choose one that "Export Prompts" has written, or a Markdown file.`,
  );
}

function parsed(json: string, fileName: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/u, ''));
  } catch {
    throw new PromptError(fileName, t`it is not valid JSON. Export it once more, or choose another file.`);
  }
}

function onOneLine({ description, ...prompt }: v.InferOutput<typeof PromptSchema>): PromptText {
  return { ...prompt, description: description.replace(/\s+/gu, ' ').trim() };
}
