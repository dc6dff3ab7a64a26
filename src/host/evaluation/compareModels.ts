import { t } from '@vscode/l10n';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { demoPair } from '../../assistant/demoPair.ts';
import type { ModelPair } from '../../protocol/engine.ts';
import type { ViewedImage } from '../chat/askAboutImage.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { activeImage } from '../images/imageFiles.ts';
import { RecentModels } from '../models/recentModels.ts';
import type { Services } from '../services.ts';
import { CompareEngines } from './compareEngines.ts';
import { firstOf } from './compareImage.ts';
import { CompareModelChoices } from './compareModelChoices.ts';
import { ComparePanel } from './comparePanel.ts';
import { CompareVotes } from './compareVotes.ts';

const VIEW = 'llavaMed.compare';

export interface CompareServices extends Pick<
  Services,
  'assistant' | 'engine' | 'extensionUri' | 'imaging' | 'log' | 'modelQueue' | 'settings' | 'userState'
> {
  /** The user's votes of all windows are kept in this folder. */
  readonly votesFolder: vscode.Uri;
}

/** "Compare Models on an Image": one page for each window. `viewed` is what the image viewer shows. */
export function registerCompareModels(services: CompareServices, viewed: ViewedImage): vscode.Disposable {
  let open: ComparePanel | undefined;
  let engines: CompareEngines | undefined;
  const command = vscode.commands.registerCommand(
    'llavaMed.compareModels',
    async (clicked?: unknown, selected?: unknown) => {
      // Asked before the page comes to the front.
      const image = imageFor(services, viewed, clicked, selected);
      image.catch(() => undefined); // told by the page
      const demo = await demoPair(services.extensionUri.fsPath);
      if (open === undefined) {
        const opened = new CompareEngines(services);
        engines = opened;
        open = openPanel(services, opened, demo, () => void opened.dispose());
      } else open.reveal();
      await open.open(() => image);
    },
  );

  function openPanel(of: CompareServices, opened: CompareEngines, demo: ModelPair, onClosed: () => void): ComparePanel {
    const panel = vscode.window.createWebviewPanel(VIEW, t`Compare Models`, vscode.ViewColumn.Active);
    panel.onDidDispose(() => {
      open = undefined;
    });
    const choices = new CompareModelChoices({ settings: of.settings, recent: new RecentModels(of.userState), demo });
    const votes = new CompareVotes(join(of.votesFolder.fsPath, 'compare-votes.jsonl'));
    return new ComparePanel(panel, { ...of, engines: opened, choices, votes }, onClosed);
  }

  return vscode.Disposable.from(command, new vscode.Disposable(() => void engines?.dispose()));
}

/**
 * What was clicked in the Explorer or an editor's title, with the viewer's frame and window where it is a viewer's; else
 * the image in front. Undefined where there is none.
 */
async function imageFor(
  { imaging }: CompareServices,
  viewed: ViewedImage,
  clicked: unknown,
  selected: unknown,
): Promise<GivenImage | undefined> {
  const uri = clicked instanceof vscode.Uri ? clicked : undefined;
  const inFront = Array.isArray(selected) ? undefined : await viewed(uri);
  if (inFront !== undefined) return inFront;
  const file = uri ?? (await activeImage());
  return file === undefined ? undefined : firstOf([file], imaging);
}
