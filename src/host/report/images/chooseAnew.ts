import type * as vscode from 'vscode';
import type { ReportServices } from '../documents/reportServices.ts';
import { chooseImages } from './chooseImages.ts';
import { knownImages } from './reportImages.ts';

/** The command "Choose Images of the Report": those that it names are ticked. */
export async function chooseAnew(document: vscode.TextDocument, services: ReportServices): Promise<void> {
  const named = knownImages(document).map(({ path }) => path);
  const unasked = await services.outside.unasked(document, named);
  await chooseImages(
    document,
    named.filter((path) => !unasked.includes(path)),
    services,
  );
}
