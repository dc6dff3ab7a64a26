import type * as vscode from 'vscode';
import type { AttachedImage, ImageOrigin } from '../../../conversation/attachedImage.ts';
import type { ImageSource } from '../../../conversation/exports/conversationFile.ts';
import { IMAGES_FOLDER, type PlacedOrigin } from '../../../conversation/exports/exportedFile.ts';
import { findFile } from './filesBeside.ts';

export interface PlacedImage {
  readonly origin: ImageOrigin;
  /** Relative paths of files that the chat is to keep, by the names under which it will. */
  readonly kept: ReadonlyMap<string, string>;
  /** A file of it was not found, or has other bytes than those that were asked about. */
  readonly isMissing: boolean;
}

/**
 * Where an imported image is now: a file beside the export stays there, a copy that came along becomes one of the chat's
 * own. Of a montage the chat compares the hash when it shows it.
 */
export async function placedImage(
  { origin, fileSha256 }: AttachedImage,
  source: ImageSource | undefined,
  folders: readonly vscode.Uri[],
): Promise<PlacedImage> {
  const kept = new Map<string, string>();
  let isMissing = false;
  const place = async (
    of: PlacedOrigin,
    { file, entry }: { readonly file?: string; readonly entry?: string } = {},
    sha256?: string,
  ): Promise<PlacedOrigin> => {
    const found = file === undefined ? undefined : await findFile(folders, file);
    const isOther = sha256 !== undefined && entry === undefined && found?.sha256 !== sha256;
    if (file !== undefined && found !== undefined && !isOther) {
      const isLocal = found.uri.scheme === 'file';
      if (entry !== undefined && isLocal) return { kind: 'archived', path: found.uri.fsPath, entry };
      if (entry === undefined && isLocal && !file.startsWith(`${IMAGES_FOLDER}/`))
        return { kind: 'file', path: found.uri.fsPath };
      if (entry === undefined && of.kind === 'kept') {
        kept.set(of.file, file);
        return of;
      }
    }
    isMissing = true;
    return of;
  };
  if (origin.kind !== 'montage') {
    const now = await place(origin, source, fileSha256);
    return { origin: now, kept, isMissing };
  }
  const tiles: typeof origin.tiles = [];
  for (const [index, tile] of origin.tiles.entries())
    tiles.push({ ...tile, origin: await place(tile.origin, source?.tiles?.[index]) });
  return { origin: { kind: 'montage', tiles }, kept, isMissing };
}
