import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { labelText, type LabelText } from '../../../text/labelText.ts';
import type { PickItem } from '../../messages/picks.ts';
import type { ImageChoice } from './imageChoices.ts';

/** A line of the picker: an image, or what opens the system's dialog. */
export interface ImageItem extends PickItem {
  readonly choice: ImageChoice | undefined;
}

export function imageItem(choice: ImageChoice): ImageItem {
  // A report names whole files, so the model will get the first frame of them.
  const frame = choice.frame > 0 ? t`frame ${choice.frame + 1} is shown; the draft is from frame 1` : undefined;
  const description = [choice.place, frame].filter((part) => part !== undefined && part !== '').join(' · ');
  return {
    label: labelText`${choice.name}`,
    description: labelText`${description}`,
    iconPath: new vscode.ThemeIcon('file-media'),
    buttons: choice.isCopy ? [] : [{ iconPath: new vscode.ThemeIcon('open-preview'), tooltip: t`Show` }],
    choice,
  };
}

/** A line between what is open and what else the workspace holds. */
export function groupedItems(items: readonly ImageItem[], browse: ImageItem): ImageItem[] {
  const separator = (label: LabelText): ImageItem => ({
    label,
    kind: vscode.QuickPickItemKind.Separator,
    choice: undefined,
  });
  const open = items.filter(({ choice }) => choice?.group === 'open');
  const files = items.filter(({ choice }) => choice?.group === 'workspace');
  return [
    ...(open.length === 0 ? [] : [separator(labelText`open or in the chat`), ...open]),
    separator(labelText``),
    browse,
    ...(files.length === 0 ? [] : [separator(labelText`in the workspace`), ...files]),
  ];
}
