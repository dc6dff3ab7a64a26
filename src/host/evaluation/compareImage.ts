import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { suggestedQuestions } from '../../conversation/suggestedQuestions.ts';
import { formatName } from '../../display/formatName.ts';
import type { DisplayImage, Imaging } from '../../imaging/imaging.ts';
import { sourceName } from '../../imaging/intake/imageSource.ts';
import type { CompareState } from '../../protocol/compareView.ts';
import { labelText } from '../../text/labelText.ts';
import type { GivenImage } from '../images/givenImage.ts';
import { activeImage, browseForStudies, workspaceImages } from '../images/imageFiles.ts';
import { type PickItem, pickOne } from '../messages/picks.ts';
import { imagesOf } from '../studies/studyImages.ts';

/** Longest side of the picture in the page, pixels. */
const PICTURE_SIDE = 480;
/** Questions that are offered for it. */
const OFFERED = 4;

/** The image that models are compared on, as displayed, and as the page shows it. */
export interface ComparedImage {
  readonly display: DisplayImage;
  readonly view: NonNullable<CompareState['image']>;
}

/** Rejects with an `ImagingError`. */
export async function openComparedImage(
  { source, frame = 0, slice, voi }: GivenImage,
  imaging: Imaging,
  signal: AbortSignal,
): Promise<ComparedImage> {
  const display = await imaging.decode(source, { frame, voi }, signal);
  const png = await imaging.thumbnail(display, PICTURE_SIDE, signal);
  const { format, frames, height, modality, notes, width } = display;
  const facts = [
    modality ?? formatName(format),
    `${String(width)}×${String(height)}`,
    ...(slice === undefined ? [] : [t`slice ${slice.number} of ${slice.of}`]),
    ...(frames > 1 ? [t`frame ${frame + 1}/${frames}`] : []),
  ];
  return {
    display,
    view: {
      name: sourceName(source),
      picture: `data:image/png;base64,${Buffer.from(png).toString('base64')}`,
      facts: facts.join(' · '),
      notes: notes.map(({ code, damage, text }) => ({ code, damage, text })),
      questions: suggestedQuestions(modality).slice(0, OFFERED),
    },
  };
}

interface ImageItem extends PickItem {
  readonly uri?: vscode.Uri;
}

/** Asks which image; of a folder or a ZIP, which slice. Undefined when the user leaves. Rejects with an `ImagingError`. */
export async function chooseComparedImage(imaging: Imaging): Promise<GivenImage | undefined> {
  const active = await activeImage();
  const others = (await workspaceImages()).filter((uri) => uri.toString() !== active?.toString());
  const items: readonly ImageItem[] = [
    ...(active === undefined ? [] : [{ ...fileItem(active), detail: labelText`the image in the active editor` }]),
    ...others.map(fileItem),
    { label: labelText`$(folder-opened) Browse…`, alwaysShow: true },
  ];
  const picked = await pickOne(items, {
    title: labelText`Compare models on an image`,
    placeHolder: labelText`Which image?`,
    matchOnDescription: true,
  });
  if (picked === undefined) return undefined;
  return firstOf(picked.uri === undefined ? await browseForStudies(t`Compare On`) : [picked.uri], imaging);
}

/** Of several the first. Rejects with an `ImagingError`. */
export async function firstOf(uris: readonly vscode.Uri[], imaging: Imaging): Promise<GivenImage | undefined> {
  const [first] = await imagesOf(uris.slice(0, 1), { imaging, room: async () => 1 });
  return first;
}

function fileItem(uri: vscode.Uri): ImageItem {
  const path = vscode.workspace.asRelativePath(uri);
  const slash = path.lastIndexOf('/');
  return {
    label: labelText`$(file-media) ${path.slice(slash + 1)}`,
    description: labelText`${path.slice(0, Math.max(slash, 0))}`,
    uri,
  };
}
