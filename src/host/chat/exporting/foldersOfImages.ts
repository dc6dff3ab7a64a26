import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ImportedChat } from '../../../conversation/exports/readImport.ts';
import { counted } from '../../../text/counted.ts';
import { messageText } from '../../../text/messageText.ts';
import { askFirst } from '../../messages/notifications.ts';
import { hasFile } from './filesBeside.ts';

/**
 * Where the images of conversations are: in the given folders, and where they do not have all of them, in one more that a
 * person picks. Undefined when the user leaves.
 */
export async function foldersOfImages(
  chats: readonly ImportedChat[],
  folders: readonly vscode.Uri[],
): Promise<readonly vscode.Uri[] | undefined> {
  const wanted = new Set(chats.flatMap(filesOf));
  let missing = 0;
  for (const path of wanted) if (!(await hasFile(folders, path))) missing++;
  if (missing === 0) return folders;
  const without = t`Import Without`;
  const choice = await askFirst(
    messageText`${counted(missing, 'image')} of ${wanted.size} not found beside the file.`,
    messageText`Choose the folder that has them, or import the conversations without: their texts can be read, and an image can be added again.`,
    t`Choose Their Folder…`,
    without,
  );
  if (choice === undefined) return undefined;
  if (choice === without) return folders;
  const [picked] =
    (await vscode.window.showOpenDialog({
      title: t`The folder of the images`,
      openLabel: t`Use This Folder`,
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  return picked === undefined ? undefined : [...folders, picked];
}

function filesOf(chat: ImportedChat): readonly string[] {
  if (chat.kind === 'llava') return chat.item.image === undefined ? [] : [chat.item.image];
  return [...chat.read.sources.values()].flatMap(({ file, tiles = [] }) =>
    [file, ...tiles.map((tile) => tile.file)].filter((path) => path !== undefined),
  );
}
