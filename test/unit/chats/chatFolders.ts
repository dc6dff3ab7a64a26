/** A folder of chats in the real file system, and windows on it. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChatLibrary } from '../../../src/chats/chatLibrary.ts';
import { ChatStore } from '../../../src/chats/chatStore.ts';
import type { ChatRef } from '../../../src/chats/chatSummary.ts';
import { createChatLibrary } from '../../../src/chats/localChatLibrary.ts';
import type { Conversation } from '../../../src/conversation/conversation.ts';
import { attachImage } from '../../../src/conversation/conversationEdits.ts';
import { saveConversation } from '../../../src/conversation/savedConversation.ts';
import { answered, image, withImages } from '../conversation/sampleConversation.ts';

export class ChatFolders {
  readonly root = mkdtempSync(join(tmpdir(), 'llava-med-chats-'));
  readonly #open: ChatStore[] = [];

  async window(workspace = 'here'): Promise<ChatStore> {
    const store = await ChatStore.open({ chats: join(this.root, workspace), workspaceName: `The ${workspace}` });
    this.#open.push(store);
    return store;
  }

  opened(store?: ChatStore): ChatLibrary {
    const workspace = { key: 'here', name: 'The here' };
    return createChatLibrary({ root: this.root, workspace, openHere: () => store?.ref });
  }

  /** A closed chat, as a window would have left it. */
  put(conversation: Conversation, workspace = 'here'): ChatRef {
    const ref = { workspace, id: randomUUID() };
    mkdirSync(this.pathOf(ref), { recursive: true });
    writeFileSync(
      join(this.pathOf(ref), 'chat.json'),
      JSON.stringify({ chat: saveConversation(conversation), draft: '' }),
    );
    return ref;
  }

  pathOf({ workspace, id }: ChatRef): string {
    return join(this.root, workspace, id);
  }

  async remove(): Promise<void> {
    await Promise.all(this.#open.map((store) => store.close()));
    rmSync(this.root, { recursive: true, force: true });
  }
}

export function asked(question: string, answer: string, ...imageIds: readonly string[]): Conversation {
  const conversation = answered({ ...withImages(...imageIds), id: randomUUID() }, randomUUID(), answer);
  return { ...conversation, exchanges: conversation.exchanges.map((exchange) => ({ ...exchange, question })) };
}

/** With an image that the store keeps. */
export async function withKept(store: ChatStore, imageId: string): Promise<Conversation> {
  const origin = await store.keep(imageId, `${imageId}.png`, new TextEncoder().encode(`bytes of ${imageId}`));
  return attachImage({ ...withImages(), id: randomUUID() }, { ...image(imageId), origin });
}
