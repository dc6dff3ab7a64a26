import { join } from 'node:path';
import * as v from 'valibot';
import { readRegularFile } from '../files/regularFile.ts';
import { replaceFile } from './replaceFile.ts';

/** Beside the chat, so that a list can change it while a window has the chat. */
export const ABOUT_FILE = 'about.json';

const LONGEST_TITLE = 200;

export const ChatAboutSchema = v.object({
  /** A person's. */
  title: v.exactOptional(v.pipe(v.string(), v.transform(tidyTitle), v.nonEmpty())),
  pinned: v.exactOptional(v.literal(true)),
  archived: v.exactOptional(v.literal(true)),
});
export type ChatAbout = v.InferOutput<typeof ChatAboutSchema>;

/** What a person has said of a chat; nothing where there is no such file or it is damaged. */
export async function readChatAbout(folder: string): Promise<ChatAbout> {
  try {
    const saved: unknown = JSON.parse((await readRegularFile(join(folder, ABOUT_FILE))).toString('utf8'));
    const read = v.safeParse(ChatAboutSchema, saved);
    return read.success ? read.output : {};
  } catch {
    return {};
  }
}

/** Rejects where the chat is gone. */
export async function writeChatAbout(folder: string, about: ChatAbout): Promise<void> {
  await replaceFile(join(folder, ABOUT_FILE), JSON.stringify(about));
}

/** On one line and of bounded length; empty where nothing is left. */
export function tidyTitle(title: string): string {
  return Array.from(title.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim())
    .slice(0, LONGEST_TITLE)
    .join('');
}
