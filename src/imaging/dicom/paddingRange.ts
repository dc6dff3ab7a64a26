/** Pixel Padding Value and Pixel Padding Range Limit (PS3.3 section C.7.5.1.1.2): stored values that are no part of the picture. */
import type { DataSet } from 'dicom-parser';
import { TAG } from './tags.ts';

/** Lowest and highest padding value; undefined when the file has none. */
export function readPaddingRange(dataSet: DataSet, signed: boolean): readonly [number, number] | undefined {
  const value = stored(dataSet, TAG.pixelPaddingValue, signed);
  if (value === undefined) return undefined;
  const limit = stored(dataSet, TAG.pixelPaddingRangeLimit, signed) ?? value;
  return [Math.min(value, limit), Math.max(value, limit)];
}

function stored(dataSet: DataSet, tag: string, signed: boolean): number | undefined {
  const element = dataSet.elements[tag];
  if (element === undefined || element.length < 2) return undefined;
  return signed ? dataSet.int16(tag) : dataSet.uint16(tag);
}
