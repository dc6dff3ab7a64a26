import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Assistant } from '../assistant/assistant.ts';
import { demoPair } from '../assistant/demoPair.ts';
import { createLocalServices } from '../assistant/localServices.ts';
import type { Imaging } from '../imaging/imaging.ts';
import { createImaging } from '../imaging/localImaging.ts';
import type { Engine } from '../protocol/engine.ts';
import { PromptLibrary } from './chat/prompts/promptLibrary.ts';
import { createLog, type Log } from './messages/log.ts';
import { AutoLoad } from './models/autoLoad.ts';
import { isHeldElsewhere } from './models/heldElsewhere.ts';
import { isOnBattery } from './models/onBattery.ts';
import { ModelQueue } from './models/modelQueue.ts';
import { ModelSettings } from './models/modelSettings.ts';

/** What every feature of the editor shares. Built once, by plain constructors. */
export interface Services {
  readonly assistant: Assistant;
  readonly engine: Engine;
  readonly imaging: Imaging;
  /** A second decoder, for the image viewers: the chat does not wait for their frames, nor they for it. */
  readonly viewerImaging: Imaging;
  readonly settings: ModelSettings;
  readonly modelQueue: ModelQueue;
  readonly prompts: PromptLibrary;
  readonly autoLoad: AutoLoad;
  readonly onBattery: () => Promise<boolean>;
  readonly log: Log;
  /** e.g. `node-llama-cpp 3.22.1`. */
  readonly engineName: string;
  readonly extensionId: string;
  readonly extensionUri: vscode.Uri;
  /** A folder of this window's own. */
  readonly storage: vscode.Uri;
  /** A folder that all windows of the user share. */
  readonly globalStorage: vscode.Uri;
  /** A folder for the chats of the workspace, which all its windows share. */
  readonly chats: vscode.Uri;
  /** What the list of conversations calls the workspace; empty for a window without one. */
  readonly workspaceName: string;
  readonly memento: vscode.Memento;
  /** Of the user, in all windows. */
  readonly userState: vscode.Memento;
  dispose(): Promise<void>;
}

export async function createServices(context: vscode.ExtensionContext): Promise<Services> {
  const log = createLog('LLaVA-Med');
  const settings = new ModelSettings(
    await demoPair(context.extensionPath),
    join(context.globalStorageUri.fsPath, 'engine-cache'),
  );
  const storage = context.storageUri ?? context.globalStorageUri;
  await mkdir(storage.fsPath, { recursive: true });
  const distDir = join(context.extensionPath, 'dist');
  const viewerImaging = createImaging({ childPath: join(distDir, 'imagingChild.mjs') });
  const local = createLocalServices({
    distDir,
    log: (line) => {
      log.debug(line);
    },
    settings,
    caches: () => settings.caches(),
  });
  const prompts = new PromptLibrary(context.globalStorageUri);
  log.info('LLaVA-Med for research: not a medical device.');
  return {
    ...local,
    viewerImaging,
    settings,
    modelQueue: new ModelQueue(),
    prompts,
    autoLoad: new AutoLoad({
      ...local,
      settings,
      log,
      isLoadedElsewhere: ({ pair }) => isHeldElsewhere(local.engine, pair),
    }),
    onBattery: isOnBattery,
    log,
    engineName:
      `node-llama-cpp ${(context.extension.packageJSON as { dependencies?: Record<string, string> }).dependencies?.['node-llama-cpp'] ?? ''}`.trim(),
    extensionId: context.extension.id,
    extensionUri: context.extensionUri,
    storage,
    globalStorage: context.globalStorageUri,
    chats: vscode.Uri.joinPath(context.globalStorageUri, 'chats', workspaceKey()),
    workspaceName: vscode.workspace.name ?? '',
    memento: context.workspaceState,
    userState: context.globalState,
    dispose: async () => {
      prompts.dispose();
      await Promise.all([local.dispose(), viewerImaging.dispose()]);
      log.dispose();
    },
  };
}

/** Names the workspace alike in all its windows; the same for all windows without one. */
function workspaceKey(): string {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  const uris = workspaceFile === undefined ? workspaceFolders.map(({ uri }) => uri) : [workspaceFile];
  return createHash('sha256').update(uris.join('\n')).digest('hex').slice(0, 16);
}
