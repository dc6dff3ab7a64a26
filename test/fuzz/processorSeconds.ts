import { readFileSync } from 'node:fs';

const TICKS_A_SECOND = 100;

/**
 * What a process has used of the processor, in seconds; where the system does not say, what time has passed instead.
 */
export function processorSeconds(pid: number | undefined): number {
  try {
    // proc(5): utime and stime are the 14th and 15th field; the second, a name in brackets, may hold blanks.
    const fields =
      readFileSync(`/proc/${String(pid)}/stat`, 'latin1')
        .split(') ')
        .at(-1)
        ?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  } catch {
    return performance.now() / 1000;
  }
}
