import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Resident memory of a process in MB (10⁶ bytes); undefined where it is gone, or the system does not tell. */
export async function residentMemory(pid: number): Promise<number | undefined> {
  try {
    const kib =
      process.platform === 'linux'
        ? /^VmRSS:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]
        : (await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])).stdout.trim();
    return kib === undefined || kib === '' ? undefined : (Number(kib) * 1024) / 1e6;
  } catch {
    return undefined;
  }
}
