import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** As package.json has it. */
export async function programVersion(packageRoot: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  return version;
}
