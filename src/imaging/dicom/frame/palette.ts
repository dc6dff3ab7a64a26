/** Palette Color lookup tables, plain or segmented (PS3.3 sections C.7.9 and C.7.9.2). */
import { t } from '@vscode/l10n';
import type { DataSet } from 'dicom-parser';
import type { LookupTable } from '../../../display/frameImage.ts';
import { corrupt } from '../../intake/imagingErrors.ts';
import { readDescriptor, readLookupTable } from './lookupTable.ts';
import type { DicomFile } from '../dataSet/readDicom.ts';
import { TAG } from '../dataSet/tags.ts';

export interface Palette {
  readonly red: LookupTable;
  readonly green: LookupTable;
  readonly blue: LookupTable;
}

export function readPalette(file: DicomFile, signed: boolean): Palette {
  const channel = (descriptor: string, data: string, segments: string): LookupTable => {
    const table =
      readLookupTable(file.dataSet, descriptor, data, signed) ??
      readSegmented(file.dataSet, descriptor, segments, signed);
    if (table === undefined) throw corrupt(file.name, t`its colour palette is missing or incomplete`);
    return table;
  };
  return {
    red: channel(TAG.redPaletteDescriptor, TAG.redPaletteData, TAG.redPaletteSegments),
    green: channel(TAG.greenPaletteDescriptor, TAG.greenPaletteData, TAG.greenPaletteSegments),
    blue: channel(TAG.bluePaletteDescriptor, TAG.bluePaletteData, TAG.bluePaletteSegments),
  };
}

function readSegmented(
  dataSet: DataSet,
  descriptorTag: string,
  segmentsTag: string,
  signed: boolean,
): LookupTable | undefined {
  const descriptor = readDescriptor(dataSet, descriptorTag, signed);
  const element = dataSet.elements[segmentsTag];
  if (descriptor === undefined || element === undefined) return undefined;
  const { count, first, bits } = descriptor;
  const words =
    bits <= 8
      ? Uint16Array.from(dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + element.length))
      : Uint16Array.from({ length: element.length >> 1 }, (_, i) => dataSet.uint16(segmentsTag, i) ?? 0);
  const entries = expandSegments(words, count, bits <= 8 ? 8 : 16);
  return entries === undefined ? undefined : { first, entries, bits };
}

/**
 * Segments are (0, n, n values), (1, n, end value) for a line from the last value, and (2, n, offset low, offset high)
 * for n segments to be repeated from a byte offset. Undefined when they do not make up `count` entries.
 */
function expandSegments(words: Uint16Array, count: number, wordBits: 8 | 16): Uint16Array | undefined {
  const entries: number[] = [];
  const run = (start: number, segments: number, mayRepeat: boolean): boolean => {
    let at = start;
    for (let done = 0; done < segments && at + 1 < words.length && entries.length < count; done++) {
      const opcode = words[at]!;
      const length = words[at + 1]!;
      at += 2;
      if (opcode === 0) {
        entries.push(...words.subarray(at, at + length));
        at += length;
      } else if (opcode === 1) {
        const from = entries.at(-1);
        const to = words[at++];
        if (from === undefined || to === undefined) return false;
        for (let i = 1; i <= length; i++) entries.push(Math.round(from + ((to - from) * i) / length));
      } else if (opcode === 2 && mayRepeat) {
        const bytes =
          wordBits === 8
            ? words[at]! + words[at + 1]! * 0x100 + words[at + 2]! * 0x10000 + words[at + 3]! * 0x1000000
            : words[at]! + words[at + 1]! * 0x10000;
        at += wordBits === 8 ? 4 : 2;
        // Repeated segments must not themselves repeat, so this ends.
        if (!run(wordBits === 8 ? bytes : bytes / 2, length, false)) return false;
      } else {
        return false;
      }
    }
    return true;
  };
  return run(0, Infinity, true) && entries.length >= count ? Uint16Array.from(entries.slice(0, count)) : undefined;
}
