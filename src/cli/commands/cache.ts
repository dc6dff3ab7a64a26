import { Command, Option } from 'commander';
import { clearImageCaches, imageCacheUsage, type ImageCacheUsage } from '../../engine/caches/imageCaches.ts';
import { describeBytes } from '../../text/describeBytes.ts';
import { cacheFolder } from '../cacheOption.ts';
import { jsonOption } from '../sharedOptions.ts';
import { EXIT, subcommand } from '../subcommand.ts';
import { UsageError } from '../usageError.ts';

interface CacheRequest {
  readonly clear: boolean;
  readonly json: boolean;
}

/** What the command line has kept of images on this disk. */
export const cache = subcommand<CacheRequest>({
  name: 'cache',
  declare() {
    return new Command('cache')
      .summary('says what is kept of images on this disk, and deletes it')
      .description(
        'Says what this program has kept of images on this disk, so that they are known at once the next time, and deletes it. The editor has a cache of its own: LLaVA-Med: Empty the Image Cache….',
      )
      .usage('[--clear] [options]')
      .allowExcessArguments()
      .addOption(new Option('--clear', 'deletes all of it, and says how much that was'))
      .addOption(jsonOption());
  },
  read(words, values) {
    if (words.length > 0) throw new UsageError(`cache takes no more words, only options; not "${words.join(' ')}".`);
    return { clear: values['clear'] === true, json: values['json'] === true };
  },
  async run({ clear, json }, { terminal }) {
    const folder = cacheFolder();
    const found = await (clear ? clearImageCaches(folder) : imageCacheUsage(folder)).catch((error: unknown) => {
      const { code = 'unknown' } = error as NodeJS.ErrnoException;
      throw Object.assign(
        new Error(
          `The cache in ${folder} cannot be ${clear ? 'deleted' : 'read'} (${code}). It may be deleted like any other folder.`,
        ),
        { code: 'cache' },
      );
    });
    if (json) terminal.json({ folder, cleared: clear, ...found }, 2);
    else terminal.answer(usageText(folder, clear, found));
    return EXIT.done;
  },
});

function usageText(folder: string, isCleared: boolean, { features, states }: ImageCacheUsage): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Folder', folder],
    ['Features', amount(features)],
    ['Read images', amount(states)],
    ...(isCleared ? [['', 'deleted'] as const] : []),
  ];
  return rows.map(([label, value]) => `${label.padEnd(13)} ${value}\n`).join('');
}

function amount({ entries, bytes }: ImageCacheUsage['features']): string {
  return `${entries === 1 ? '1 image' : `${entries} images`}, ${describeBytes(bytes)}`;
}
