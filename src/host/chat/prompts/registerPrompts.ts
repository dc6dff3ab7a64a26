import * as vscode from 'vscode';
import { PromptError } from '../../../conversation/prompts/promptError.ts';
import { messageText } from '../../../text/messageText.ts';
import { showError } from '../../messages/notifications.ts';
import { exportPrompts } from './exportPrompts.ts';
import { importPrompts } from './importPrompts.ts';
import { managePrompts } from './managePrompts.ts';
import { newPrompt } from './newPrompt.ts';
import type { PromptRoom } from './promptedChat.ts';

/** The commands about the prompt library. The library is its owner's to dispose. */
export function registerPrompts(room: PromptRoom): vscode.Disposable {
  const command = (id: string, run: (room: PromptRoom) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(`llavaMed.${id}`, () =>
      run(room).catch((error: unknown) => {
        // Names and texts are not for the log.
        room.log.error(`${id} failed: ${error instanceof Error ? error.name : 'unknown cause'}`);
        void showError(
          error instanceof PromptError
            ? messageText`${error.message}`
            : messageText`The prompts could not be worked on. Try again; the log says what happened.`,
        );
      }),
    );
  return vscode.Disposable.from(
    command('newPrompt', newPrompt),
    command('managePrompts', managePrompts),
    command('importPrompts', importPrompts),
    command('exportPrompts', exportPrompts),
  );
}
