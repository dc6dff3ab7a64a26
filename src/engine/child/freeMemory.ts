/** What this process may have of the machine's memory, for the plan. */
import type { Llama } from 'node-llama-cpp';
import { featuresOfBackend } from '../cpuFeatures.ts';
import { freeRam } from '../freeRam.ts';
import type { MemoryMachine } from '../memoryPlan.ts';

/** `available`: bytes to take as free memory instead of what the system says. */
export async function memoryMachine(llama: Llama, available: number | undefined): Promise<MemoryMachine> {
  const features = featuresOfBackend(llama.systemInfo);
  if (available !== undefined) return { ram: available, vram: llama.gpu === false ? undefined : 0, features };
  const ram = freeRam() + process.memoryUsage.rss();
  if (llama.gpu === false) return { ram, vram: undefined, features };
  const { unifiedSize, free } = await llama.getVramState();
  // Unified memory is counted once.
  return unifiedSize > 0 ? { ram: Math.max(ram, free), vram: 0, features } : { ram, vram: free, features };
}
