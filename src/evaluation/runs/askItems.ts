/** The words in which items are asked, and which of them cannot be asked in a run. */
import { t } from '@vscode/l10n';
import { isAbsolute, relative, resolve } from 'node:path';
import type { EvaluationItem } from '../item.ts';
import { captionPrompt } from '../judge/captionPrompt.ts';
import type { AskedItem } from './questionsFile.ts';

export interface AskedItems {
  readonly asked: readonly AskedItem[];
  /** Sentences on those that are not, one for each reason. */
  readonly notes: readonly string[];
}

/** `images`: the folder that their paths count from, and out of which none may lead: a set is somebody else's file. */
export function askItems(items: readonly EvaluationItem[], images: string, textOnly: boolean): AskedItems {
  const reasons = new Map<string, number>();
  const asked = items.flatMap((item): AskedItem[] => {
    const found = textOnly ? askedByCaption(item) : askedByImage(item, images);
    if (typeof found !== 'string') return [found];
    reasons.set(found, (reasons.get(found) ?? 0) + 1);
    return [];
  });
  const notes = [...reasons].map(([why, count]) =>
    count === 1 ? t`1 question is not asked: ${why}.` : t`${count} questions are not asked: ${why}.`,
  );
  return { asked, notes };
}

/** The item as it is asked has no image: nothing of the run depends on which image it was. */
function askedByCaption(item: EvaluationItem): AskedItem | string {
  const prompt = captionPrompt(item);
  if (prompt === undefined) return t`there is no caption`;
  return { item: { ...item, image: undefined }, text: `${prompt.system}\n\n${prompt.user}` };
}

/** In the data set's own words, and of a choice with what there is to choose from. */
function askedByImage(item: EvaluationItem, images: string): AskedItem | string {
  if (item.image === undefined) return t`there is no image`;
  if (!isInside(images, item.image))
    return t`the image lies outside of the folder of the images; name a folder above it with --images`;
  const { options } = item;
  if (options === undefined || options.length === 0) return { item, text: item.question };
  return { item, text: `${item.question}\nAnswer with one of these: ${options.join('; ')}.` };
}

export function isInside(folder: string, path: string): boolean {
  const from = relative(resolve(folder), resolve(folder, path));
  return from !== '' && !isAbsolute(from) && !/^\.\.(?:[\\/]|$)/.test(from);
}
