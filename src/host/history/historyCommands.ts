import * as v from 'valibot';
import * as vscode from 'vscode';
import type { ChatLibrary } from '../../chats/chatLibrary.ts';
import type { ChatRef } from '../../chats/chatSummary.ts';
import { ConversationRefSchema } from '../../protocol/historyView.ts';
import { labelText } from '../../text/labelText.ts';
import type { HistoryActions } from './historyActions.ts';
import type { HistoryServices } from './historyServices.ts';
import type { HistoryViewProvider } from './historyViewProvider.ts';
import type { Standpoint } from './historyRows.ts';
import { type ConversationPick, pickConversation } from './pickConversation.ts';

/** Each takes a `ChatRef`; without one, as from the palette, it asks which conversation is meant. */
export function registerHistoryCommands(
  services: HistoryServices,
  library: ChatLibrary,
  actions: HistoryActions,
  view: HistoryViewProvider,
  standpoint: () => Standpoint,
): vscode.Disposable {
  const command = (id: string, run: (given?: unknown) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(`llavaMed.${id}`, run);
  const withChat = (id: string, pick: ConversationPick, run: (ref: ChatRef) => Promise<void>): vscode.Disposable =>
    command(id, async (given) => {
      const ref = refOf(given) ?? (await pickConversation(services, library, standpoint(), pick));
      if (ref !== undefined) await run(ref);
    });
  return vscode.Disposable.from(
    withChat('openConversation', { title: labelText`Open a conversation` }, (ref) => actions.open(ref)),
    withChat('renameConversation', { title: labelText`Rename a conversation` }, (ref) => actions.rename(ref)),
    withChat('pinConversation', { title: labelText`Pin a conversation`, isMeant: ({ pinned }) => !pinned }, (ref) =>
      actions.setPinned(ref, true),
    ),
    withChat('unpinConversation', { title: labelText`Unpin a conversation`, isMeant: ({ pinned }) => pinned }, (ref) =>
      actions.setPinned(ref, false),
    ),
    withChat(
      'archiveConversation',
      { title: labelText`Archive a conversation`, isMeant: ({ archived }) => !archived },
      (ref) => actions.setArchived(ref, true),
    ),
    withChat(
      'unarchiveConversation',
      { title: labelText`Take a conversation out of the archive`, isMeant: ({ archived }) => archived },
      (ref) => actions.setArchived(ref, false),
    ),
    withChat('deleteConversation', { title: labelText`Delete a conversation` }, (ref) => actions.delete(ref)),
    command('undeleteConversation', () => actions.undelete()),
    command('deleteAllChats', () => actions.deleteAll()),
    command('searchConversations', () => view.search()),
  );
}

/** Undefined where it is none: the palette gives nothing, and a view's menu something of the editor's own. */
function refOf(given: unknown): ChatRef | undefined {
  return v.is(ConversationRefSchema, given) ? given : undefined;
}
