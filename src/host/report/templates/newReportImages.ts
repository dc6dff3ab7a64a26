import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ImageSource } from '../../../imaging/imaging.ts';
import { sourceName } from '../../../imaging/intake/imageSource.ts';
import { namesInWords } from '../../../report/namesInWords.ts';
import { labelText } from '../../../text/labelText.ts';
import { messageText, type MessageText } from '../../../text/messageText.ts';
import { imageSourceOf, localUri } from '../../images/imageSource.ts';
import { showInformation } from '../../messages/notifications.ts';
import { pickOne, type PickItem } from '../../messages/picks.ts';
import { readStudyShown } from '../../studies/readStudyShown.ts';
import { isStudy } from '../../studies/studyImages.ts';
import type { ReportServices } from '../documents/reportServices.ts';
import { imageChoices } from '../images/imageChoices.ts';
import { pickReportImages } from '../images/imagePicker.ts';

/** An image for a new report. `isCopy`: it has no file that a report could name. */
export interface NewReportImage {
  readonly name: string;
  readonly source: ImageSource;
  readonly isCopy: boolean;
}

/** Images that may be meant, and where they are looked at. */
export interface ImageOffer {
  readonly place: 'viewer' | 'chat';
  readonly images: readonly NewReportImage[];
}

/** Of a study so many series are named at most, each by its first image. */
const mostSeries = 8;

/**
 * The images that a command was given: files and folders of the Explorer, or what the viewer shows from whose title it
 * came; empty from elsewhere. Undefined when the user leaves. Rejects with an `ImagingError`.
 */
export async function imagesOfCommand(
  clicked: unknown,
  selected: unknown,
  services: ReportServices,
): Promise<readonly NewReportImage[] | undefined> {
  if (!Array.isArray(selected)) return clicked instanceof vscode.Uri ? [await imageInViewer(clicked, services)] : [];
  const listed = selected.filter((one) => one instanceof vscode.Uri);
  const uris = listed.length === 0 && clicked instanceof vscode.Uri ? [clicked] : listed;
  const images: NewReportImage[] = [];
  for (const uri of uris) {
    if (!(await isStudy(uri))) images.push(imageOf(await imageSourceOf(uri)));
    else {
      const found = await firstImages(localUri(uri).fsPath, services);
      if (!found) return undefined;
      images.push(...found);
    }
  }
  return images;
}

/** What the viewer in front shows, and what the chat holds: offered, never taken. */
export async function imageOffers(services: ReportServices): Promise<readonly ImageOffer[]> {
  const viewer = await shownInFront(services);
  const chat = services.chatImages().map(({ name, source, isCopy }): NewReportImage => ({ name, source, isCopy }));
  const offers: ImageOffer[] = [
    { place: 'viewer', images: viewer },
    { place: 'chat', images: chat },
  ];
  return offers.filter(({ images }) => images.length > 0);
}

interface OfferItem extends PickItem {
  readonly images: readonly NewReportImage[] | 'others';
}

/** Asks which images the report is about; not where none is offered, since it may well have none yet. */
export async function chooseOffer(
  offers: readonly ImageOffer[],
  services: ReportServices,
): Promise<readonly NewReportImage[] | undefined> {
  if (offers.length === 0) return [];
  const items: OfferItem[] = [
    ...offers.map(({ place, images }) => ({
      label:
        place === 'viewer' ? labelText`$(eye) The image in the viewer` : labelText`$(comment) The images of the chat`,
      description: labelText`${namesInWords(images.map(({ name }) => name))}`,
      images,
    })),
    { label: labelText`$(folder-opened) Other images…`, images: 'others' },
    { label: labelText`$(circle-slash) No images yet`, images: [] },
  ];
  const picked = await pickOne(items, {
    title: labelText`Which images does the report describe?`,
    matchOnDescription: true,
  });
  if (picked?.images !== 'others') return picked?.images;
  return pickReportImages(await imageChoices([], services), services.imaging);
}

async function shownInFront(services: ReportServices): Promise<readonly NewReportImage[]> {
  const [first] = await services.viewerImages();
  return first === undefined ? [] : [imageOf(first.source)];
}

/** A viewer shows another image than it was opened for once a person has leafed through the series. */
async function imageInViewer(uri: vscode.Uri, services: ReportServices): Promise<NewReportImage> {
  const shown = (await services.viewerImages()).map(({ source }) => imageOf(source));
  const isOpened = ({ source }: NewReportImage): boolean =>
    source.kind === 'file' && source.path === localUri(uri).fsPath;
  const [only] = shown;
  return only && shown.length === 1 && !isOpened(only) ? only : imageOf(await imageSourceOf(uri));
}

function imageOf(source: ImageSource): NewReportImage {
  return { name: sourceName(source), source, isCopy: source.kind !== 'file' };
}

/** Undefined when the user leaves. */
async function firstImages(path: string, { imaging }: ReportServices): Promise<readonly NewReportImage[] | undefined> {
  const study = await readStudyShown({ kind: 'file', path }, imaging);
  if (!study) return undefined;
  const taken = study.series.slice(0, mostSeries);
  const isPart = study.series.length > taken.length || taken.some(({ images }) => images.length > 1);
  if (isPart) void showInformation(partText(basename(path), study.series.length));
  return taken.flatMap(({ images: [first] }) => (first ? [imageOf(first.source)] : []));
}

function partText(name: string, count: number): MessageText {
  if (count > mostSeries)
    return messageText`${name} holds ${count} series; the report names the first image of the first ${mostSeries}. Choose Images of the Report changes that.`;
  return count === 1
    ? messageText`${name} holds 1 series; the report names the first image of each. Choose Images of the Report changes that.`
    : messageText`${name} holds ${count} series; the report names the first image of each. Choose Images of the Report changes that.`;
}
