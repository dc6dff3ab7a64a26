import type * as vscode from 'vscode';
import type { Assistant, AssistantSettings } from '../../assistant/assistant.ts';
import type { Imaging } from '../../imaging/imaging.ts';
import type { Engine } from '../../protocol/engine.ts';
import type { Log } from '../messages/log.ts';
import type { ModelQueue } from '../models/modelQueue.ts';

/** What the chat needs of the rest of the extension. */
export interface ChatServices {
  readonly assistant: Assistant;
  readonly engine: Engine;
  readonly imaging: Imaging;
  /** `usesDemo` is true when no model of the user's own is set. */
  readonly settings: AssistantSettings & { readonly usesDemo: boolean };
  readonly modelQueue: ModelQueue;
  readonly log: Log;
  readonly extensionUri: vscode.Uri;
  /** A folder for the chats of the workspace, which all its windows share. */
  readonly chats: vscode.Uri;
  /** Where a version before this one kept its chat: a folder of this window's own, and the workspace's state. */
  readonly storage: vscode.Uri;
  readonly memento: vscode.Memento;
}
