import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Conversation } from '../conversation/conversation.ts';
import { questionTitle } from './questionTitle.ts';

export const ChatFactsSchema = v.object({
  /** The first question, shortened. */
  title: v.string(),
  questions: v.number(),
  /** Names of the images. */
  images: v.array(v.string()),
  bytes: v.number(),
});
/** What a list needs of a chat that stands in the chat itself. */
export type ChatFacts = v.InferOutput<typeof ChatFactsSchema>;

/** `bytes`: of its folder. */
export function chatFacts(conversation: Conversation, bytes: number): ChatFacts {
  return {
    title: questionTitle(conversation),
    questions: conversation.exchanges.length,
    images: conversation.images.map(({ name }) => name),
    bytes,
  };
}

/** All that is in it, links not followed. What goes away meanwhile does not count. */
export async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return folderBytes(path);
      return entry.isFile()
        ? stat(path).then(
            ({ size }) => size,
            () => 0,
          )
        : 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
