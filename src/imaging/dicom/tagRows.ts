/** The attributes of a DICOM file as rows of a table. */
import type { TagRow } from '../../display/tagTable.ts';
import { readDicom } from './readDicom.ts';

export function readTagRows(name: string, bytes: Uint8Array): readonly TagRow[] {
  const { meta, dataSet } = readDicom(name, bytes);
  return [...Object.values(meta.elements), ...Object.values(dataSet.elements)].map((element) => {
    const tag = `(${element.tag.slice(1, 5)},${element.tag.slice(5)})`.toUpperCase();
    return {
      path: tag, depth: 0, tag, keyword: undefined, name: tag, vr: element.vr ?? 'UN', value: `${element.length} bytes`,
      multiplicity: undefined, retired: false, profileAction: undefined,
    };
  });
}
