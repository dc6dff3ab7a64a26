import * as vscode from 'vscode';
import { boundChats } from '../../chats/boundChats.ts';
import type { ChatLibrary } from '../../chats/chatLibrary.ts';
import type { Log } from '../messages/log.ts';

/** As `llavaMed.chats.maxStorageMB` has it. */
const DEFAULT_MB = 2048;

/** Deletes the oldest conversations where all take more disk space than the setting allows; the log says how many. */
export async function boundStorage(library: ChatLibrary, log: Log): Promise<void> {
  const most = vscode.workspace.getConfiguration('llavaMed').get('chats.maxStorageMB', DEFAULT_MB);
  try {
    const { removed, bytesAbove } = await boundChats(library, { maxBytes: most * 2 ** 20 });
    if (removed.length > 0)
      log.info(
        `Chats above ${String(most)} MB: ${String(removed.length)} old ${removed.length === 1 ? 'chat' : 'chats'} deleted.`,
      );
    if (bytesAbove > 0)
      log.warn(
        `The chats take ${String(Math.ceil(bytesAbove / 2 ** 20))} MB more than the setting allows; none is old.`,
      );
  } catch (error) {
    log.warn(`The chats' disk space was not looked at: ${error instanceof Error ? error.name : 'unknown cause'}.`);
  }
}
