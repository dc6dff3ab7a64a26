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
  /** A folder of this window's own: the workspace's storage, or the global one where there is no workspace. */
  readonly storage: vscode.Uri;
  /** Of the workspace. */
  readonly memento: vscode.Memento;
}
