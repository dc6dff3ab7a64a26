import { dirname } from 'node:path';
import { joinMessages, messageText, type MessageText } from '../../text/messageText.ts';
import { showError } from '../messages/notifications.ts';
import type { HistoryServices } from './historyServices.ts';

/** What is tried, as the log says it: "Conversations cannot be …". */
export type HistoryDeed = 'read' | 'opened' | 'renamed' | 'changed' | 'deleted' | 'put back';

/** Says what could not be done and why; the log gets the cause only, without paths. */
export function tellHistoryFailure(services: HistoryServices, deed: HistoryDeed, error: unknown): void {
  services.log.error(`Conversations cannot be ${deed}: ${causeOf(error)}`);
  void showError(historyFailure(services, deed, error));
}

export function historyFailure({ chats }: HistoryServices, deed: HistoryDeed, error: unknown): MessageText {
  const folder = dirname(chats.fsPath);
  const wayOut = messageText`They are kept in ${folder}: see whether you may read and write there and whether the disk has room, then try again.`;
  return joinMessages([FAILURES[deed](causeOf(error)), wayOut], ' ');
}

const FAILURES: Readonly<Record<HistoryDeed, (cause: string) => MessageText>> = {
  read: (cause) => messageText`Conversations cannot be read (${cause}).`,
  opened: (cause) => messageText`Conversations cannot be opened (${cause}).`,
  renamed: (cause) => messageText`Conversations cannot be renamed (${cause}).`,
  changed: (cause) => messageText`Conversations cannot be changed (${cause}).`,
  deleted: (cause) => messageText`Conversations cannot be deleted (${cause}).`,
  'put back': (cause) => messageText`Conversations cannot be put back (${cause}).`,
};

/** Without the path that a message of the system has. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return (error as NodeJS.ErrnoException).code ?? error.name;
}
