import * as vscode from 'vscode';
import { sniffFile } from '../../imaging/intake/sniff.ts';

/** Extensions by which images are looked for. DICOM files often have none: those are found by their content. */
export const IMAGE_EXTENSIONS = ['dcm', 'dicom', 'ima', 'png', 'jpg', 'jpeg', 'tif', 'tiff', 'webp'] as const;

const OFFERED_FILES = 500;

/**
 * The image shown in the active editor: an image preview, or any other editor whose file is an image by name or
 * content.
 */
export async function activeImage(): Promise<vscode.Uri | undefined> {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText)) return undefined;
  if (hasImageExtension(input.uri)) return input.uri;
  return input.uri.scheme === 'file' && (await sniffFile(input.uri.fsPath)) !== undefined ? input.uri : undefined;
}

/** The system's own dialog; `openLabel` is its button. Empty when the user leaves it. */
export async function browseForImages(openLabel = 'Add'): Promise<readonly vscode.Uri[]> {
  const picked = await vscode.window.showOpenDialog({
    title: 'Images for LLaVA-Med',
    openLabel,
    canSelectMany: true,
    filters: { 'All files (DICOM often has no extension)': ['*'], 'Medical and other images': [...IMAGE_EXTENSIONS] },
  });
  return picked ?? [];
}

interface ImageItem extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
}

/** Offers the active image first, then the images of the workspace, then the dialog. Empty when the user leaves. */
export async function pickImage(): Promise<readonly vscode.Uri[]> {
  const browse: ImageItem = { label: '$(folder-opened) Browse…', alwaysShow: true };
  const items = Promise.all([activeImage(), workspaceImages()]).then(([active, files]): ImageItem[] => [
    ...(active === undefined ? [] : [{ ...fileItem(active), detail: 'the image in the active editor' }]),
    ...files.filter((uri) => uri.toString() !== active?.toString()).map(fileItem),
    browse,
  ]);
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Ask LLaVA-Med about image',
    placeHolder: 'Which image?',
    matchOnDescription: true,
  });
  if (picked === undefined) return [];
  return picked.uri === undefined ? browseForImages() : [picked.uri];
}

function fileItem(uri: vscode.Uri): ImageItem {
  const path = vscode.workspace.asRelativePath(uri);
  const slash = path.lastIndexOf('/');
  return { label: `$(file-media) ${path.slice(slash + 1)}`, description: path.slice(0, Math.max(slash, 0)), uri };
}

export async function workspaceImages(): Promise<readonly vscode.Uri[]> {
  const both = IMAGE_EXTENSIONS.flatMap((extension) => [extension, extension.toUpperCase()]);
  const files = await vscode.workspace.findFiles(`**/*.{${both.join(',')}}`, '**/node_modules/**', OFFERED_FILES);
  return files.sort((a, b) => a.path.localeCompare(b.path, undefined, { numeric: true }));
}

function hasImageExtension(uri: vscode.Uri): boolean {
  const extension = /\.([^./]+)$/u.exec(uri.path)?.[1]?.toLowerCase();
  return IMAGE_EXTENSIONS.some((known) => known === extension);
}
