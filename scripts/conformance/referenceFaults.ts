/**
 * Where a reference picture is not what the standard asks for. Each known fault of the programs that drew the
 * references is repeated on the very file: only when the picture with the fault is the reference, within its tolerance,
 * is the fault the explanation of a difference.
 */
import { NO_VOI, type FrameImage, type MonochromeFrame } from '../../src/display/frameImage.ts';
import { renderFrame } from '../../src/display/renderFrame.ts';
import type { TagRow } from '../../src/display/tagTable.ts';
import type { StoredValues } from '../../src/imaging/imaging.ts';
import { worstDifference } from './referencePixels.ts';

export interface Shown {
  readonly frame: FrameImage;
  readonly stored: StoredValues;
  /** Of the whole file. */
  readonly tags: readonly TagRow[];
}

interface Fault {
  readonly reason: string;
  /** The picture with the fault; undefined when the fault cannot show in this file. */
  picture(shown: Shown): Uint8Array | undefined;
}

type Bend = (frame: MonochromeFrame, tags: readonly TagRow[]) => MonochromeFrame | undefined;

const noGroupWindow: Bend = (frame, tags) => (hasOnlyGroupWindows(tags) ? { ...frame, voi: NO_VOI } : undefined);
const paddingShown: Bend = (frame) => (frame.padding === undefined ? undefined : { ...frame, padding: undefined });

const coloursLeftOut: Bend = (frame) => (frame.colours === undefined ? undefined : { ...frame, colours: undefined });

const FAULTS: readonly Fault[] = [
  { reason: 'it leaves out the supplemental palette (PS3.3 C.7.6.19)', picture: bent(coloursLeftOut) },
  {
    reason: 'it ignores the window of the functional groups, and leaves out the supplemental palette',
    picture: bent(noGroupWindow, coloursLeftOut),
  },
  { reason: 'it ignores the window of the functional groups (PS3.3 C.7.6.16.2.10)', picture: bent(noGroupWindow) },
  { reason: 'it takes padding for a part of the picture (PS3.3 C.7.5.1.1.2)', picture: bent(paddingShown) },
  {
    reason: 'it ignores the window of the functional groups, and takes padding for a part of the picture',
    picture: bent(noGroupWindow, paddingShown),
  },
  {
    reason: 'dcmtk cuts off the fractions of its chroma tables, centred at 127.5 where PS3.3 C.7.6.3.1.2 has 128',
    picture: dcmtkYbr,
  },
];

function bent(...bends: readonly Bend[]): Fault['picture'] {
  return ({ frame, tags }) => {
    let faulty = frame.kind === 'monochrome' ? frame : undefined;
    for (const bend of bends) faulty = faulty && bend(faulty, tags);
    return faulty && renderFrame(faulty, undefined).rgb;
  };
}

/** Why the reference differs; undefined when no known fault makes this picture of it. */
export function explainDifference(shown: Shown, reference: Uint8Array, tolerance: number): string | undefined {
  const fault = FAULTS.find((each) => {
    const picture = each.picture(shown);
    return picture !== undefined && worstDifference(picture, reference) <= tolerance;
  });
  return fault?.reason;
}

/** Window Center or VOI LUT Sequence inside of the functional groups, and none outside of them. */
function hasOnlyGroupWindows(tags: readonly TagRow[]): boolean {
  const places = tags.filter(({ tag }) => tag === '(0028,1050)' || tag === '(0028,3010)').map(({ path }) => path);
  return places.length > 0 && places.every((path) => path.startsWith('(5200,9229)') || path.startsWith('(5200,9230)'));
}

/** As dcmtk 3.6 turns 8-bit YBR_FULL into RGB (dcmimage, DiYBRPixelTemplate): one integer table for each term. */
function dcmtkYbr({ stored }: Shown): Uint8Array | undefined {
  if (stored.photometric !== 'YBR_FULL' || !(stored.samples instanceof Uint8Array)) return undefined;
  const { samples } = stored;
  const white = 255;
  const rgb = new Uint8ClampedArray(samples.length);
  for (let i = 0; i + 2 < samples.length; i += 3) {
    const [y, cb, cr] = [samples[i]!, samples[i + 1]!, samples[i + 2]!];
    rgb[i] = y + Math.trunc(1.402 * cr - 0.701 * white);
    rgb[i + 1] = y - Math.trunc(0.3441 * cb) - Math.trunc(0.7141 * cr - 0.5291 * white);
    rgb[i + 2] = y + Math.trunc(1.772 * cb - 0.8859 * white);
  }
  return new Uint8Array(rgb.buffer);
}
