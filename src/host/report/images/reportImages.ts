import { basename } from 'node:path';
import type * as vscode from 'vscode';
import type { DisplayImage } from '../../../imaging/imaging.ts';
import { FrontMatterError } from '../../../report/frontMatter.ts';
import { parseReport } from '../../../report/reportDocument.ts';
import { chooseImages } from './chooseImages.ts';
import { imagePath } from '../documents/imagePaths.ts';
import type { ReportServices } from '../documents/reportServices.ts';

/** An image that a report names. */
export interface ReportImage {
  /** Its file's name, for people. */
  readonly name: string;
  /** As the report names it. */
  readonly written: string;
  readonly path: string;
}

/** What a report names now; nothing is asked. Throws a `FrontMatterError` or a `ReportError`. */
export function namedImages(document: vscode.TextDocument): readonly ReportImage[] {
  const { frontMatter } = parseReport(document.getText());
  if (frontMatter?.problem) throw new FrontMatterError(frontMatter.problem);
  return (frontMatter?.images ?? []).map((image) => reportImage(document, image));
}

/** The same without those that cannot be files; to choose anew. Throws a `FrontMatterError`. */
export function knownImages(document: vscode.TextDocument): readonly ReportImage[] {
  const { frontMatter } = parseReport(document.getText());
  if (frontMatter?.problem) throw new FrontMatterError(frontMatter.problem);
  return (frontMatter?.images ?? []).flatMap((image) => {
    try {
      return [reportImage(document, image)];
    } catch {
      return [];
    }
  });
}

/**
 * The images that a report is drafted from: those that its front matter names. Where it names none, a person chooses
 * them, and they stand in the front matter before this settles: no other image is ever used. Undefined when the person
 * leaves the choice. Rejects with a `FrontMatterError`, a `ReportError` or an `ImagingError`.
 */
export async function imagesToDraftFrom(
  document: vscode.TextDocument,
  services: ReportServices,
): Promise<readonly ReportImage[] | undefined> {
  if (namedImages(document).length === 0 && !(await chooseImages(document, [], services))) return undefined;
  const images = namedImages(document);
  await services.outside.ask(
    document,
    images.map(({ path }) => path),
  );
  return images.length === 0 ? undefined : images;
}

/** Rejects with an `ImagingError`. */
export async function decodeAll(
  images: readonly ReportImage[],
  services: ReportServices,
  signal: AbortSignal,
): Promise<readonly DisplayImage[]> {
  return Promise.all(images.map(({ path }) => services.imaging.decode({ kind: 'file', path }, undefined, signal)));
}

function reportImage(document: vscode.TextDocument, image: string): ReportImage {
  const path = imagePath(document, image);
  return { name: basename(path), written: image, path };
}
