import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const PARTIAL = '.partial';
const TRIES = 5;

/** Left by a process that ended while it wrote. */
export function isPartial(name: string): boolean {
  return name.endsWith(PARTIAL);
}

/**
 * A whole file takes the place of the one before, so that a crash leaves one of them, and two windows that write at once
 * do not mix theirs.
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const partial = `${path}.${randomUUID().slice(0, 8)}${PARTIAL}`;
  try {
    await writeFile(partial, content);
    await renameOver(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** On Windows a file cannot be replaced while another window reads it. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries++)
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (tries === TRIES || (code !== 'EPERM' && code !== 'EACCES' && code !== 'EBUSY')) throw error;
      await setTimeout(20 * tries);
    }
}
