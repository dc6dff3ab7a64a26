import type * as vscode from 'vscode';
import type { Assistant } from '../../assistant/assistant.ts';
import type { Imaging } from '../../imaging/imaging.ts';
import type { Chat } from '../chat/chat.ts';
import type { Log } from '../messages/log.ts';

/** What the viewers need of the rest of the extension. */
export interface ViewerServices {
  readonly assistant: Assistant;
  /** The viewers' own: a slow frame must not keep the chat waiting. */
  readonly imaging: Imaging;
  readonly chat: Pick<Chat, 'addImages' | 'askQuestionAbout'>;
  readonly log: Log;
  readonly extensionUri: vscode.Uri;
}
