import { t } from '@vscode/l10n';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { PromptText } from '../../../conversation/prompts/chatPrompt.ts';
import { readPromptCollection } from '../../../conversation/prompts/promptCollection.ts';
import { PromptError } from '../../../conversation/prompts/promptError.ts';
import { readPrompt } from '../../../conversation/prompts/readPrompt.ts';
import { counted } from '../../../text/counted.ts';
import { joinMessages, messageText } from '../../../text/messageText.ts';
import { askFirst, showInformation, showWarning } from '../../messages/notifications.ts';
import type { PromptRoom } from './promptedChat.ts';
import { pickPromptPlace, writePromptFile } from './promptPlaces.ts';
import { codeOf } from '../../../files/codeOf.ts';
import { readPromptFile } from './readPromptFolder.ts';

const MOST_BYTES = 8 * 1024 * 1024;

/**
 * The command "Import Prompts": JSON files that "Export Prompts" has written, and Markdown files, a prompt each. Files
 * that cannot be read are told of, and the others are taken. Rejects with a `PromptError`.
 */
export async function importPrompts({ library, globalStorage }: PromptRoom): Promise<void> {
  const title = t`Import prompts`;
  const files = await vscode.window.showOpenDialog({
    ...{ title, canSelectMany: true, openLabel: t`Import` },
    filters: { [t`Prompts`]: ['json', 'md'] },
  });
  if (!files || files.length === 0) return;
  const read = await Promise.all(files.map(readFile));
  const prompts = read.flatMap((file) => (typeof file === 'string' ? [] : file));
  const refused = read.filter((file) => typeof file === 'string');
  if (refused.length > 0)
    void showWarning(
      joinMessages(
        refused.map((reason) => messageText`${reason}`),
        ' ',
      ),
    );
  if (prompts.length === 0) return;
  const place = await pickPromptPlace(globalStorage, title);
  if (!place) return;
  const taken: PromptText[] = [];
  let written = 0;
  for (const prompt of prompts) {
    const { outcome } = await writePromptFile(place.path, prompt, { replaces: false });
    if (outcome === 'taken') taken.push(prompt);
    if (outcome === 'written') written += 1;
  }
  if (taken.length > 0 && (await mayReplace(taken))) {
    for (const prompt of taken) await writePromptFile(place.path, prompt, { replaces: true });
    written += taken.length;
  }
  await library.refresh();
  void showInformation(
    written === 0
      ? messageText`No prompt was imported: they are all there already.`
      : messageText`${counted(written, 'prompt')} imported into ${basename(place.path)}.`,
  );
}

async function mayReplace(taken: readonly PromptText[]): Promise<boolean> {
  const replace = t`Replace`;
  const names = taken.map(({ name }) => `/${name}`).join(', ');
  const chosen = await askFirst(
    messageText`${counted(taken.length, 'prompt')} of the same name but another text: replace what is there?`,
    messageText`${names}. Replaced, the texts that are there now are gone.`,
    replace,
    t`Keep Mine`,
  );
  return chosen === replace;
}

/** The prompts of a file, or a sentence that says why there are none. */
async function readFile({ fsPath }: vscode.Uri): Promise<readonly PromptText[] | string> {
  const name = basename(fsPath);
  try {
    const text = await readPromptFile(fsPath, { most: MOST_BYTES, followsLinks: true });
    return /\.json$/i.test(name) ? readPromptCollection(text, name) : [readPrompt(text, name)];
  } catch (error) {
    if (error instanceof PromptError) return error.message;
    return t`${name}: it cannot be read (${codeOf(error)}). Check that it is there and may be read.`;
  }
}
