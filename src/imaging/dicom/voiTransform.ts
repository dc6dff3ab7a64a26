/** Modality value → grey level 0 to 255, not yet rounded: window functions and VOI LUT of PS3.3 section C.11.2. */
import type { DataSet } from 'dicom-parser';
import type { VoiWindow } from '../imaging.ts';
import { decimals, framePlaces, items } from './attributes.ts';
import { lookUp, readLookupTable } from './lookupTable.ts';
import type { DicomFile } from './readDicom.ts';
import { TAG } from './tags.ts';

export type VoiTransform = (value: number) => number;
export type VoiFunction = 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID';

/** What a file says about how its values are to be seen. */
export interface FileVoi {
  readonly windows: readonly VoiWindow[];
  /** It has windows, but none of positive width. */
  readonly invalidWindow: boolean;
  readonly function: VoiFunction;
  /** The first VOI LUT, which stands in place of the windows. */
  readonly lut: VoiTransform | undefined;
}

export function windowTransform({ center, width }: VoiWindow, fn: VoiFunction): VoiTransform {
  if (fn === 'SIGMOID') return (x) => 255 / (1 + Math.exp((-4 * (x - center)) / width));
  // LINEAR is not defined for widths below 1.
  if (fn === 'LINEAR_EXACT' || width < 1) return (x) => clamp(((x - center) / width + 0.5) * 255);
  const low = center - 0.5 - (width - 1) / 2;
  const high = center - 0.5 + (width - 1) / 2;
  return (x) => (x <= low ? 0 : x > high ? 255 : clamp(((x - (center - 0.5)) / (width - 1) + 0.5) * 255));
}

/** The window that shows `min` as black and `max` as white by the function `fn`. */
export function fullRangeWindow(min: number, max: number, fn: 'LINEAR' | 'LINEAR_EXACT'): VoiWindow {
  const step = fn === 'LINEAR' ? 1 : 0;
  return { center: (min + max + step) / 2, width: max - min + step };
}

export function readFileVoi(file: DicomFile, frame: number): FileVoi {
  for (const place of framePlaces(file.dataSet, frame, TAG.frameVoiLutSequence)) {
    const lut = readVoiLut(place);
    const centers = decimals(place, TAG.windowCenter);
    const widths = decimals(place, TAG.windowWidth);
    if (lut === undefined && (centers.length === 0 || widths.length === 0)) continue;
    const windows = centers.flatMap((center, i) => ((widths[i] ?? 0) > 0 ? [{ center, width: widths[i]! }] : []));
    return { windows, invalidWindow: lut === undefined && windows.length === 0, function: voiFunction(place), lut };
  }
  return { windows: [], invalidWindow: false, function: 'LINEAR', lut: undefined };
}

function voiFunction(place: DataSet): VoiFunction {
  const name = place.string(TAG.voiLutFunction)?.trim();
  return name === 'SIGMOID' || name === 'LINEAR_EXACT' ? name : 'LINEAR';
}

function readVoiLut(place: DataSet): VoiTransform | undefined {
  const item = items(place, TAG.voiLutSequence)[0];
  // The inputs are modality values; they are signed when the first of them is (PS3.3 section C.11.2.1.1).
  const table = item && readLookupTable(item, TAG.lutDescriptor, TAG.lutData, true);
  if (table === undefined) return undefined;
  const white = 2 ** table.bits - 1;
  return (value) => clamp((lookUp(table, value) * 255) / white);
}

function clamp(level: number): number {
  return Math.min(Math.max(level, 0), 255);
}
