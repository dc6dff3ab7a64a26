/** What can be wrong with a file as GGUF. A message names it by its base name, and says the cause and the way out. */
import { basename } from 'node:path';
import type { EngineErrorCode } from '../../protocol/engine.ts';
import { EngineError } from '../../protocol/engineError.ts';
import { describeBytes } from '../../text/describeBytes.ts';

const error = (code: EngineErrorCode, message: string): EngineError => new EngineError({ code, message });

export type FileRole = 'model' | 'projector';

export const ggufErrors = {
  fileMissing: (path: string, role: FileRole) =>
    error(
      'fileMissing',
      `The ${role} file ${basename(path)} cannot be read: it was moved, renamed or is not accessible. Choose the ${role} file where it is now.`,
    ),

  /** `what` stands at the path instead of a file: "a folder", "a device", "a pipe", "a socket". */
  notAFile: (path: string, what: string, role: FileRole) =>
    error('notGguf', `${basename(path)} is ${what}, not a file. Choose the GGUF file of the ${role}.`),

  notGguf: (path: string) =>
    error(
      'notGguf',
      `${basename(path)} is not a GGUF file. Choose a file that was converted for llama.cpp (its name usually ends in .gguf).`,
    ),

  ggufTruncated: (path: string, hasBytes: number, needsBytes: number | undefined) =>
    error(
      'ggufTruncated',
      `${basename(path)} is incomplete: it has ${describeBytes(hasBytes)}${
        needsBytes === undefined ? ' and ends within its header' : ` of ${describeBytes(needsBytes)}`
      }. Download or copy it again.`,
    ),
};
