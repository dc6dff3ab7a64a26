import * as vscode from 'vscode';
import { browseForImages, workspaceImages } from '../images/imageFiles.ts';

interface ImageItem extends vscode.QuickPickItem {
  readonly path: string;
}

/**
 * Offers the images of the workspace, and the system's dialog for all others. Absolute paths; empty when the user
 * leaves.
 */
export async function pickReportImages(): Promise<readonly string[]> {
  const images = await workspaceImages();
  if (images.length === 0) return browse();
  const picker = vscode.window.createQuickPick<ImageItem>();
  const browseButton: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('folder-opened'),
    tooltip: 'Browse for other images',
  };
  picker.title = 'Images of the report';
  picker.placeholder = 'Which images does the report describe?';
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
  return { label: shown.slice(slash + 1), description: shown.slice(0, Math.max(slash, 0)), path: uri.fsPath };
}
