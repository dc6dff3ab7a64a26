import { dirname, resolve } from 'node:path';
import { isWithin } from './isWithin.ts';

export interface DeidentifyInput {
  readonly path: string;
  readonly isFolder: boolean;
}

/**
 * A folder to begin with when somebody is asked where the copies go: the nearest one above the first input that neither
 * is one of the input folders, lies in one, nor holds an input file itself. Undefined where only the root of the disk is
 * left, where nobody writes.
 */
export function proposedFolder(inputs: readonly DeidentifyInput[]): string | undefined {
  const holders = inputs.map(({ path, isFolder }) => (isFolder ? resolve(path) : dirname(resolve(path))));
  const isForbidden = (folder: string): boolean =>
    inputs.some(({ isFolder }, index) => {
      const holder = holders[index] ?? '';
      return isFolder ? isWithin(folder, holder) : folder === holder;
    });
  let folder = holders[0] ?? '/';
  while (dirname(folder) !== folder && isForbidden(folder)) folder = dirname(folder);
  return dirname(folder) === folder ? undefined : folder;
}
