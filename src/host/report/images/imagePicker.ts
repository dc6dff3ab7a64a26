import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Imaging } from '../../../imaging/imaging.ts';
import { labelText } from '../../../text/labelText.ts';
import { browseForImages } from '../../images/imageFiles.ts';
import { createPicker } from '../../messages/picks.ts';
import { fileChoice, type ImageChoice } from './imageChoices.ts';
import { groupedItems, imageItem, type ImageItem } from './imageItem.ts';
import { pickerThumbnails } from './pickerThumbnails.ts';

/**
 * Shows the images with their thumbnails and names, and takes those that a person ticks. Undefined when the person
 * leaves.
 */
export async function pickReportImages(
  choices: readonly ImageChoice[],
  imaging: Imaging,
): Promise<readonly ImageChoice[] | undefined> {
  const title = labelText`Which images does this report describe?`;
  const picker = createPicker<ImageItem>(
    title,
    labelText`Tick the images to draft from; they are written into the report`,
  );
  const browse: ImageItem = {
    label: labelText`Choose files…`,
    iconPath: new vscode.ThemeIcon('folder-opened'),
    alwaysShow: true,
    choice: undefined,
  };
  let items = choices.map(imageItem);
  const ended = new AbortController();
  const lay = (ticked: readonly ImageItem[]): void => {
    picker.items = groupedItems(items, browse);
    picker.selectedItems = ticked;
  };
  picker.canSelectMany = true;
  picker.matchOnDescription = true;
  picker.keepScrollPosition = true;
  lay(items.filter(({ choice }) => choice?.isNamed));
  let browsing = false;
  const done = new Promise<readonly ImageChoice[] | undefined>((settle) => {
    const chooseFiles = async (): Promise<void> => {
      browsing = true;
      const ticked = picker.selectedItems.filter((item) => item !== browse);
      picker.hide();
      const files = (await browseForImages(t`Choose`)).map(({ fsPath }) => fsPath);
      browsing = false;
      const known = items.filter(({ choice }) => isFileOf(choice, files));
      const added = files
        .filter((path) => !known.some(({ choice }) => isFileOf(choice, [path])))
        .map((path) => imageItem(fileChoice(path, t`chosen`)));
      items = [...added, ...items];
      lay([...ticked, ...known.filter((item) => !ticked.includes(item)), ...added]);
      picker.show();
      void pickerThumbnails(added, imaging, ended.signal, redraw);
    };
    picker.onDidChangeSelection((ticked) => {
      if (ticked.includes(browse) && !browsing) void chooseFiles();
    });
    picker.onDidTriggerItemButton(({ item }) => {
      const path = item.choice?.source.kind === 'file' ? item.choice.source.path : undefined;
      if (path !== undefined) void vscode.commands.executeCommand('vscode.open', vscode.Uri.file(path), beside);
    });
    picker.onDidAccept(() => {
      const chosen = picker.selectedItems.flatMap(({ choice }) => choice ?? []);
      if (chosen.length === 0) {
        picker.title = labelText`${title} Tick at least one.`;
        return;
      }
      settle(chosen);
      picker.hide();
    });
    picker.onDidHide(() => {
      if (!browsing) settle(undefined);
    });
  });
  const redraw = (): void => {
    lay(picker.selectedItems);
  };
  picker.show();
  void pickerThumbnails(items, imaging, ended.signal, redraw);
  try {
    return await done;
  } finally {
    ended.abort();
    picker.dispose();
  }
}

const beside: vscode.TextDocumentShowOptions = {
  viewColumn: vscode.ViewColumn.Beside,
  preserveFocus: true,
  preview: true,
};

function isFileOf(choice: ImageChoice | undefined, paths: readonly string[]): boolean {
  return choice?.source.kind === 'file' && paths.includes(choice.source.path);
}
