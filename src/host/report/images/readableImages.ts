import type * as vscode from 'vscode';
import type { ReportServices } from '../documents/reportServices.ts';
import { withRoles, type RoledImage } from './imageRoles.ts';
import { knownImages, type ReportImage } from './reportImages.ts';

/**
 * The images of a report that can be read, in their order; ones outside the workspace that nobody has allowed are not
 * opened. Nothing is asked. Never rejects.
 */
export async function readableImages(
  document: vscode.TextDocument,
  { headers, outside }: Pick<ReportServices, 'headers' | 'outside'>,
): Promise<readonly RoledImage[]> {
  const named = namedOrNone(document);
  const paths = named.map(({ path }) => path);
  const closed = await outside.unasked(document, paths).catch(() => paths);
  const headed = await Promise.all(
    named
      .filter(({ path }) => !closed.includes(path))
      .map(async (image) => {
        const header = await headers.of(image.path);
        return header ? [{ ...image, header }] : [];
      }),
  );
  return withRoles(document.getText(), headed.flat());
}

function namedOrNone(document: vscode.TextDocument): readonly ReportImage[] {
  try {
    return knownImages(document);
  } catch {
    return [];
  }
}
