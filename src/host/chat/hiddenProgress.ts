import * as vscode from 'vscode';
import { isAnswering } from '../../conversation/conversation.ts';
import { messageText } from '../../text/messageText.ts';
import { withCancellableProgress } from '../messages/cancellableProgress.ts';
import type { ChatSession } from './chatSession.ts';
import type { ChatViews } from './chatViews.ts';

/** An answer that is written while the chat is hidden is told of, with a way to stop it; in the chat itself it is seen. */
export function showHiddenProgress(session: ChatSession, views: ChatViews): vscode.Disposable {
  let end: (() => void) | undefined;
  const follow = (): void => {
    const isHidden = isAnswering(session.conversation) && !views.isVisible;
    if (!isHidden) {
      end?.();
      end = undefined;
    } else if (end === undefined) void show();
  };
  const show = async (): Promise<void> => {
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    await withCancellableProgress(messageText`LLaVA-Med is answering…`, async (signal) => {
      signal.addEventListener('abort', () => {
        session.stop();
      });
      await ended;
    });
  };
  return vscode.Disposable.from(
    session.onDidChange(follow),
    views.onDidChangeVisibility(follow),
    new vscode.Disposable(() => {
      end?.();
    }),
  );
}
