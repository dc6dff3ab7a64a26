import { memoryPartNames } from '../protocol/memoryPlan.ts';
import type { MemoryPlan } from '../protocol/memoryPlan.ts';
import { describeBytes } from '../text/describeBytes.ts';

/** "weights 582 MB, KV cache 92 MB, …": the largest first. */
export function describeMemoryParts({ parts }: MemoryPlan): string {
  return parts
    .toSorted((a, b) => b.bytes - a.bytes)
    .map(({ name, bytes }) => `${memoryPartNames[name]()} ${describeBytes(bytes)}`)
    .join(', ');
}
