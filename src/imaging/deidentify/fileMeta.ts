/**
 * Preamble and file meta information of a de-identified file (PS3.10 section 7.1), written anew: nothing of the
 * original's is kept.
 */
import type { TreeElement } from '../dicom/dataSet/elementTree.ts';
import { asciiValue } from './dummyValue.ts';
import { byteLength, writeElements } from './writeElements.ts';

/** This program's, derived from a UUID (PS3.5 section B.2). */
const IMPLEMENTATION_CLASS_UID = '2.25.104153187521478905980988423385483260917';
const IMPLEMENTATION_VERSION_NAME = 'LLAVA_MED';
const ENCODING = { explicitVr: true, bigEndian: false };

export interface MetaUids {
  readonly sopClassUid: string | undefined;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
}

export function fileMeta({ sopClassUid, sopInstanceUid, transferSyntaxUid }: MetaUids): Uint8Array {
  const group = writeElements(
    [
      { kind: 'value', tag: 0x00020001, vr: 'OB', value: Uint8Array.of(0, 1) },
      ...(sopClassUid === undefined ? [] : [uid(0x00020002, sopClassUid)]),
      uid(0x00020003, sopInstanceUid),
      uid(0x00020010, transferSyntaxUid),
      uid(0x00020012, IMPLEMENTATION_CLASS_UID),
      { kind: 'value', tag: 0x00020013, vr: 'SH', value: asciiValue(IMPLEMENTATION_VERSION_NAME, 'SH') },
    ],
    ENCODING,
  );
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, byteLength(group), true);
  const groupLength = writeElements([{ kind: 'value', tag: 0x00020000, vr: 'UL', value: length }], ENCODING);
  return Buffer.concat([new Uint8Array(128), Buffer.from('DICM'), ...groupLength, ...group]);
}

function uid(tag: number, value: string): TreeElement {
  return { kind: 'value', tag, vr: 'UI', value: asciiValue(value, 'UI') };
}
