/**
 * The words in the corners of a picture. They name no patient: neither the file's name nor what a technologist typed is
 * among them.
 */
import { t } from '@vscode/l10n';
import type { FrameImage, VoiWindow } from '../../src/display/frameImage.ts';
import type { ImageHeader } from '../../src/display/imageHeader.ts';
import { type PaneState, placeOf } from './viewerModel.ts';
import { windowNumber } from './windowDrag.ts';

/** What is in force in the picture on the screen. */
export interface DrawnLook {
  readonly window: VoiWindow | undefined;
  readonly lut: number | undefined;
  readonly source: 'file' | 'user' | 'fullRange' | undefined;
}

/** e.g. `CR`, `CHEST PA`, `L`. */
export function subjectText({ modality, bodyPart, viewPosition, laterality }: ImageHeader): string {
  const subject = [bodyPart, viewPosition].filter((part) => part !== undefined).join(' ');
  return [modality, subject === '' ? undefined : subject, laterality].filter((part) => part !== undefined).join(' · ');
}

/** e.g. `Image 12 / 80` and `Frame 3 / 30`; what there is one of is not counted. */
export function positionLines(pane: PaneState): readonly string[] {
  const { itemId, frame } = placeOf(pane);
  const { items } = pane.stack;
  const index = items.findIndex(({ id }) => id === itemId);
  const frames = items[index]?.frames ?? 1;
  return [
    ...(items.length > 1 ? [t`Image ${index + 1} / ${items.length}`] : []),
    ...(frames > 1 ? [t`Frame ${frame + 1} / ${frames}`] : []),
  ];
}

/** e.g. `W 400 L 40 HU`, or which VOI LUT, or that colour has none. */
export function windowLine(image: FrameImage, look: DrawnLook | undefined): string {
  if (image.kind === 'colour') return t`Colour: no window`;
  if (look?.lut !== undefined) return image.voi.luts[look.lut]?.explanation ?? t`VOI LUT of the file`;
  if (look?.window === undefined) return '';
  const { center, width } = look.window;
  const unit = image.unit === undefined ? '' : ` ${image.unit}`;
  const window = `W ${windowNumber(width)}  L ${windowNumber(center)}${unit}`;
  if (look.source === 'fullRange') return t`${window} (full range)`;
  return image.voi.function === 'SIGMOID' ? t`${window} (sigmoid)` : window;
}

/** How the picture differs from the one in the file, e.g. `rotated 90°`. */
export function stateMarks({ placement, negative }: PaneState): readonly string[] {
  return [
    ...(placement.mirrored ? [t`mirrored`] : []),
    ...(placement.rotation === 0 ? [] : [t`rotated ${placement.rotation}°`]),
    ...(negative ? [t`inverted`] : []),
  ];
}

/** e.g. `lossy 12:1`. */
export function lossyText({ lossy }: ImageHeader): string | undefined {
  if (lossy === undefined) return undefined;
  const { ratio } = lossy;
  return ratio === undefined ? t`lossy` : t`lossy ${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(1)}:1`;
}
