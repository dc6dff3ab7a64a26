import { readFileSync } from 'node:fs';

export interface ProcessMemory {
  /** The most that the process has had in memory at once, bytes: pages of mapped files that it has read count. */
  readonly peak: number;
  /** Of what it has now: its own memory, and pages of mapped files. */
  readonly own: number;
  readonly mapped: number;
}

/** Of a running process; undefined where the system does not tell (it does on Linux). */
export function processMemory(pid: number): ProcessMemory | undefined {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    const bytes = (name: string): number => 1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
    return { peak: bytes('VmHWM'), own: bytes('RssAnon'), mapped: bytes('RssFile') };
  } catch {
    return undefined;
  }
}
