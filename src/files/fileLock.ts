/** Keeps two processes from writing the same files: a file beside them that holds the process's id. */
import { open, readFile, rm } from 'node:fs/promises';

/**
 * Resolves with what gives it back. Rejects with `held()` where a living process has it; one that a dead process left is
 * taken over.
 */
export async function lockFile(path: string, held: () => Error): Promise<() => Promise<void>> {
  for (let tries = 0; ; tries++) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(String(process.pid)).finally(() => file.close());
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || tries > 1) throw error;
      const holder = Number(await readFile(path, 'utf8').catch(() => ''));
      if (holder > 0 && isAlive(holder)) throw held();
      await rm(path, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
