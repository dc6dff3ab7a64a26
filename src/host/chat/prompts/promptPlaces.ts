import { t } from '@vscode/l10n';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type * as vscode from 'vscode';
import { LONGEST_NAME, PROMPT_NAME, type PromptText } from '../../../conversation/prompts/chatPrompt.ts';
import { PromptError } from '../../../conversation/prompts/promptError.ts';
import { writePrompt } from '../../../conversation/prompts/writePrompt.ts';
import { messageText } from '../../../text/messageText.ts';
import { askText } from '../../messages/askText.ts';
import { pickFolder } from '../../messages/pickFolder.ts';
import { promptFolders, type PromptFolder } from './promptFolders.ts';
import { codeOf } from '../../../files/codeOf.ts';
import { promptPath, readPromptFile } from './readPromptFolder.ts';

/** Asks whose folder is meant, the user's or the workspace's; not where there is only one. */
export async function pickPromptPlace(globalStorage: vscode.Uri, title: string): Promise<PromptFolder | undefined> {
  return pickFolder(promptFolders(globalStorage), title, ({ path }) => path);
}

/** Asks for a name that can be typed behind a `/`. Undefined when the user leaves. */
export async function askPromptName(title: string, value: string): Promise<string | undefined> {
  const name = await askText({
    title: messageText`${title}`,
    prompt: messageText`What is typed behind the / to call it, without anything of a patient.`,
    value,
    refusal: (typed) =>
      PROMPT_NAME.test(typed.trim()) && typed.trim().length <= LONGEST_NAME
        ? undefined
        : t`Small letters and digits with dashes between, at most ${LONGEST_NAME}, such as chest-findings.`,
  });
  return name?.trim();
}

export interface WriteOptions {
  /** True to write over a file of another text. */
  readonly replaces: boolean;
  /** With a line of the variables that there are. */
  readonly explained?: boolean;
}

/**
 * Writes a prompt into a folder, which is made where it is not there. `taken`: a file of that name has another text, and
 * stays. Rejects with a `PromptError`.
 */
export async function writePromptFile(
  folder: string,
  prompt: PromptText,
  { replaces, explained = false }: WriteOptions,
): Promise<{ readonly path: string; readonly outcome: 'written' | 'same' | 'taken' }> {
  const path = promptPath(folder, prompt);
  const text = writePrompt(prompt, { explained });
  try {
    await mkdir(folder, { recursive: true });
    const there = await standing(path);
    if (there === text) return { path, outcome: 'same' };
    if (there !== undefined && !replaces) return { path, outcome: 'taken' };
    await writeFile(path, text, { flag: there === undefined ? 'wx' : 'w' });
    return { path, outcome: 'written' };
  } catch (error) {
    if (error instanceof PromptError) throw error;
    throw new PromptError(
      basename(path),
      t`it could not be written (${codeOf(error)}). Make ${folder} writable, or choose another folder.`,
    );
  }
}

async function standing(path: string): Promise<string | undefined> {
  try {
    return await readPromptFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
