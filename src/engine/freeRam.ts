import { totalmem } from 'node:os';

/**
 * Bytes of RAM that programs may still have, what the system's file cache would give back included; a container's
 * limit counts (Node's `process.availableMemory`).
 */
export function freeRam(): number {
  // macOS reports as free only what nothing at all uses; what its file cache would give back at once is most of the
  // rest.
  return process.platform === 'darwin' ? totalmem() * 0.75 : process.availableMemory();
}
