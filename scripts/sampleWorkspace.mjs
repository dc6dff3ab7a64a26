import { existsSync } from 'node:fs';
import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { samples } from './paths.mjs';

/**
 * Copies the samples into a folder to work in, so that the clone stays clean. What is already there is left as it is:
 * those are the user's edits.
 * @param {string} target
 */
export async function fillSampleWorkspace(target) {
  await mkdir(target, { recursive: true });
  for (const name of await readdir(samples)) {
    const destination = join(target, name);
    if (!existsSync(destination)) await cp(join(samples, name), destination, { recursive: true });
  }
}
