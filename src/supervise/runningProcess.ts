/** Processes of this machine as they are told apart: a number is given again once its process has ended. */
import { readFileSync } from 'node:fs';

/** When the process started, in the system's own count; undefined where it does not run, '' where nothing says. */
export function processStart(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, for somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  if (process.platform !== 'linux') return '';
  try {
    // proc(5): field 22, counted behind the name, which may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ');
    // A process that nobody has waited for yet holds nothing any more.
    return fields[0] === 'Z' ? undefined : (fields[19] ?? '');
  } catch {
    return undefined;
  }
}
