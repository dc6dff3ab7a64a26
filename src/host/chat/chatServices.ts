import type * as vscode from 'vscode';
import type { Assistant, AssistantSettings } from '../../assistant/assistant.ts';
import type { Imaging } from '../../imaging/imaging.ts';
import type { ChatParameters } from '../../conversation/chatParameters.ts';
import type { Engine } from '../../protocol/engine.ts';
import type { Log } from '../messages/log.ts';
import type { AutoLoad } from '../models/autoLoad.ts';
import type { PromptLibrary } from './prompts/promptLibrary.ts';
import type { ModelQueue } from '../models/modelQueue.ts';
import type { PrepareImages } from '../models/modelSettings.ts';

export interface ChatSettings extends AssistantSettings {
  /** True when no model of the user's own is set. */
  readonly usesDemo: boolean;
  prepareImages(): PrepareImages;
  /** Makes what a conversation has otherwise the settings of the user. */
  saveSampling(parameters: ChatParameters): Promise<void>;
}

/** What the chat needs of the rest of the extension. */
export interface ChatServices {
  readonly assistant: Assistant;
  readonly engine: Engine;
  readonly imaging: Imaging;
  readonly settings: ChatSettings;
  readonly modelQueue: ModelQueue;
  readonly prompts: PromptLibrary;
  /** A folder that all windows of the user share. */
  readonly globalStorage: vscode.Uri;
  readonly autoLoad: Pick<AutoLoad, 'expectQuestion'>;
  /** Whether the machine draws from its battery now. */
  readonly onBattery: () => Promise<boolean>;
  readonly log: Log;
  /** e.g. `node-llama-cpp 3.22.1`. */
  readonly engineName: string;
  readonly extensionUri: vscode.Uri;
  /** A folder for the chats of the workspace, which all its windows share. */
  readonly chats: vscode.Uri;
  /** What the list of conversations calls the workspace. */
  readonly workspaceName: string;
  /** Where a version before this one kept its chat: a folder of this window's own, and the workspace's state. */
  readonly storage: vscode.Uri;
  readonly memento: vscode.Memento;
}
