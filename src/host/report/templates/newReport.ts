import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { fieldsOf } from '../../../report/templates/fields.ts';
import { fillVariables, unknownVariables } from '../../../report/templates/fillVariables.ts';
import { namesInWords } from '../../../report/namesInWords.ts';
import { messageText } from '../../../text/messageText.ts';
import { showWarning } from '../../messages/notifications.ts';
import { reportFrom } from '../../../report/templates/reportFrom.ts';
import { snippetText } from '../../../report/templates/snippetText.ts';
import { lineBreak } from '../documents/reportDocuments.ts';
import { ReportError } from '../documents/reportFailure.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { keepBeside } from '../images/keepBeside.ts';
import type { BrokenFiles } from './brokenFiles.ts';
import { fillSections } from './fillSections.ts';
import { tagsOfImages, variablesOf } from './imageTags.ts';
import { macroParts } from './macroParts.ts';
import { chooseOffer, imageOffers, imagesOfCommand, type NewReportImage } from './newReportImages.ts';
import { newReportImageName, startWriting } from './openNewReport.ts';
import type { ReportOrigins } from './reportOrigins.ts';
import type { TemplateLibrary } from './templateLibrary.ts';
import { pickTemplate, type TemplateChoice } from './templatePicker.ts';

/** What templates and macros work with. */
export interface TemplateRoom {
  readonly services: ReportServices;
  readonly contents: TemplateLibrary;
  readonly broken: BrokenFiles;
  readonly origins: ReportOrigins;
}

/**
 * The command "New Report": asks for a template, the fitting first, and opens an untitled report from it, its fields to
 * be filled one after another. Images come from what the command was given; else those in the viewer and the chat are
 * offered. Undefined when the user leaves. Rejects with a `ReportError` or an `ImagingError`.
 */
export async function newReport(
  clicked: unknown,
  selected: unknown,
  room: TemplateRoom,
): Promise<vscode.TextDocument | undefined> {
  const given = await imagesOfCommand(clicked, selected, room.services);
  if (!given) return undefined;
  const offers = given.length > 0 ? [] : await imageOffers(room.services);
  const likely = given.length > 0 ? given : (offers[0]?.images ?? []);
  const contents = await room.contents.read();
  room.broken.tell(contents.broken);
  const choice = await pickTemplate(
    contents,
    await tagsOfImages(
      likely.map(({ source }) => source),
      room.services,
    ),
  );
  if (!choice) return undefined;
  tellUnknown(choice);
  const images = given.length > 0 ? given : await chooseOffer(offers, room.services);
  return images && openFrom(choice, images, room);
}

/** A variable that is none, as one that is misspelt, stays in the report as it is written. */
function tellUnknown({ template: { title, body } }: TemplateChoice): void {
  const unknown = unknownVariables(body).map((name) => `\${${name}}`);
  if (unknown.length > 0)
    void showWarning(
      messageText`The template "${title}" names ${namesInWords(unknown)}, which stands for nothing: it stays in the report as it is. Correct the template, or fill it in by hand.`,
    );
}

async function openFrom(
  choice: TemplateChoice,
  images: readonly NewReportImage[],
  room: TemplateRoom,
): Promise<vscode.TextDocument | undefined> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: '' });
  const paths: string[] = [];
  for (const image of images) {
    const path = image.source.kind === 'file' && !image.isCopy ? image.source.path : await keepBeside(document, image);
    if (path === undefined) return undefined;
    paths.push(path);
  }
  await room.services.outside.allow(document, paths);
  const text = await textFrom(choice, document, paths, room.services);
  room.origins.set(document, choice.template.id);
  const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Active });
  if (!(await editor.insertSnippet(new vscode.SnippetString(snippetText(text)), new vscode.Position(0, 0))))
    throw new ReportError(t`The new report could not be written. Close its tab, then try again.`);
  if (fieldsOf(text).length === 0) startWriting(editor);
  return document;
}

async function textFrom(
  { template, normal }: TemplateChoice,
  document: vscode.TextDocument,
  paths: readonly string[],
  services: ReportServices,
): Promise<string> {
  const variables = variablesOf(
    await tagsOfImages(
      paths.map((path) => ({ kind: 'file', path })),
      services,
    ),
  );
  const eol = lineBreak(document);
  const text = reportFrom(template, variables, paths.map(newReportImageName), eol);
  return normal
    ? fillSections(text, macroParts(fillVariables(normal.text, variables)), eol, {
        untouched: 'replace',
        written: 'replace',
      })
    : text;
}
