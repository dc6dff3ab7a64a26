import type { AttachedImage } from '../../../conversation/attachedImage.ts';
import type { Log } from '../../messages/log.ts';
import type * as vscode from 'vscode';
import type { PromptLibrary } from './promptLibrary.ts';

/** The chat, as far as prompts go. */
export interface PromptedChat {
  /** Shows the chat and puts a text into its question field, at the cursor. */
  insert(text: string): unknown;
  /** The image that the next question is about. */
  image(): AttachedImage | undefined;
  /** The question that is being typed. */
  draft(): string;
}

/** What the commands about prompts work with. */
export interface PromptRoom {
  readonly library: PromptLibrary;
  readonly chat: PromptedChat;
  readonly globalStorage: vscode.Uri;
  readonly log: Pick<Log, 'error'>;
}
