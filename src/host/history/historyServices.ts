import type * as vscode from 'vscode';
import type { ChatRef } from '../../chats/chatSummary.ts';
import type { Log } from '../messages/log.ts';

/** What the list of conversations needs of the rest of the extension. */
export interface HistoryServices {
  readonly log: Log;
  readonly extensionUri: vscode.Uri;
  /** The folder for the chats of the workspace: its name is the workspace's, as a `ChatRef` has it. */
  readonly chats: vscode.Uri;
}

/** The chat of this window. */
export interface OpenChat {
  readonly current: ChatRef;
  /** Something in it has changed, or it is another one. */
  readonly onDidChange: vscode.Event<void>;
  /** Shows another conversation in its place, in front. `elsewhere`: another window has it. */
  open(ref: ChatRef): Promise<'opened' | 'elsewhere' | 'gone'>;
  /** What was current is let go of, and can be deleted. */
  newChat(): Promise<void>;
  /** Shows where the words are first said in it. */
  find(words: string): Promise<void>;
}
