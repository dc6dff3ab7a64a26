/**
 * Serialises a tree of elements (PS3.5 section 7). Values and fragments are written as they are; sequences and items
 * get their lengths.
 */
import { ITEM, SEQUENCE_END, UNDEFINED_LENGTH } from '../dicom/dataSet/delimiters.ts';
import type { Encoding, TreeElement } from '../dicom/dataSet/elementTree.ts';
import { LONG_VRS } from '../dicom/dataSet/valueRepresentations.ts';

/** The pieces of the data set in order, so that pixel data are not copied before they are written to disk. */
export function writeElements(elements: readonly TreeElement[], encoding: Encoding): readonly Uint8Array[] {
  return elements.flatMap((element) => writeElement(element, encoding));
}

export function byteLength(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

function writeElement(element: TreeElement, encoding: Encoding): readonly Uint8Array[] {
  const { tag, vr } = element;
  switch (element.kind) {
    case 'value':
      return [header(tag, vr, element.value.length, encoding), element.value];
    case 'sequence': {
      // One piece: functional groups of many frames would be millions.
      const content = Buffer.concat(
        element.items.flatMap((item) => {
          const bytes = Buffer.concat(writeElements(item, encoding));
          return [itemHeader(ITEM, bytes.length, encoding.bigEndian), bytes];
        }),
      );
      return [header(tag, 'SQ', content.length, encoding), content];
    }
    case 'fragments':
      return [
        header(tag, vr, UNDEFINED_LENGTH, encoding),
        ...element.fragments.flatMap((fragment) => [itemHeader(ITEM, fragment.length, false), fragment]),
        itemHeader(SEQUENCE_END, 0, false),
      ];
  }
}

function header(tag: number, vr: string, length: number, { explicitVr, bigEndian }: Encoding): Uint8Array {
  const bytes = new Uint8Array(explicitVr && LONG_VRS.has(vr) ? 12 : 8);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, tag >>> 16, !bigEndian);
  view.setUint16(2, tag & 0xffff, !bigEndian);
  if (!explicitVr) {
    view.setUint32(4, length, !bigEndian);
    return bytes;
  }
  bytes.set([vr.charCodeAt(0), vr.charCodeAt(1)], 4);
  if (LONG_VRS.has(vr)) view.setUint32(8, length, !bigEndian);
  else view.setUint16(6, length, !bigEndian);
  return bytes;
}

function itemHeader(tag: number, length: number, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, tag >>> 16, !bigEndian);
  view.setUint16(2, tag & 0xffff, !bigEndian);
  view.setUint32(4, length, !bigEndian);
  return bytes;
}
