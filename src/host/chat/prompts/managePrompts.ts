import { t } from '@vscode/l10n';
import { mkdir, unlink } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { type ChatPrompt, domainText, type PromptSource } from '../../../conversation/prompts/chatPrompt.ts';
import { PromptError } from '../../../conversation/prompts/promptError.ts';
import { labelText } from '../../../text/labelText.ts';
import { messageText } from '../../../text/messageText.ts';
import { askFirst, showInformation } from '../../messages/notifications.ts';
import { pickOne, type PickItem } from '../../messages/picks.ts';
import { exportPrompts } from './exportPrompts.ts';
import { importPrompts } from './importPrompts.ts';
import { copyPrompt, newPrompt } from './newPrompt.ts';
import { openPrompt } from './openPrompt.ts';
import type { PromptRoom } from './promptedChat.ts';
import { pickPromptPlace } from './promptPlaces.ts';
import { codeOf } from '../../../files/codeOf.ts';
import type { FiledPrompt } from './readPromptFolder.ts';

interface Act extends PickItem {
  readonly act?: () => Promise<void>;
}

const SOURCES: Readonly<Record<PromptSource, () => string>> = {
  builtIn: () => t`built in`,
  user: () => t`yours`,
  workspace: () => t`workspace`,
};

/** The command "Manage Prompts": all prompts to use or edit, and what can be done with the library. Rejects with a `PromptError`. */
export async function managePrompts(room: PromptRoom): Promise<void> {
  const { library } = room;
  await library.refresh();
  const heading = (label: PickItem['label']): Act => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const prompts = library.all().map((prompt): Act => ({
    label: labelText`/${prompt.name}`,
    description: labelText`${[SOURCES[prompt.source](), ...(prompt.domain ? [domainText(prompt.domain)] : [])].join(' · ')}`,
    detail: labelText`${prompt.description === '' ? prompt.text : prompt.description}`,
    act: () => promptActs(room, prompt),
  }));
  const chosen = await pickOne(
    [
      { label: labelText`$(add) New Prompt…`, act: () => newPrompt(room) },
      { label: labelText`$(cloud-download) Import…`, act: () => importPrompts(room) },
      { label: labelText`$(cloud-upload) Export…`, act: () => exportPrompts(room) },
      { label: labelText`$(folder-opened) Open Folder…`, act: () => openPromptsFolder(room) },
      heading(labelText`Prompts`),
      ...prompts,
    ],
    {
      title: labelText`Prompts`,
      placeHolder: labelText`A prompt to use or edit`,
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  await chosen?.act?.();
}

/** What can be done with one. */
async function promptActs(room: PromptRoom, prompt: ChatPrompt | FiledPrompt): Promise<void> {
  const use: Act = {
    label: labelText`$(comment) Use in the Question`,
    detail: labelText`${prompt.text}`,
    act: () => usePrompt(room, prompt),
  };
  const acts: readonly Act[] =
    'path' in prompt
      ? [
          { label: labelText`$(edit) Edit`, act: () => openPrompt(prompt.path) },
          { label: labelText`$(trash) Delete…`, act: () => deletePrompt(room, prompt) },
        ]
      : [{ label: labelText`$(edit) Edit a Copy…`, act: () => copyPrompt(room, prompt) }];
  const chosen = await pickOne([use, ...acts], { title: labelText`/${prompt.name}` });
  await chosen?.act?.();
}

async function usePrompt({ library, chat }: PromptRoom, { id }: ChatPrompt): Promise<void> {
  const text = await library.text(id, chat.image());
  if (text !== undefined) await chat.insert(text);
}

async function deletePrompt({ library }: PromptRoom, { name, path }: FiledPrompt): Promise<void> {
  const remove = t`Delete`;
  const asked = askFirst(
    messageText`Delete the prompt /${name}?`,
    messageText`Its file ${basename(path)} is gone then.`,
    remove,
  );
  if ((await asked) !== remove) return;
  try {
    await unlink(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT')
      throw new PromptError(basename(path), t`it could not be deleted (${codeOf(error)}). Make its folder writable.`);
  }
  await library.refresh();
}

async function openPromptsFolder({ globalStorage }: PromptRoom): Promise<void> {
  const place = await pickPromptPlace(globalStorage, t`Folder of prompts`);
  if (!place) return;
  try {
    await mkdir(place.path, { recursive: true });
  } catch (error) {
    throw new PromptError(
      place.path,
      t`the folder could not be made (${codeOf(error)}). Make the folder above it writable, or choose another in the settings.`,
    );
  }
  const uri = vscode.Uri.file(place.path);
  try {
    await vscode.commands.executeCommand(place.workspace === undefined ? 'revealFileInOS' : 'revealInExplorer', uri);
  } catch {
    // In a browser there is no file manager.
    void showInformation(messageText`Prompts are files in ${place.path}.`);
  }
}
