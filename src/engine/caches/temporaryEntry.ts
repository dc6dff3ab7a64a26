/**
 * An entry while it is written, under a name of its own: it gets its key by a rename when it is whole. The name says who
 * writes, so that what a killed process left behind is told from what another one is at.
 */
import { createHash, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

const NAME = /^writing-([0-9a-f]{8})-(\d+)-[0-9a-f-]{36}$/;
/** Nobody writes one entry for so long. */
const ABANDONED_MS = 60 * 60_000;

/** A computer or container: process ids are its own, a folder may be shared with others. */
const here = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

export function temporaryName(): string {
  return `writing-${here}-${process.pid}-${randomUUID()}`;
}

export function isTemporary(name: string): boolean {
  return NAME.test(name);
}

/** Whether a file of this name, last written to at `mtimeMs`, has nobody any more who would finish it. */
export function isAbandoned(name: string, mtimeMs: number): boolean {
  const [, host, pid] = NAME.exec(name) ?? [];
  if (host === undefined) return false;
  return Date.now() - mtimeMs > ABANDONED_MS || (host === here && !isRunning(Number(pid)));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, for somebody else.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
