/** Bytes that a model may take: free RAM plus free VRAM. */
import { totalmem } from 'node:os';
import type { Llama } from 'node-llama-cpp';

export async function freeMemory(llama: Llama): Promise<number> {
  // macOS reports as free only what nothing at all uses; what its file cache would give back at once is most of the
  // rest.
  const ram = process.platform === 'darwin' ? totalmem() * 0.75 : process.availableMemory();
  if (llama.gpu === false) return ram;
  const vram = await llama.getVramState();
  // Unified memory is counted once.
  return vram.unifiedSize > 0 ? Math.max(ram, vram.free) : ram + vram.free;
}
