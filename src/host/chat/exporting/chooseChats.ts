import type { ImportedChat } from '../../../conversation/exports/readImport.ts';
import { counted } from '../../../text/counted.ts';
import { labelText } from '../../../text/labelText.ts';
import { pickMany, pickOne, type PickItem } from '../../messages/picks.ts';

/** A list of conversations is not for a whole training set. */
const MOST = 200;
/** Rows of a picker that a person still looks through. */
const OFFERED = 2000;

interface Way extends PickItem {
  readonly chats: readonly ImportedChat[] | undefined;
}

interface Row extends PickItem {
  readonly chat: ImportedChat;
}

/** Which of a file's conversations, at most 200 of LLaVA's; undefined when the user leaves. */
export async function chooseChats(
  chats: readonly ImportedChat[],
  file: string,
): Promise<readonly ImportedChat[] | undefined> {
  if (chats.length === 1) return chats;
  const first = chats.slice(0, MOST);
  const ways: readonly Way[] = [
    {
      label:
        chats.length <= MOST
          ? labelText`$(check-all) All ${chats.length}`
          : labelText`$(check-all) The first ${MOST} of ${chats.length}`,
      chats: first,
    },
    { label: labelText`$(list-selection) Choose…`, chats: undefined },
  ];
  const way = await pickOne(ways, {
    title: labelText`Import ${file}`,
    placeHolder: labelText`${counted(chats.length, 'conversation')}. Which?`,
  });
  if (way === undefined || way.chats !== undefined) return way?.chats;
  const rows = chats.slice(0, OFFERED).map((chat): Row => ({ ...rowOf(chat), chat }));
  const picked = await pickMany(rows, {
    title: labelText`Import ${file}`,
    placeHolder: labelText`At most ${MOST}, by their first question`,
    matchOnDescription: true,
  });
  return picked === undefined || picked.length === 0 ? undefined : picked.slice(0, MOST).map(({ chat }) => chat);
}

function rowOf(chat: ImportedChat): PickItem {
  if (chat.kind === 'llava')
    return {
      label: labelText`${chat.item.exchanges[0]?.question ?? ''}`,
      description: labelText`${chat.item.image ?? chat.item.id}`,
    };
  const { title, conversation } = chat.read;
  return {
    label: labelText`${title === '' ? (conversation.exchanges[0]?.question ?? '') : title}`,
    description: labelText`${counted(conversation.exchanges.length, 'question')}`,
  };
}
