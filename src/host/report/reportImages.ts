import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import * as vscode from 'vscode';
import type { DisplayImage } from '../../imaging/imaging.ts';
import { setImages } from '../../report/frontMatter.ts';
import type { ImageOrigin } from '../../report/provenance.ts';
import { parseReport } from '../../report/reportDocument.ts';
import type { ChatImage } from '../chat/chat.ts';
import { pickReportImages } from './imagePicker.ts';
import { editDocument, lineBreak } from './reportDocuments.ts';
import { ReportError } from './reportFailure.ts';
import type { ReportServices } from './reportServices.ts';

/**
 * The images of a report, decoded: those that its front matter names, else those of the chat, else those that the user
 * picks, which then stand in the front matter. `before`, when a draft is made anew, are the images of the one before:
 * the chat may have gone on to another patient. Undefined when the user leaves the picker. Rejects with a `ReportError`
 * or an `ImagingError`.
 */
export async function reportImages(
  document: vscode.TextDocument,
  before: readonly ImageOrigin[] | undefined,
  services: ReportServices,
  signal: AbortSignal,
): Promise<readonly DisplayImage[] | undefined> {
  const { frontMatter } = parseReport(document.getText());
  if (frontMatter?.problem !== undefined) {
    throw new ReportError(
      `The report's front matter is not valid YAML (${frontMatter.problem}). Correct it, then draft again.`,
    );
  }
  if (frontMatter && frontMatter.images.length > 0)
    return decodeAll(
      frontMatter.images.map((image) => imagePath(document, image)),
      services,
      signal,
    );
  const fromChat = services.chatImages();
  if (fromChat.length > 0) {
    if (before && !sameImages(before, fromChat)) {
      throw new ReportError(
        'The chat holds other images now than those that this draft was made from. Name the report\'s images under "images:" in its front matter, then regenerate.',
      );
    }
    return Promise.all(fromChat.map((image) => image.load(signal)));
  }
  return pickImages(document, services, signal);
}

/** Lets the user choose the report's images and writes them into its front matter. Undefined when the user leaves. */
export async function pickImages(
  document: vscode.TextDocument,
  services: ReportServices,
  signal: AbortSignal,
): Promise<readonly DisplayImage[] | undefined> {
  const paths = await pickReportImages();
  if (paths.length === 0) return undefined;
  const images = await decodeAll(paths, services, signal);
  const names = paths.map((path) => imageName(document, path));
  const written = await editDocument(document, () => setImages(document.getText(), names, lineBreak(document)));
  if (!written)
    throw new ReportError(
      'The images could not be written into the report: it cannot be edited. Make it writable, or name them under "images:" in its front matter.',
    );
  return images;
}

function sameImages(before: readonly ImageOrigin[], now: readonly ChatImage[]): boolean {
  return before.length === now.length && before.every((image, index) => sameView(image, now[index]));
}

function sameView({ fileSha256, frame = 0, window }: ImageOrigin, now: ChatImage | undefined): boolean {
  if (fileSha256 !== now?.fileSha256 || frame !== now.frame) return false;
  // A draft of an earlier version does not say.
  return window === undefined || (window.center === now.window?.center && window.width === now.window.width);
}

async function decodeAll(
  paths: readonly string[],
  services: ReportServices,
  signal: AbortSignal,
): Promise<DisplayImage[]> {
  return Promise.all(paths.map((path) => services.imaging.decode({ kind: 'file', path }, undefined, signal)));
}

function imagePath(document: vscode.TextDocument, image: string): string {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(image)) {
    throw new ReportError(
      `The report names ${image} as an image. Images must be files on this machine: give a path relative to the report.`,
    );
  }
  if (isAbsolute(image)) return image;
  const base = baseFolder(document);
  if (base === undefined)
    throw new ReportError(
      `The report names ${image} as an image, but it was never saved: save it first, or give the whole path.`,
    );
  return resolve(base, image);
}

/**
 * As the front matter names an image: relative to the report where they share a folder or the workspace, with forward
 * slashes.
 */
function imageName(document: vscode.TextDocument, path: string): string {
  const base = baseFolder(document);
  if (base === undefined) return path;
  const name = relative(base, path);
  const together = !name.startsWith('..') || vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path)) !== undefined;
  return isAbsolute(name) || !together ? path : name.split(sep).join('/');
}

function baseFolder(document: vscode.TextDocument): string | undefined {
  return document.uri.scheme === 'file'
    ? dirname(document.uri.fsPath)
    : vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
}
