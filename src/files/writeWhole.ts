import { rename, writeFile } from 'node:fs/promises';

/** A text file that comes to its name whole: who reads it meanwhile, or after a crash, finds the old one or the new one. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}
