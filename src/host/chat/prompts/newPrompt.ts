import { t } from '@vscode/l10n';
import { type ChatPrompt, promptName, type PromptText } from '../../../conversation/prompts/chatPrompt.ts';
import { messageText } from '../../../text/messageText.ts';
import { askFirst } from '../../messages/notifications.ts';
import { openPrompt } from './openPrompt.ts';
import type { PromptRoom } from './promptedChat.ts';
import { askPromptName, pickPromptPlace, writePromptFile } from './promptPlaces.ts';

const NEW_TEXT = 'Describe this ${modality} image.';

/** The command "New Prompt": of the question that is being typed, where there is one. Rejects with a `PromptError`. */
export async function newPrompt(room: PromptRoom): Promise<void> {
  const draft = room.chat.draft().trim();
  // Of a `/` alone, the list was only opened.
  const text = /^\/\S*$/u.test(draft) ? '' : draft;
  await create(room, t`New prompt`, { name: '', description: '', text: text === '' ? NEW_TEXT : text });
}

/** A built-in prompt as a file of one's own, which may then be changed. Rejects with a `PromptError`. */
export function copyPrompt(room: PromptRoom, { name, description, domain, task, text }: ChatPrompt): Promise<void> {
  return create(room, t`Copy of a prompt`, {
    ...{ name: promptName(`my-${name}`), description, text },
    ...(domain && { domain }),
    ...(task && { task }),
  });
}

async function create({ library, globalStorage }: PromptRoom, title: string, prompt: PromptText): Promise<void> {
  const name = await askPromptName(title, prompt.name);
  if (name === undefined) return;
  const place = await pickPromptPlace(globalStorage, title);
  if (!place) return;
  const own = { ...prompt, name };
  let { path, outcome } = await writePromptFile(place.path, own, { replaces: false, explained: true });
  if (outcome === 'taken') {
    const open = t`Open It`;
    const replace = t`Replace`;
    const chosen = await askFirst(
      messageText`There is a prompt /${name} already.`,
      messageText`Replaced, the text that it has now is gone.`,
      open,
      replace,
    );
    if (chosen === undefined) return;
    if (chosen === replace)
      ({ path, outcome } = await writePromptFile(place.path, own, { replaces: true, explained: true }));
  }
  await library.refresh();
  await openPrompt(path);
}
