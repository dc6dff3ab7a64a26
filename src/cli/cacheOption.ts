/** What the commands that ask a model keep of the images for the next time. */
import { Option } from 'commander';
import { type CacheSettings, defaultCacheSizes, memoryOnly } from '../engine/caches/cacheSettings.ts';
import { platformCacheFolder } from '../engine/caches/platformCacheFolder.ts';
import type { OptionValues } from './subcommand.ts';

export const cacheOption = (): Option =>
  new Option('--no-cache', 'keeps nothing of the images on disk, and takes nothing from there').helpGroup('Image:');

/** Whether the cache on disk is used. */
export function readCacheOption(values: OptionValues): boolean {
  return values['cache'] !== false;
}

/** The editor has a folder of its own. */
export function cacheFolder(): string {
  return platformCacheFolder('llava-med');
}

export function cacheSettings(isOnDisk: boolean): CacheSettings {
  return isOnDisk ? { folder: cacheFolder(), ...defaultCacheSizes } : memoryOnly;
}
