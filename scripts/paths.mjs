/** Where the scripts find and keep things. Everything under `cache` is git-ignored and may be deleted at any time. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const cache = join(root, '.cache');
export const samples = join(root, 'samples');
