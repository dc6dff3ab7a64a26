import { t } from '@vscode/l10n';
import { labelText } from '../../../text/labelText.ts';
import { messageText } from '../../../text/messageText.ts';
import { askText } from '../../messages/askText.ts';
import { pickOne, type PickItem } from '../../messages/picks.ts';

interface WishItem extends PickItem {
  readonly wish: string | undefined;
}

/** `wish` goes to the model, which is spoken to in English. */
function usual(): readonly WishItem[] {
  return [
    { wish: 'Shorter.', label: labelText`Shorter.` },
    { wish: 'As a list of one finding per line.', label: labelText`As a list of one finding per line.` },
    { wish: 'Describe the heart.', label: labelText`Describe the heart.` },
    { wish: 'Describe the lungs and the pleura.', label: labelText`Describe the lungs and the pleura.` },
    { wish: 'Mention what is normal.', label: labelText`Mention what is normal.` },
    { wish: 'Leave out what is normal.', label: labelText`Leave out what is normal.` },
  ];
}

/** How a draft is to be written again, in words; undefined when the person leaves. */
export async function askWish(): Promise<string | undefined> {
  const items: WishItem[] = [{ label: labelText`In My Own Words…`, wish: undefined }, ...usual()];
  const picked = await pickOne<WishItem>(items, {
    title: labelText`How is the draft to be written again?`,
    placeHolder: labelText`The draft that stands stays until the new one is complete`,
  });
  if (!picked) return undefined;
  if (picked.wish !== undefined) return picked.wish;
  const words = await askText({
    title: messageText`How is the draft to be written again?`,
    prompt: messageText`In a sentence, such as: mention the heart.`,
    value: '',
    refusal: (value) => (value.trim() === '' ? t`Say what is to be different, or press Escape.` : undefined),
  });
  return words?.trim();
}
