import { isSameChat } from '../../../chats/chatPlace.ts';
import type { ChatRef } from '../../../chats/chatSummary.ts';
import type { Conversation } from '../../../conversation/conversation.ts';
import type { AboutConversation } from '../../../conversation/exports/conversationJson.ts';
import type { ExportServices } from './exportServices.ts';

export interface ExportedChat {
  readonly ref: ChatRef;
  readonly conversation: Conversation;
  readonly about: AboutConversation;
}

/** One conversation, without `ref` that of this window; undefined where it is gone or cannot be read. */
export async function exportedChat(services: ExportServices, ref?: ChatRef): Promise<ExportedChat | undefined> {
  const { library } = services;
  const current = services.current();
  const isCurrent = ref === undefined || isSameChat(ref, current.ref);
  const wanted = ref ?? current.ref;
  const conversation = isCurrent ? current.conversation : await library.read(wanted);
  if (conversation === undefined) return undefined;
  const summary = (await library.list()).find((each) => isSameChat(each.ref, wanted));
  const title = isCurrent ? current.title : (summary?.title ?? '');
  const about = { title, workspaceName: summary?.workspaceName ?? '', exportedAt: new Date() };
  return { ref: wanted, conversation, about };
}

/** All of the list that have a question, one after another, so that not all are in memory; archived ones included. */
export async function* exportedChats(services: ExportServices, signal: AbortSignal): AsyncGenerator<ExportedChat> {
  const { library } = services;
  const exportedAt = new Date();
  const current = services.current();
  for (const { ref, title, workspaceName } of await library.list(signal)) {
    signal.throwIfAborted();
    const conversation = isSameChat(ref, current.ref) ? current.conversation : await library.read(ref);
    if (conversation !== undefined && conversation.exchanges.length > 0)
      yield { ref, conversation, about: { title, workspaceName, exportedAt } };
  }
}
