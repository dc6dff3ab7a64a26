import { dirname } from 'node:path';
import { messageText, type MessageText } from '../../text/messageText.ts';
import { showError } from '../messages/notifications.ts';
import type { HistoryServices } from './historyServices.ts';

/** What is tried, as it stands in "The conversation cannot be …". */
export type HistoryDeed = 'read' | 'opened' | 'renamed' | 'changed' | 'deleted' | 'put back';

/** Says what could not be done and why; the log gets the cause only, without paths. */
export function tellHistoryFailure(services: HistoryServices, deed: HistoryDeed, error: unknown): void {
  services.log.error(`Conversations cannot be ${deed}: ${causeOf(error)}`);
  void showError(historyFailure(services, deed, error));
}

export function historyFailure({ chats }: HistoryServices, deed: HistoryDeed, error: unknown): MessageText {
  const folder = dirname(chats.fsPath);
  return messageText`Conversations cannot be ${deed} (${causeOf(error)}). They are kept in ${folder}: see whether you may read and write there and whether the disk has room, then try again.`;
}

/** Without the path that a message of the system has. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return (error as NodeJS.ErrnoException).code ?? error.name;
}
