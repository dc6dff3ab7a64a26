/** What can be wrong with a file as GGUF. A message names it by its base name, and says the cause and the way out. */
import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import type { EngineErrorCode } from '../../protocol/engine.ts';
import { EngineError } from '../../protocol/engineError.ts';
import { describeBytes } from '../../text/describeBytes.ts';

const error = (code: EngineErrorCode, message: string): EngineError => new EngineError({ code, message });

export type FileRole = 'model' | 'projector';

export const ggufErrors = {
  fileMissing: (path: string, role: FileRole) =>
    error(
      'fileMissing',
      role === 'model'
        ? t`The model file ${basename(path)} cannot be read: it was moved, renamed or is not accessible. Choose the model file where it is now.`
        : t`The projector file ${basename(path)} cannot be read: it was moved, renamed or is not accessible. Choose the projector file where it is now.`,
    ),

  /** `what` stands at the path instead of a file: "a folder", "a device", "a pipe", "a socket". */
  notAFile: (path: string, what: string, role: FileRole) =>
    error(
      'notGguf',
      role === 'model'
        ? t`${basename(path)} is ${what}, not a file. Choose the GGUF file of the model.`
        : t`${basename(path)} is ${what}, not a file. Choose the GGUF file of the projector.`,
    ),

  notGguf: (path: string) =>
    error(
      'notGguf',
      t`${basename(path)} is not a GGUF file. Choose a file that was converted for llama.cpp (its name usually ends in .gguf).`,
    ),

  ggufTruncated: (path: string, hasBytes: number, needsBytes: number | undefined) =>
    error(
      'ggufTruncated',
      needsBytes === undefined
        ? t`${basename(path)} is incomplete: it has ${describeBytes(hasBytes)} and ends within its header. Download or copy it again.`
        : t`${basename(path)} is incomplete: it has ${describeBytes(hasBytes)} of ${describeBytes(needsBytes)}. Download or copy it again.`,
    ),
};
