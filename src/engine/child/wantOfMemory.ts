/** Whether a failure in this process is for want of memory, told as such. */
import { engineErrors } from '../engineErrors.ts';
import { EngineError } from '../../protocol/engineError.ts';
import { freeRam } from '../freeRam.ts';
import { saysOutOfMemory } from '../memoryDeath.ts';
import type { LoadedModel } from './loadedModel.ts';

/** As much as the pixels of a large image: libraries that fail for less say nothing but that they failed. */
const probeBytes = 64e6;

/** `outOfMemory` in place of a failure that want of memory is behind; errors with a cause of their own stay. */
export function wantOfMemory(error: unknown, { description }: LoadedModel): unknown {
  if (error instanceof EngineError || !(saysOutOfMemory(String(error)) || isFull())) return error;
  return engineErrors.outOfMemory(description.fileName, description.memory, freeRam(), String(error));
}

/** Whether the system has nothing more for this process. */
function isFull(): boolean {
  try {
    return new ArrayBuffer(probeBytes).byteLength === 0;
  } catch {
    return true;
  }
}
