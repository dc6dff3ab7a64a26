import { isAbsolute, relative, sep } from 'node:path';

/** Whether the path is the folder or lies in it; both absolute, links resolved. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
