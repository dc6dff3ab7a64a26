import * as vscode from 'vscode';
import { basename, dirname } from 'node:path';
import { createChatLibrary } from './chats/localChatLibrary.ts';
import { chatExports } from './host/chat/exporting/chatExports.ts';
import { registerExporting } from './host/chat/exporting/registerExporting.ts';
import { registerChat } from './host/chat/registerChat.ts';
import { ComparisonWishes } from './host/evaluation/comparisonWishes.ts';
import { registerCompareModels } from './host/evaluation/compareModels.ts';
import { registerEvaluation } from './host/evaluation/registerEvaluation.ts';
import { registerResultsEditor } from './host/evaluation/resultsEditor.ts';
import { registerHistory } from './host/history/registerHistory.ts';
import { IdleUnload } from './host/models/idleUnload.ts';
import { registerImageCache } from './host/models/imageCache.ts';
import { loadPair, registerModelActions } from './host/models/modelActions.ts';
import { registerModelStatus } from './host/models/modelStatus.ts';
import { registerDeidentify } from './host/privacy/registerDeidentify.ts';
import { registerReport } from './host/report/registerReport.ts';
import { createServices } from './host/services.ts';
import { registerTour } from './host/tour/registerTour.ts';
import { OpenViewers } from './host/viewer/openViewers.ts';
import { registerWeights } from './host/weights/registerWeights.ts';
import { registerViewer } from './host/viewer/registerViewer.ts';
import { useTextsOf } from './text/texts.ts';

let close: (() => Promise<void>) | undefined;

/** Builds the services and registers the features, nothing else. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  useTextsOf(vscode.l10n.uri?.fsPath);
  const services = await createServices(context);
  close = () => services.dispose();
  const program = `llava-med ${(context.extension.packageJSON as { version: string }).version}`;
  const idleUnload = new IdleUnload({ ...services, idleMs: () => services.settings.unloadAfterMs() });
  context.subscriptions.push(
    idleUnload,
    registerModelStatus(services.engine, services.settings, idleUnload),
    registerModelActions(services),
    registerImageCache(services),
    registerDeidentify(services),
    registerWeights({
      ...services,
      program,
      usePair: (pair) => loadPair(services, pair),
    }),
  );
  const wishes = new ComparisonWishes();
  const evaluation = registerEvaluation({ ...services, secrets: context.secrets, program, wishes });
  context.subscriptions.push(registerResultsEditor({ ...services, imaging: services.viewerImaging, wishes }));
  const viewers = new OpenViewers();
  const chat = await registerChat(services, (uri) => viewers.viewed(uri));
  const library = createChatLibrary({
    root: dirname(services.chats.fsPath),
    workspace: { key: basename(services.chats.fsPath), name: services.workspaceName },
    openHere: () => chat.current,
  });
  context.subscriptions.push(
    registerHistory(services, library, chat),
    registerExporting(chatExports(services, library, chat.session)),
  );
  context.subscriptions.push(
    registerCompareModels({ ...services, votesFolder: context.globalStorageUri }, (uri) => viewers.viewed(uri)),
  );
  const viewer = registerViewer({ ...services, imaging: services.viewerImaging, chat }, viewers);
  const report = registerReport({ ...services, chatImages: () => chat.images(), viewerImages: () => viewers.shown() });
  const tour = registerTour({ ...services, chat, onDidAccept: report.onDidAccept });
  context.subscriptions.push(chat, viewer, report, tour, evaluation);
  close = async () => {
    await chat.close();
    await evaluation.close();
    await services.dispose();
  };
}

/** VS Code waits for this: the running answer is ended, the chat saved, the children gone. */
export async function deactivate(): Promise<void> {
  await close?.();
}
