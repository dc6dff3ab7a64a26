/** What can go wrong while a checkpoint is converted, besides what is wrong with it. */
import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import { ConversionError } from '../../protocol/conversion.ts';
import { describeBytes } from '../../text/describeBytes.ts';

export const conversionErrors = {
  resultExists: (file: string) =>
    new ConversionError(
      'resultExists',
      t`${basename(file)} is there already. Choose another folder for the result, or move the file away first.`,
    ),

  alreadyRunning: (file: string) =>
    new ConversionError(
      'conversionRunning',
      t`${basename(file)} is being converted already, by another window or program. Wait for it, or choose another folder for the result.`,
    ),

  diskFull: (folder: string, needs: number, free: number) =>
    new ConversionError(
      'diskFull',
      t`The conversion needs ${describeBytes(needs)} in ${basename(folder)}, and ${describeBytes(free)} are free. Make room, or choose a folder on another disk.`,
    ),

  writeFailed: (folder: string, cause: unknown) =>
    new ConversionError(
      'writeFailed',
      t`The result cannot be written into ${basename(folder)}: ${cause instanceof Error ? cause.message : String(cause)}. Choose another folder.`,
      { cause },
    ),

  quantisingFailed: (file: string, cause: unknown) =>
    new ConversionError(
      'quantisingFailed',
      t`${basename(file)} could not be quantised: ${cause instanceof Error ? cause.message : String(cause)}. Convert with --type f16, or see the log.`,
      { cause },
    ),

  checkFailed: (what: string) =>
    new ConversionError(
      'checkFailed',
      t`The converted files do not compute what the checkpoint does: ${what}. They were deleted. Download the checkpoint again; if it stays so, please report it.`,
    ),
};
