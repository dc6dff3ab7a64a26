/** The addon in the tests' own process, which several of them may use: its log is set once a process. */
import { loadNativeAddon, type NativeAddon } from '../../src/engine/child/nativeAddon.ts';
import { nativeFolder } from './engineUnderTest.ts';

let loaded: NativeAddon | undefined;

/** `getLlama` has to have run. `gpu`: what it came to. */
export function addonInProcess(gpu: Parameters<typeof loadNativeAddon>[1]): NativeAddon {
  if (loaded === undefined) {
    loaded = loadNativeAddon(nativeFolder, gpu);
    loaded.setLog(() => undefined);
  }
  return loaded;
}
