/**
 * Pixel Padding Value and Pixel Padding Range Limit (PS3.3 section C.7.5.1.1.2): stored values that are no part of the
 * picture.
 */
import type { DataSet } from 'dicom-parser';
import type { PixelModule } from '../../samples/pixelModule.ts';
import { TAG } from '../dataSet/tags.ts';

/** Lowest and highest padding value; undefined when the file has none. */
export function readPaddingRange(
  dataSet: DataSet,
  { kind, signed }: PixelModule,
): readonly [number, number] | undefined {
  const [value, limit] =
    kind === 'float32'
      ? [real(dataSet, TAG.floatPaddingValue, 4), real(dataSet, TAG.floatPaddingRangeLimit, 4)]
      : kind === 'float64'
        ? [real(dataSet, TAG.doublePaddingValue, 8), real(dataSet, TAG.doublePaddingRangeLimit, 8)]
        : [whole(dataSet, TAG.pixelPaddingValue, signed), whole(dataSet, TAG.pixelPaddingRangeLimit, signed)];
  if (value === undefined) return undefined;
  return [Math.min(value, limit ?? value), Math.max(value, limit ?? value)];
}

function whole(dataSet: DataSet, tag: string, signed: boolean): number | undefined {
  const element = dataSet.elements[tag];
  if (element === undefined || element.length < 2) return undefined;
  return signed ? dataSet.int16(tag) : dataSet.uint16(tag);
}

function real(dataSet: DataSet, tag: string, size: 4 | 8): number | undefined {
  const element = dataSet.elements[tag];
  if (element === undefined || element.length < size) return undefined;
  return size === 4 ? dataSet.float(tag) : dataSet.double(tag);
}
