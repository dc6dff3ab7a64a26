/** Lookup tables of modality LUT, VOI LUT and palette (PS3.3 sections C.11.1.1, C.11.2.1.1 and C.7.6.3.1.5). */
import type { DataSet } from 'dicom-parser';
import type { LookupTable } from '../../../display/frameImage.ts';

export interface LutDescriptor {
  readonly count: number;
  readonly first: number;
  readonly bits: number;
}

/** Descriptor (entries, first input, bits); `signed` when the inputs are. Undefined when it is missing or absurd. */
export function readDescriptor(dataSet: DataSet, tag: string, signed: boolean): LutDescriptor | undefined {
  const element = dataSet.elements[tag];
  if (element === undefined || element.length < 6) return undefined;
  // 0 entries stands for 65536, which does not fit in 16 bits.
  const count = dataSet.uint16(tag, 0) || 65536;
  const first = (signed ? dataSet.int16(tag, 1) : dataSet.uint16(tag, 1)) ?? 0;
  const bits = dataSet.uint16(tag, 2) ?? 0;
  return bits >= 1 && bits <= 16 ? { count, first, bits } : undefined;
}

export function readLookupTable(
  dataSet: DataSet,
  descriptorTag: string,
  dataTag: string,
  signed: boolean,
): LookupTable | undefined {
  const descriptor = readDescriptor(dataSet, descriptorTag, signed);
  const data = dataSet.elements[dataTag];
  if (descriptor === undefined || data === undefined || data.length === 0) return undefined;
  const { count, first, bits } = descriptor;
  // Entries of 8 bits may be packed two in a word; then there are as many bytes as entries.
  const packed = data.length < count * 2 && bits <= 8;
  const available = Math.min(count, packed ? data.length : data.length >> 1);
  if (available === 0) return undefined;
  const entries = Uint16Array.from({ length: available }, (_, i) =>
    packed ? (dataSet.byteArray[data.dataOffset + i] ?? 0) : (dataSet.uint16(dataTag, i) ?? 0),
  );
  return { first, entries, bits };
}
