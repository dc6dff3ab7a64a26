/** What is evaluated, as the user chooses it step by step. Undefined wherever the user leaves. */
import { t } from '@vscode/l10n';
import { access } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import * as vscode from 'vscode';
import { readItems, type Dataset } from '../../evaluation/datasets/readItems.ts';
import { isInside } from '../../evaluation/runs/askItems.ts';
import type { EvaluationKind } from '../../protocol/evaluationResults.ts';
import { labelText } from '../../text/labelText.ts';
import { messageText } from '../../text/messageText.ts';
import { withCancellableProgress } from '../messages/cancellableProgress.ts';
import { showWarning } from '../messages/notifications.ts';
import { pickOne, type PickItem } from '../messages/picks.ts';

export interface ChosenSet {
  readonly kind: EvaluationKind;
  /** What the run is named after. */
  readonly name: string;
  readonly setPaths: readonly [string, ...string[]];
  /** Undefined: inside the set's own file. */
  readonly imagesFolder: string | undefined;
}

export type WhatToEvaluate = EvaluationKind | 'phantoms';

interface WhatItem extends PickItem {
  readonly what: WhatToEvaluate;
}

export async function chooseWhat(): Promise<WhatToEvaluate | undefined> {
  const items: readonly WhatItem[] = [
    {
      label: labelText`Visual chat`,
      detail: labelText`LLaVA-Med's 193 questions, or others with a reference answer; a judge gives points`,
      what: 'chat',
    },
    {
      label: labelText`Visual question answering`,
      detail: labelText`VQA-RAD, SLAKE, PathVQA, LLaVA-Med's form, or JSON lines of image, question and answer`,
      what: 'vqa',
    },
    {
      label: labelText`Report drafts`,
      detail: labelText`Images with their reports: the Findings are drafted and compared`,
      what: 'report',
    },
    {
      label: labelText`Drawn phantoms`,
      detail: labelText`A set that is made here, to try it: 20 images with questions whose answers are known`,
      what: 'phantoms',
    },
  ];
  return (await pickOne(items, { title: labelText`What is measured` }))?.what;
}

/** Rejects with a `DatasetError` where the file is no set of questions. */
export async function chooseSet(kind: EvaluationKind): Promise<ChosenSet | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: kind === 'report' ? t`The file of images and reports` : t`The file of questions with right answers`,
    openLabel: t`Use These Questions`,
    canSelectMany: true,
    filters: { [t`Questions`]: ['json', 'jsonl', 'parquet'], [t`All files`]: ['*'] },
  });
  const [first, ...more] = (files ?? []).map(({ fsPath }) => fsPath);
  if (first === undefined) return undefined;
  const setPaths = [first, ...more] as const;
  const set = await readSet(setPaths);
  if (set === undefined) return undefined;
  const name = basename(first, extname(first));
  if (set.embeddedImages !== undefined) return { kind, name, setPaths, imagesFolder: undefined };
  const imagesFolder = (await foundImages(first, set)) ?? (await askImages(set));
  return imagesFolder === undefined ? undefined : { kind, name, setPaths, imagesFolder };
}

/** Large sets, with their images inside, take a while. Undefined when it was cancelled. */
async function readSet(setPaths: ChosenSet['setPaths']): Promise<Dataset | undefined> {
  return withCancellableProgress(messageText`Reading ${basename(setPaths[0])}`, async (signal) => {
    try {
      return await readItems(setPaths, { signal });
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  });
}

/** Beside the set, or in a folder beside it that is called images. */
async function foundImages(path: string, { items }: Dataset): Promise<string | undefined> {
  const image = items.find((item) => item.image !== undefined)?.image;
  if (image === undefined) return dirname(path);
  for (const folder of [dirname(path), join(dirname(path), 'images'), join(dirname(path), 'imgs')])
    if (isInside(folder, image) && (await isThere(resolve(folder, image)))) return folder;
  return undefined;
}

async function askImages({ items }: Dataset): Promise<string | undefined> {
  const image = items.find((item) => item.image !== undefined)?.image ?? '';
  for (;;) {
    const [folder] =
      (await vscode.window.showOpenDialog({
        title: t`The folder of the images`,
        openLabel: t`Use These Images`,
        canSelectFiles: false,
        canSelectFolders: true,
      })) ?? [];
    if (folder === undefined) return undefined;
    if (isInside(folder.fsPath, image) && (await isThere(resolve(folder.fsPath, image)))) return folder.fsPath;
    const again = t`Another Folder…`;
    const anyway = t`Use It Anyway`;
    const picked = await showWarning(messageText`${image} is not in that folder.`, again, anyway);
    if (picked === undefined) return undefined;
    if (picked === anyway) return folder.fsPath;
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
