import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { clearImageCaches, imageCacheUsage, type ImageCacheUsage } from '../../engine/caches/imageCaches.ts';
import { counted } from '../../text/counted.ts';
import { describeBytes } from '../../text/describeBytes.ts';
import type { Engine } from '../../protocol/engine.ts';
import { messageText } from '../../text/messageText.ts';
import type { Log } from '../messages/log.ts';
import { askFirst, showError, showInformation } from '../messages/notifications.ts';
import type { ModelSettings } from './modelSettings.ts';

export interface ImageCacheServices {
  readonly engine: Engine;
  readonly settings: ModelSettings;
  readonly log: Log;
}

/**
 * The command `llavaMed.clearCache`, which answers what it has deleted; `isSure` leaves its question out. And the promise
 * of the setting: where nothing is to lie on the disk, what lies there is deleted.
 */
export function registerImageCache(services: ImageCacheServices): vscode.Disposable {
  void deleteUnwantedCache(services);
  return vscode.Disposable.from(
    vscode.commands.registerCommand('llavaMed.clearCache', (isSure?: unknown) =>
      clearImageCache(services, isSure === true),
    ),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('llavaMed.cache.onDisk')) void deleteUnwantedCache(services);
    }),
  );
}

/** Where the setting wants nothing on the disk. */
export async function deleteUnwantedCache(services: ImageCacheServices): Promise<void> {
  if (services.settings.caches().folder !== undefined) return;
  try {
    const { entries, bytes } = sumOf(await emptyImageCache(services));
    if (entries > 0) services.log.info(`The image cache was deleted from this disk: ${describeBytes(bytes)}.`);
  } catch (error) {
    tellFailure(services, error);
  }
}

/** Undefined: the person left it as it is, or it could not be deleted, which was said. */
export async function clearImageCache(
  services: ImageCacheServices,
  isSure: boolean,
): Promise<ImageCacheUsage | undefined> {
  try {
    if (!isSure && !(await mayClear(services))) return undefined;
    const freed = await emptyImageCache(services);
    void showInformation(
      messageText`The image cache is empty: ${describeBytes(sumOf(freed).bytes)} freed on the disk.`,
    );
    return freed;
  } catch (error) {
    tellFailure(services, error);
    return undefined;
  }
}

async function mayClear({ settings }: ImageCacheServices): Promise<boolean> {
  const { features, states } = await imageCacheUsage(settings.cacheFolder);
  const empty = t`Empty`;
  const chosen = await askFirst(
    messageText`Empty the image cache?`,
    messageText`On this disk lie the features of ${images(features)} and what the model has read of ${images(states)}. That and what this window's model holds in memory is deleted: each image takes its time again when it is next asked about. Other windows keep what they hold in memory until they are closed.`,
    empty,
  );
  return chosen === empty;
}

/** Deletes what lies on the disk, then what the model holds in memory. Rejects where the disk refuses. */
async function emptyImageCache({ engine, settings, log }: ImageCacheServices): Promise<ImageCacheUsage> {
  const freed = await clearImageCaches(settings.cacheFolder);
  // What is being answered now may be kept yet: not waited for here, and deleted as well when it is done.
  void engine
    .clearCaches()
    .then(() => clearImageCaches(settings.cacheFolder))
    .catch((error: unknown) => log.warn(`The image cache in memory was not emptied: ${codeOf(error)}`));
  return freed;
}

function tellFailure({ settings, log }: ImageCacheServices, error: unknown): void {
  log.error(`The image cache cannot be emptied: ${codeOf(error)}`);
  void showError(
    messageText`The image cache cannot be emptied (${codeOf(error)}). Close other windows and try again, or delete the folder yourself: ${settings.cacheFolder}`,
  );
}

function sumOf({ features, states }: ImageCacheUsage): { readonly entries: number; readonly bytes: number } {
  return { entries: features.entries + states.entries, bytes: features.bytes + states.bytes };
}

function images({ entries, bytes }: ImageCacheUsage['features']): string {
  return `${counted(entries, 'image')} (${describeBytes(bytes)})`;
}

/** Without the path that a message of the system has. */
function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown';
}
