import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { messageText } from '../../text/messageText.ts';
import type { Chat } from '../chat/chat.ts';
import { showInformation } from '../messages/notifications.ts';
import type { Services } from '../services.ts';
import { SampleImages } from './sampleImages.ts';
import { TourProgress } from './tourProgress.ts';
import { TOUR_ID, tourTitle } from './tourSteps.ts';

export interface TourServices extends Pick<
  Services,
  'engine' | 'settings' | 'extensionId' | 'extensionUri' | 'userState' | 'log'
> {
  readonly chat: Chat;
  /** A draft was accepted into a report. */
  readonly onDidAccept: vscode.Event<void>;
}

const OFFERED = 'llavaMed.tour.offered';

/**
 * The walkthrough: offered once to each user, its command, the sample film that it begins with, and the checks of its
 * steps.
 */
export function registerTour(services: TourServices): vscode.Disposable {
  const { chat, engine, settings, userState, log } = services;
  const samples = new SampleImages(services.extensionUri);
  const progress = new TourProgress(userState);
  const openTour = (): Thenable<unknown> =>
    vscode.commands.executeCommand('workbench.action.openWalkthrough', `${services.extensionId}#${TOUR_ID}`, false);
  const look = (): void => {
    noteChat(chat, samples, progress).catch((error: unknown) => {
      log.warn(`The walkthrough's steps: ${error instanceof Error ? error.name : 'failed'}.`);
    });
  };
  const noteModel = (): void => {
    if (engine.state.kind === 'ready' && !engine.state.model.isDemo && !settings.usesDemo)
      void progress.finish('ownModel');
  };
  const onModel = engine.onDidChangeState(noteModel);
  void offerOnce(userState, openTour);
  return vscode.Disposable.from(
    progress,
    vscode.commands.registerCommand('llavaMed.openWalkthrough', openTour),
    vscode.commands.registerCommand('llavaMed.trySampleFilm', async () => {
      await chat.addImages([{ source: await samples.film() }]);
    }),
    chat.onDidChange(look),
    services.onDidAccept(() => {
      void progress.finish('accepted');
    }),
    new vscode.Disposable(() => {
      onModel.dispose();
    }),
  );
}

async function noteChat(chat: Chat, samples: SampleImages, progress: TourProgress): Promise<void> {
  if (!progress.has('asked') && chat.lastAnswer() !== undefined) await progress.finish('asked');
  if (progress.has('sample') && progress.has('ownImage')) return;
  for (const { fileSha256 } of chat.images())
    await progress.finish((await samples.has(fileSha256)) ? 'sample' : 'ownImage');
}

/** In the first window of a user, and never again. */
async function offerOnce(memento: vscode.Memento, open: () => Thenable<unknown>): Promise<void> {
  if (memento.get<boolean>(OFFERED) === true) return;
  await memento.update(OFFERED, true);
  const take = t`Take the Tour`;
  const text = messageText`${tourTitle()}: ask about a sample film and draft a report, in five minutes.`;
  if ((await showInformation(text, take, t`Not Now`)) === take) await open();
}
