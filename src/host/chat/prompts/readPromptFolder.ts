import { t } from '@vscode/l10n';
import { codeOf } from '../../../files/codeOf.ts';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promptName, type ChatPrompt, type PromptText } from '../../../conversation/prompts/chatPrompt.ts';
import { PromptError } from '../../../conversation/prompts/promptError.ts';
import { readPrompt } from '../../../conversation/prompts/readPrompt.ts';
import { NotRegularFile, openRegularFile } from '../../../files/regularFile.ts';

/** A prompt that lies as a file. */
export interface FiledPrompt extends ChatPrompt {
  readonly path: string;
}

/** A file that cannot be used. `reason` names it, says where in it, why, and the way out. */
export interface BrokenPrompt {
  readonly path: string;
  readonly reason: string;
  /** Counted from 1; undefined where it is no matter of a line. */
  readonly line: number | undefined;
}

export interface PromptFolderContents {
  readonly prompts: readonly FiledPrompt[];
  readonly broken: readonly BrokenPrompt[];
}

/** More files than that in one folder are not read. */
const MOST_FILES = 500;
const MOST_BYTES = 256 * 1024;

/** The prompts of a folder, sorted by their files' names; none where it is not there. Never rejects. */
export async function readPromptFolder(path: string, source: 'user' | 'workspace'): Promise<PromptFolderContents> {
  const prompts: FiledPrompt[] = [];
  const broken: BrokenPrompt[] = [];
  for (const name of await namesIn(path, broken)) {
    const file = join(path, name);
    try {
      const prompt = readPrompt(await readPromptFile(file), name);
      prompts.push({ ...prompt, id: `${source}:${file}`, source, path: file });
    } catch (error) {
      broken.push({
        path: file,
        reason: error instanceof PromptError ? error.message : t`${name}: it cannot be read (${codeOf(error)}).`,
        line: error instanceof PromptError ? error.line : undefined,
      });
    }
  }
  return { prompts, broken };
}

/**
 * The text of a prompt's file. A link is not followed: a workspace may come from anywhere. Rejects with a
 * `PromptError`, or as `open` does.
 */
export async function readPromptFile(path: string, { most = MOST_BYTES, followsLinks = false } = {}): Promise<string> {
  const name = basename(path);
  try {
    const file = await openRegularFile(path, { followsLinks });
    try {
      if ((await file.stat()).size > most)
        throw new PromptError(name, t`it is larger than ${most / 1024} KB. Shorten it, or move the file away.`);
      return new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof NotRegularFile)
      throw new PromptError(name, t`it is ${error.what}, not a file. Put the text itself there.`);
    if (error instanceof TypeError) throw new PromptError(name, t`it is not a text in UTF-8. Save it as UTF-8.`);
    throw error;
  }
}

/** A prompt's file in a folder: its name is a name of the library, so it is no path. */
export function promptPath(folder: string, { name }: Pick<PromptText, 'name'>): string {
  return join(folder, `${promptName(name) || 'prompt'}.md`);
}

async function namesIn(folder: string, broken: BrokenPrompt[]): Promise<readonly string[]> {
  try {
    const names = (await readdir(folder)).filter((name) => /\.md$/i.test(name) && !name.startsWith('.'));
    return names.sort((a, b) => a.localeCompare(b, undefined, { numeric: true })).slice(0, MOST_FILES);
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ENOENT')
      broken.push({
        path: folder,
        reason: t`${basename(folder)}: the folder cannot be read (${code}). Make it readable, or choose another.`,
        line: undefined,
      });
    return [];
  }
}
