import { t } from '@vscode/l10n';
import { isMap, isScalar, parseDocument } from 'yaml';
import {
  DOMAIN_WORDS,
  domainNamed,
  LONGEST_NAME,
  LONGEST_PROMPT,
  PROMPT_NAME,
  PROMPT_TASKS,
  promptName,
  type PromptText,
} from './chatPrompt.ts';
import { PromptError } from './promptError.ts';

/**
 * Reads a prompt's file: Markdown, with a front matter in YAML where it says `name:` (else the file's name is it),
 * `description:`, `domain:` or `task:`. Other keys are left alone. Throws a {@link PromptError}.
 */
export function readPrompt(markdown: string, fileName: string): PromptText {
  const file = markdown.replace(/^\uFEFF/u, '').replace(/\r\n?/gu, '\n');
  const fault = (line: number | undefined, problem: string): PromptError => new PromptError(fileName, problem, line);
  if (file.includes('\0')) throw fault(lineAt(file, file.indexOf('\0')), t`it is not a text. Save it as UTF-8.`);
  const { yaml, start, text } = parted(file, fault);
  const document = parseDocument(yaml, { prettyErrors: false });
  const error = document.errors[0];
  const lineOf = (at: number): number => lineAt(file, start + at);
  if (error) {
    const cause = (error.message.split('\n')[0] ?? '').replace(/[.:]$/u, '');
    throw fault(lineOf(error.pos[0]), t`the front matter is not valid YAML (${cause}). Correct that line.`);
  }
  const map = document.contents;
  if (map !== null && !isMap(map)) throw fault(2, t`the front matter has no keys. Write it as "description: …".`);
  const read = (key: string): { readonly words: string; readonly line: number } | undefined => {
    const pair = map?.items.find(({ key: one }) => isScalar(one) && String(one.value).toLowerCase() === key);
    if (!pair?.value) return undefined;
    const { value } = pair;
    const line = lineOf(value.range[0]);
    if (!isScalar(value)) throw fault(line, t`"${key}:" needs words. Write it as "${EXAMPLES[key] ?? ''}".`);
    const words = (typeof value.value === 'string' ? value.value : value.source).replace(/\s+/gu, ' ').trim();
    return words === '' ? undefined : { words, line };
  };
  const wrong = (key: string, line: number, allowed: readonly string[]): PromptError =>
    fault(line, t`"${key}:" is none of those that there are. Write one of ${allowed.join(', ')}, or leave it out.`);

  const named = read('name');
  const name = named === undefined ? promptName(fileName.replace(/\.md$/iu, '')) : named.words;
  if (!PROMPT_NAME.test(name) || name.length > LONGEST_NAME)
    throw fault(
      named?.line,
      t`"${name}" cannot be typed behind a /. Name it in small letters, such as "name: ${promptName(name) || 'my-question'}".`,
    );
  const domain = read('domain');
  const known = domain && domainNamed(domain.words);
  if (domain && !known) throw wrong('domain', domain.line, Object.values(DOMAIN_WORDS));
  const task = read('task');
  const knownTask = PROMPT_TASKS.find((one) => one === task?.words.toLowerCase());
  if (task && !knownTask) throw wrong('task', task.line, PROMPT_TASKS);
  if (text === '')
    throw fault(
      lineAt(file, file.length),
      t`it has no question. Write one below the front matter, or delete the file.`,
    );
  if (text.length > LONGEST_PROMPT)
    throw fault(undefined, t`it is longer than ${LONGEST_PROMPT} characters. Shorten it.`);
  return {
    name,
    description: read('description')?.words ?? '',
    ...(known && { domain: known }),
    ...(knownTask && { task: knownTask }),
    text,
  };
}

const EXAMPLES: Readonly<Record<string, string>> = {
  name: 'name: chest-findings',
  description: 'description: Findings with their sides',
  domain: 'domain: chest X-ray',
  task: 'task: describe',
};

type Fault = (line: number | undefined, problem: string) => PromptError;

/** The front matter, where it starts in the file, and the text below it. */
function parted(file: string, fault: Fault): { readonly yaml: string; readonly start: number; readonly text: string } {
  const opening = /^---[ \t]*\n/u.exec(file)?.[0];
  if (opening === undefined) return { yaml: '', start: 0, text: file.trim() };
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\n|$)/gmu;
  closing.lastIndex = opening.length;
  const end = closing.exec(file);
  if (!end) throw fault(1, t`the front matter does not end. Close it with a line "---".`);
  return {
    yaml: file.slice(opening.length, end.index),
    start: opening.length,
    text: file.slice(end.index + end[0].length).trim(),
  };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
