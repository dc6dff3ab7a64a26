/**
 * The attributes by which a file says that, and how, it was de-identified (PS3.3 section C.7.1.1, PS3.15 section
 * E.1.1).
 */
import type { TreeElement } from '../dicom/dataSet/elementTree.ts';
import { methodCodes, type DeidentifyOptions } from './deidentifyOptions.ts';
import { asciiValue } from './dummyValue.ts';
import { EDITION } from './profileTable.ts';

/** (0028,0303), as its defined terms. */
const LONGITUDINAL = { remove: 'REMOVED', shift: 'MODIFIED', keep: 'UNMODIFIED' } as const;

export function methodElements(options: DeidentifyOptions): readonly TreeElement[] {
  return [
    text(0x00120062, 'CS', 'YES'),
    text(0x00120063, 'LO', `LLaVA-Med: PS3.15 ${EDITION} Basic Profile`),
    { kind: 'sequence', tag: 0x00120064, vr: 'SQ', items: methodCodes(options).map(codeItem) },
    text(0x00280303, 'CS', LONGITUDINAL[options.dates]),
  ];
}

function codeItem([code, meaning]: readonly [string, string]): readonly TreeElement[] {
  return [text(0x00080100, 'SH', code), text(0x00080102, 'SH', 'DCM'), text(0x00080104, 'LO', meaning)];
}

function text(tag: number, vr: string, value: string): TreeElement {
  return { kind: 'value', tag, vr, value: asciiValue(value, vr) };
}
