import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ChatLibrary } from '../../chats/chatLibrary.ts';
import { boundStorage } from './boundStorage.ts';
import { HistoryActions } from './historyActions.ts';
import { registerHistoryCommands } from './historyCommands.ts';
import type { Standpoint } from './historyRows.ts';
import type { HistoryServices, OpenChat } from './historyServices.ts';
import { HistoryViewProvider } from './historyViewProvider.ts';

/** The list of conversations: its view, and its commands. It follows the chat of this window. */
export function registerHistory(services: HistoryServices, library: ChatLibrary, chat: OpenChat): vscode.Disposable {
  const workspace = basename(services.chats.fsPath);
  const standpoint = (): Standpoint => ({ current: chat.current, workspace });
  const actions = new HistoryActions(services, library, chat);
  const view = new HistoryViewProvider(services, library, actions, standpoint);
  void boundStorage(library, services.log);
  return vscode.Disposable.from(
    actions,
    view,
    vscode.window.registerWebviewViewProvider(HistoryViewProvider.viewId, view),
    registerHistoryCommands(services, library, actions, view, standpoint),
    actions.onDidChange(() => {
      view.refresh();
    }),
    chat.onDidChange(() => {
      view.refreshSoon();
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      // Another window may have changed it.
      if (focused) view.refresh();
    }),
  );
}
