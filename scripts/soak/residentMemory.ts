import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface ResidentMemory {
  /** All that lies in memory, in MB (10⁶ bytes). */
  readonly all: number;
  /** Without what is mapped from files, which the system takes back and reads again as it likes; where it tells. */
  readonly own: number | undefined;
}

/** Undefined where the process is gone, or the system does not tell. */
export async function residentMemory(pid: number): Promise<ResidentMemory | undefined> {
  try {
    if (process.platform !== 'linux') {
      const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
      return { all: megabytes(stdout), own: undefined };
    }
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const row = (name: string): string | undefined => new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
    const [all, own] = [row('VmRSS'), row('RssAnon')];
    return all === undefined ? undefined : { all: megabytes(all), own: own === undefined ? undefined : megabytes(own) };
  } catch {
    return undefined;
  }
}

function megabytes(kib: string): number {
  return (Number(kib) * 1024) / 1e6;
}
