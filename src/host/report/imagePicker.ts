import * as vscode from 'vscode';
import { labelText } from '../../text/labelText.ts';
import { browseForImages, workspaceImages } from '../images/imageFiles.ts';
import { createPicker, type PickItem } from '../messages/picks.ts';

interface ImageItem extends PickItem {
  readonly path: string;
}

/**
 * Offers the images of the workspace, and the system's dialog for all others. Absolute paths; empty when the user
 * leaves.
 */
export async function pickReportImages(): Promise<readonly string[]> {
  const images = await workspaceImages();
  if (images.length === 0) return browse();
  const picker = createPicker<ImageItem>(
    labelText`Images of the report`,
    labelText`Which images does the report describe?`,
  );
  const browseButton: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('folder-opened'),
    tooltip: 'Browse for other images',
  };
  picker.canSelectMany = true;
  picker.matchOnDescription = true;
  picker.buttons = [browseButton];
  picker.items = images.map(imageItem);
  const done = new Promise<readonly string[]>((settle) => {
    picker.onDidTriggerButton(() => {
      settle(browse());
      picker.hide();
    });
    picker.onDidAccept(() => {
      settle(picker.selectedItems.map((item) => item.path));
      picker.hide();
    });
    picker.onDidHide(() => {
      settle([]);
    });
  });
  picker.show();
  try {
    return await done;
  } finally {
    picker.dispose();
  }
}

async function browse(): Promise<readonly string[]> {
  return (await browseForImages()).map((uri) => uri.fsPath);
}

function imageItem(uri: vscode.Uri): ImageItem {
  const shown = vscode.workspace.asRelativePath(uri);
  const slash = shown.lastIndexOf('/');
  return {
    label: labelText`${shown.slice(slash + 1)}`,
    description: labelText`${shown.slice(0, Math.max(slash, 0))}`,
    path: uri.fsPath,
  };
}
