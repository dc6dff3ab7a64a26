import { join } from 'node:path';
import type { CacheSettings } from '../engine/caches/cacheSettings.ts';
import { platformCacheFolder } from '../engine/caches/platformCacheFolder.ts';
import { LocalEngine } from '../engine/localEngine.ts';
import type { Imaging } from '../imaging/imaging.ts';
import { createImaging } from '../imaging/localImaging.ts';
import type { Engine } from '../protocol/engine.ts';
import { Assistant, type AssistantSettings } from './assistant.ts';

export interface LocalServices {
  readonly engine: Engine;
  readonly imaging: Imaging;
  readonly assistant: Assistant;
  dispose(): Promise<void>;
}

export interface LocalServiceOptions {
  /** The folder of the bundles: engineChild.mjs and imagingChild.mjs. */
  readonly distDir: string;
  readonly settings: AssistantSettings;
  /** llama.cpp's lines, for the log. */
  readonly log?: (line: string) => void;
  /** What of an image is kept for the next time; default: nothing on disk. */
  readonly caches?: () => CacheSettings;
}

/**
 * Everything that answers on this machine, put together the same way for the editor, the command line and the
 * evaluation.
 */
export function createLocalServices({ distDir, settings, log, caches }: LocalServiceOptions): LocalServices {
  const engine = new LocalEngine({
    childPath: join(distDir, 'engineChild.mjs'),
    // One place for windows and terminals: they tell each other.
    registryFolder: join(platformCacheFolder('llava-med'), 'loaded-models'),
    ...(log && { log }),
    ...(caches && { caches }),
  });
  const imaging = createImaging({ childPath: join(distDir, 'imagingChild.mjs') });
  return {
    engine,
    imaging,
    assistant: new Assistant(engine, imaging, settings),
    dispose: async () => {
      await Promise.all([engine.dispose(), imaging.dispose()]);
    },
  };
}
