import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { FrontMatterError, setImages } from '../../../report/frontMatter.ts';
import { parseReport } from '../../../report/reportDocument.ts';
import { imageChoices } from './imageChoices.ts';
import { imageName } from '../documents/imagePaths.ts';
import { pickReportImages } from './imagePicker.ts';
import { keepBeside } from './keepBeside.ts';
import { editDocument, lineBreak } from '../documents/reportDocuments.ts';
import { refuseSigned } from '../documents/refuseSigned.ts';
import { ReportError } from '../documents/reportFailure.ts';
import type { ReportServices } from '../documents/reportServices.ts';

/**
 * Lets a person choose the report's images and writes them into its front matter, as one undo step. `named` are the
 * paths of those that it has, ticked already. False when the person leaves. Rejects with a `FrontMatterError`, a
 * `ReportError` or an `ImagingError`; then nothing was written.
 */
export async function chooseImages(
  document: vscode.TextDocument,
  named: readonly string[],
  services: ReportServices,
): Promise<boolean> {
  refuseSigned(document);
  refuseUnreadable(document);
  const chosen = await pickReportImages(await imageChoices(named, services), services.imaging);
  if (!chosen) return false;
  const paths: string[] = [];
  for (const choice of chosen) {
    const path = choice.isCopy ? await keepBeside(document, choice) : choice.source.path;
    if (path === undefined) return false;
    await services.imaging.header({ kind: 'file', path });
    paths.push(path);
  }
  await writeImages(document, paths, services);
  return true;
}

/**
 * Makes these files the report's images, as one undo step; a person chose them. Rejects with a `FrontMatterError` or a
 * `ReportError`.
 */
export async function writeImages(
  document: vscode.TextDocument,
  paths: readonly string[],
  services: Pick<ReportServices, 'outside'>,
): Promise<void> {
  refuseUnreadable(document);
  const names = paths.map((path) => imageName(document, path));
  if (!(await editDocument(document, () => setImages(document.getText(), names, lineBreak(document)))))
    throw new ReportError(
      t`The images could not be written into the report: it cannot be edited. Make it writable, or name them under "images:" in its front matter.`,
    );
  await services.outside.allow(document, paths);
}

function refuseUnreadable(document: vscode.TextDocument): void {
  const problem = parseReport(document.getText()).frontMatter?.problem;
  if (problem) throw new FrontMatterError(problem);
}
