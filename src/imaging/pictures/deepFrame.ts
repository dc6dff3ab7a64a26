/** Deep pixels → a frame: grey keeps its values and is windowed as DICOM is, colour is brought to 8 bits. */
import { t } from '@vscode/l10n';
import {
  NO_VOI,
  type ColourFrame,
  type FrameImage,
  type MonochromeFrame,
  type Samples,
} from '../../display/frameImage.ts';
import { imageNote, type ImageNote } from '../../display/imageNote.ts';
import { valueRange } from '../../display/valueRange.ts';
import type { DeepPixels } from './deepPixels.ts';
import { fillsItsType, partlyTransparent, withoutTransparency } from './withoutTransparency.ts';

const notNumbers = (): ImageNote =>
  imageNote('decoderDropped', t`Some values of the picture are no numbers; they are black.`);

/** A picture says nothing of the size of its pixels. */
export const UNMEASURED = {
  pixelAspect: 1,
  spacing: undefined,
  orientation: undefined,
  overlays: [],
  notes: [],
} as const;

export function deepFrame(pixels: DeepPixels, frame: number): FrameImage {
  const { samples, seenThrough } = withoutTransparency(pixels);
  const notes = [
    ...pixels.notes,
    ...(seenThrough ? [partlyTransparent()] : []),
    ...(hasNoNumbers(samples) ? [notNumbers()] : []),
  ];
  const { rows, columns } = pixels;
  const facts = { ...UNMEASURED, rows, columns, frame };
  if (pixels.colours === 1) return grey({ ...facts, notes }, samples, pixels);
  const one = sameInAllColours(samples);
  return one === undefined ? colour({ ...facts, notes }, samples, pixels) : grey({ ...facts, notes }, one, pixels);
}

type Facts = Pick<
  MonochromeFrame,
  'rows' | 'columns' | 'frame' | 'pixelAspect' | 'spacing' | 'orientation' | 'overlays' | 'notes'
>;

const IDENTITY = { kind: 'linear', slope: 1, intercept: 0 } as const;

function grey(facts: Facts, samples: Samples, { shownRange, whiteIsZero }: DeepPixels): MonochromeFrame {
  const look = {
    kind: 'monochrome',
    samples,
    modality: IDENTITY,
    unit: undefined,
    inverted: whiteIsZero,
    padding: undefined,
  } as const;
  if (shownRange === undefined) {
    const [lowest, highest] = valueRange(look);
    const [low, high] = [numberText(lowest), numberText(highest)];
    const note = imageNote(
      'decoderChose',
      t`The file does not say how its values are to be seen: the picture is shown from its lowest value, ${low}, to its highest, ${high}.`,
    );
    return { ...facts, ...look, notes: [...facts.notes, note], voi: NO_VOI };
  }
  const [low, high] = shownRange;
  const window = { center: (low + high) / 2, width: high - low, explanation: t`as the file says` };
  return { ...facts, ...look, voi: { ...NO_VOI, function: 'LINEAR_EXACT', windows: [window] } };
}

/**
 * Colours that fill more than half of their type's range are what the type says. Others, such as 12 bits that were
 * saved as 16, would be nearly black, and are shown over the range of all of them together.
 */
function colour(facts: Facts, samples: Samples, { white, shownRange }: DeepPixels): ColourFrame {
  const [lowest, highest] = valueRange({ samples, modality: IDENTITY, padding: undefined });
  const fills = fillsItsType(lowest, highest, white);
  const [low, high] = shownRange ?? (fills ? [0, white!] : [lowest, highest]);
  const notes: readonly ImageNote[] =
    shownRange !== undefined || fills
      ? facts.notes
      : [
          ...facts.notes,
          imageNote(
            'decoderChose',
            t`The file does not say how its values are to be seen: the picture is shown from its lowest value, ${numberText(low)}, to its highest, ${numberText(high)}, in all colours alike.`,
          ),
        ];
  const rgb = new Uint8ClampedArray(samples.length);
  const scale = high > low ? 255 / (high - low) : 0;
  // Clamped and rounded by its type; what is no number becomes 0.
  for (let i = 0; i < rgb.length; i++) rgb[i] = (samples[i]! - low) * scale;
  return { ...facts, notes, kind: 'colour', rgb: new Uint8Array(rgb.buffer) };
}

function hasNoNumbers(samples: Samples): boolean {
  return (samples instanceof Float32Array || samples instanceof Float64Array) && samples.some(Number.isNaN);
}

/** One of three samples where they are equal in every pixel. */
function sameInAllColours(samples: Samples): Samples | undefined {
  for (let i = 0; i < samples.length; i += 3)
    if (!Object.is(samples[i], samples[i + 1]) || !Object.is(samples[i], samples[i + 2])) return undefined;
  return samples.filter((_, i) => i % 3 === 0);
}

function numberText(value: number): string {
  return String(Number(value.toPrecision(6)));
}
