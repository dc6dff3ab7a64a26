/** Whether a child process ended for want of memory, from how it ended, its last words, and what was free then. */
import type { ChildDiedError } from '../supervise/childErrors.ts';
import type { MemoryWatch } from './memoryWatch.ts';

/** What C++, llama.cpp, V8 and the C library say before they give up. */
const lastWords =
  /std::bad_alloc|(failed|unable) to allocate|allocation failed|cannot allocate memory|insufficient memory|mem_buffer != NULL|out.?of.?(device.?|host.?)?memory|ENOMEM|heap limit/iu;

/** Windows: STATUS_NO_MEMORY and STATUS_COMMITMENT_LIMIT. */
const windowsCodes: readonly (number | null)[] = [0xc0000017, 0xc000012d];

export function saysOutOfMemory(text: string): boolean {
  return lastWords.test(text);
}

export function isMemoryDeath(
  { lastLines, exit }: ChildDiedError,
  watch: Pick<MemoryWatch, 'isShort' | 'hasKilled'>,
): boolean {
  if (saysOutOfMemory(lastLines.join('\n')) || windowsCodes.includes(exit.code)) return true;
  if (exit.signal === 'SIGKILL') return watch.isShort() || watch.hasKilled();
  // It ended in some other way just then: an allocation that failed is seldom told.
  return exit.code !== 0 && watch.isShort();
}
