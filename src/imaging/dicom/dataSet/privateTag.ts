/** Private attributes: which group element holds what its creator means by it (PS3.5 section 7.8.1). */
import type { DataSet } from 'dicom-parser';

/** `element`: its last two hexadecimal digits. Undefined when the creator has reserved no block in the group. */
export function privateTag(dataSet: DataSet, group: number, creator: string, element: number): string | undefined {
  for (let block = 0x10; block <= 0xff; block++) {
    if (dataSet.string(tagOf(group, block))?.trim() === creator) return tagOf(group, (block << 8) | element);
  }
  return undefined;
}

function tagOf(group: number, element: number): string {
  return `x${group.toString(16).padStart(4, '0')}${element.toString(16).padStart(4, '0')}`;
}
