import { t } from '@vscode/l10n';
import { pickOne } from '../messages/picks.ts';
import { labelText } from '../../text/labelText.ts';
import type { PickItem } from '../messages/picks.ts';
import * as vscode from 'vscode';
import { sniffFile } from '../../imaging/intake/sniff.ts';

/** Extensions by which images are looked for. DICOM files often have none: those are found by their content. */
export const IMAGE_EXTENSIONS = [
  'dcm',
  'dicom',
  'ima',
  'png',
  'jpg',
  'jpeg',
  'tif',
  'tiff',
  'webp',
  'nii',
  'nii.gz',
] as const;

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
export async function browseForImages(openLabel = t`Add`): Promise<readonly vscode.Uri[]> {
  const picked = await vscode.window.showOpenDialog({
    title: t`Images for LLaVA-Med`,
    openLabel,
    canSelectMany: true,
    filters: {
      [t`All files (DICOM often has no extension)`]: ['*'],
      [t`Medical and other images`]: [...IMAGE_EXTENSIONS],
    },
  });
  return picked ?? [];
}

/** The same for whole studies: a folder, or files among which a DICOMDIR or a ZIP may be. */
export async function browseForStudies(openLabel = t`Add`): Promise<readonly vscode.Uri[]> {
  if (!dialogTakesBoth()) {
    const files: BrowseItem = { label: labelText`$(file-media) Image files, a DICOMDIR or a ZIP…`, folder: false };
    const folder: BrowseItem = { label: labelText`$(folder) A folder of images…`, folder: true };
    const picked = await pickOne([files, folder], { title: labelText`Images for LLaVA-Med` });
    if (picked === undefined) return [];
    return picked.folder ? browseForFolder(openLabel) : browseForImages(openLabel);
  }
  const picked = await vscode.window.showOpenDialog({
    title: t`Images for LLaVA-Med, or a folder of them`,
    openLabel,
    canSelectMany: true,
    canSelectFolders: true,
    canSelectFiles: true,
  });
  return picked ?? [];
}

async function browseForFolder(openLabel: string): Promise<readonly vscode.Uri[]> {
  const picked = await vscode.window.showOpenDialog({
    title: t`A folder of images for LLaVA-Med`,
    openLabel,
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return picked ?? [];
}

/** The system's dialogs of Linux and Windows are for files or for folders. */
function dialogTakesBoth(): boolean {
  return (
    vscode.env.uiKind === vscode.UIKind.Web || vscode.env.remoteName !== undefined || process.platform === 'darwin'
  );
}

interface BrowseItem extends PickItem {
  readonly folder: boolean;
}

interface ImageItem extends PickItem {
  readonly uri?: vscode.Uri;
}

/** Offers the active image first, then the images of the workspace, then the dialog. Empty when the user leaves. */
export async function pickImage(): Promise<readonly vscode.Uri[]> {
  const browse: ImageItem = { label: labelText`$(folder-opened) Browse…`, alwaysShow: true };
  const items = Promise.all([activeImage(), workspaceImages()]).then(([active, files]): ImageItem[] => [
    ...(active === undefined ? [] : [{ ...fileItem(active), detail: labelText`the image in the active editor` }]),
    ...files.filter((uri) => uri.toString() !== active?.toString()).map(fileItem),
    browse,
  ]);
  const picked = await pickOne(items, {
    title: labelText`Ask LLaVA-Med about image`,
    placeHolder: labelText`Which image?`,
    matchOnDescription: true,
  });
  if (picked === undefined) return [];
  return picked.uri === undefined ? browseForStudies() : [picked.uri];
}

function fileItem(uri: vscode.Uri): ImageItem {
  const path = vscode.workspace.asRelativePath(uri);
  const slash = path.lastIndexOf('/');
  return {
    label: labelText`$(file-media) ${path.slice(slash + 1)}`,
    description: labelText`${path.slice(0, Math.max(slash, 0))}`,
    uri,
  };
}

/** Image files that are open in tabs of the window, those in front first. */
export async function openImages(): Promise<readonly vscode.Uri[]> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const uris = [...tabs.filter(({ isActive }) => isActive), ...tabs.filter(({ isActive }) => !isActive)]
    .flatMap(({ input }) => (input instanceof vscode.TabInputCustom ? [input.uri] : []))
    .filter((uri) => uri.scheme === 'file');
  const images = await Promise.all(
    uris.map(async (uri) => hasImageExtension(uri) || (await sniffFile(uri.fsPath)) !== undefined),
  );
  return uris.filter((_, index) => images[index]);
}

export async function workspaceImages(): Promise<readonly vscode.Uri[]> {
  const both = IMAGE_EXTENSIONS.flatMap((extension) => [extension, extension.toUpperCase()]);
  const files = await vscode.workspace.findFiles(`**/*.{${both.join(',')}}`, '**/node_modules/**', OFFERED_FILES);
  return files.sort((a, b) => a.path.localeCompare(b.path, undefined, { numeric: true }));
}

function hasImageExtension(uri: vscode.Uri): boolean {
  const path = uri.path.toLowerCase();
  return IMAGE_EXTENSIONS.some((extension) => path.endsWith(`.${extension}`));
}
