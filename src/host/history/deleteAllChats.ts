import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ChatLibrary } from '../../chats/chatLibrary.ts';
import type { ChatSummary } from '../../chats/chatSummary.ts';
import { counted } from '../../text/counted.ts';
import { describeBytes } from '../../text/describeBytes.ts';
import { joinMessages, messageText, type MessageText } from '../../text/messageText.ts';
import { askFirst, showInformation } from '../messages/notifications.ts';
import type { OpenChat } from './historyServices.ts';

/**
 * Asks, and then deletes all conversations of all workspaces with their kept images, and what the model keeps of images
 * where the person wants that. False where the person leaves it all.
 */
export async function deleteAllChats(library: ChatLibrary, chat: OpenChat): Promise<boolean> {
  const before = await library.list();
  const chatsAndCache = t`Delete, and Empty the Image Cache`;
  const chosen = await askFirst(question(before), detail(before), t`Delete`, chatsAndCache);
  if (chosen === undefined) return false;
  // What this window has is let go of, so that it goes as well.
  await chat.newChat();
  const { left } = await library.deleteEverything();
  if (chosen === chatsAndCache) await vscode.commands.executeCommand('llavaMed.clearCache', true);
  // Not awaited: the message stays until it is read.
  void showInformation(outcome(Math.max(before.length - left, 0), left));
  return true;
}

function question(chats: readonly ChatSummary[]): MessageText {
  const bytes = describeBytes(chats.reduce((sum, chat) => sum + chat.bytes, 0));
  return messageText`Delete ${counted(chats.length, 'conversation')} with all kept images (${bytes})?`;
}

function detail(chats: readonly ChatSummary[]): MessageText {
  const elsewhere = chats.filter(({ open }) => open === 'elsewhere').length;
  return joinMessages(
    [
      messageText`Those of all workspaces, archived and deleted ones too. This cannot be undone. Image files of yours, reports and exported conversations stay where they are.`,
      ...(elsewhere === 0 ? [] : [staying(elsewhere)]),
      messageText`The image cache holds what the model has made of images: emptied, each image takes its time again when it is next asked about.`,
    ],
    ' ',
  );
}

function staying(count: number): MessageText {
  return count === 1
    ? messageText`1 conversation in other windows stay until they are let go of.`
    : messageText`${count} conversations in other windows stay until they are let go of.`;
}

function outcome(deleted: number, left: number): MessageText {
  const done = messageText`${counted(deleted, 'conversation')} deleted.`;
  if (left === 0) return done;
  const stayed =
    left === 1
      ? messageText`1 conversation stayed: other windows have them open. Close these windows, or begin a new chat in each, and delete again.`
      : messageText`${left} conversations stayed: other windows have them open. Close these windows, or begin a new chat in each, and delete again.`;
  return joinMessages([done, stayed], ' ');
}
