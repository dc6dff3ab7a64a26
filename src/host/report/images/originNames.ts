import type * as vscode from 'vscode';
import type { ImageOrigin } from '../../../report/drafts/provenance.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { readableImages } from './readableImages.ts';

/**
 * The names of the files that a draft was made from, by their SHA-256: looked up among the images of the report and of
 * the chat, since the provenance itself holds no names. Never rejects; what is not found is missing.
 */
export async function originNames(
  document: vscode.TextDocument,
  origins: readonly ImageOrigin[],
  services: ReportServices,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const wanted = new Set(origins.map(({ fileSha256 }) => fileSha256));
  for (const { fileSha256, name } of services.chatImages()) names.set(fileSha256, name);
  if ([...wanted].every((hash) => names.has(hash))) return names;
  for (const { name, header } of await readableImages(document, services)) names.set(header.fileSha256, name);
  return names;
}
