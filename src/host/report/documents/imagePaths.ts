import { t } from '@vscode/l10n';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import * as vscode from 'vscode';
import { ReportError } from './reportFailure.ts';

/** The file that a report names. Throws a `ReportError` for an address, and where a relative path starts nowhere. */
export function imagePath(document: vscode.TextDocument, image: string): string {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(image)) {
    throw new ReportError(
      t`The report names ${image} as an image. Images must be files on this machine: give a path relative to the report.`,
    );
  }
  if (isAbsolute(image)) return image;
  const base = baseFolder(document);
  if (base === undefined)
    throw new ReportError(
      t`The report names ${image} as an image, but it was never saved: save it first, or give the whole path.`,
    );
  return resolve(base, image);
}

/**
 * As the front matter names an image: relative to the report where they share a folder or the workspace, with forward
 * slashes.
 */
export function imageName(document: vscode.TextDocument, path: string): string {
  const base = baseFolder(document);
  if (base === undefined) return path;
  const name = relative(base, path);
  const together = !name.startsWith('..') || vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path)) !== undefined;
  return isAbsolute(name) || !together ? path : name.split(sep).join('/');
}

/** Where a report's relative paths start: its own folder, or the workspace's first while it was never saved. */
export function baseFolder(document: vscode.TextDocument): string | undefined {
  return document.uri.scheme === 'file'
    ? dirname(document.uri.fsPath)
    : vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
}
