import { join } from 'node:path';
import type { ChatRef } from './chatSummary.ts';

/** The chat itself; a folder without one holds nothing that could be missed. */
export const CHAT_FILE = 'chat.json';

const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;
const WORKSPACE = /^[\w-][\w.-]*$/u;

/** Whether a name is a chat's folder's: all else in a workspace's folder is no chat. */
export function isChatId(name: string): boolean {
  return ID.test(name);
}

export function isWorkspaceKey(name: string): boolean {
  return WORKSPACE.test(name);
}

/** Undefined where one of the names is none of ours, and might lead out of the folder. */
export function chatPath(root: string, { workspace, id }: ChatRef): string | undefined {
  return isWorkspaceKey(workspace) && isChatId(id) ? join(root, workspace, id) : undefined;
}

export function isSameChat(one: ChatRef, other: ChatRef | undefined): boolean {
  return one.id === other?.id && one.workspace === other.workspace;
}

/** For maps and names of files. */
export function chatKey({ workspace, id }: ChatRef): string {
  return `${workspace}__${id}`;
}

/** Of `chatKey`; undefined where it is none. */
export function chatOfKey(key: string): ChatRef | undefined {
  const [id, workspace] = [key.slice(-36), key.slice(0, -38)];
  return isChatId(id) && isWorkspaceKey(workspace) && chatKey({ workspace, id }) === key
    ? { workspace, id }
    : undefined;
}
