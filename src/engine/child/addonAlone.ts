/** The native addon without a model: what it does to files. */
import { loadNativeAddon } from './nativeAddon.ts';
import type { NativeAddon } from './nativeAddon.ts';
import { logNative, startLlama } from './startLlama.ts';

/** On the CPU: quantising knows no other. */
export async function addonAlone(nativeFolder: string): Promise<NativeAddon> {
  const errors: string[] = [];
  const llama = await startLlama('cpu', { projector: undefined }, errors);
  const addon = loadNativeAddon(nativeFolder, llama.gpu);
  logNative(addon, errors);
  return addon;
}
