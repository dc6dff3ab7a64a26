/**
 * Why a file of conversations could not be taken in: one factory each. A message names the file, the cause (the line or
 * the field, never what stands in it) and the way out.
 */
import { describeBytes } from '../../text/describeBytes.ts';
import { plainText } from '../../text/plainText.ts';

export type ImportErrorCode = 'notJson' | 'notConversations' | 'wrongField' | 'unsafe' | 'tooLarge' | 'newerVersion';

export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly code: ImportErrorCode;

  constructor(code: ImportErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

const error = (code: ImportErrorCode, message: string): ImportError => new ImportError(code, message);

/** `field` is a path of names and places, as in `conversation.exchanges.3.id`. */
export const importErrors = {
  notJson: (file: string, line: number | undefined): ImportError =>
    error(
      'notJson',
      line === undefined
        ? plainText`${file} is no JSON. Export the conversation again, or choose another file.`
        : plainText`${file} is no JSON: line ${line} cannot be read. Export the conversation again, or correct that line.`,
    ),
  notConversations: (file: string): ImportError =>
    error(
      'notConversations',
      plainText`${file} holds no conversations: neither an export of this extension nor a list of LLaVA conversations, each with "conversations". Choose another file.`,
    ),
  wrongField: (file: string, field: string, problem: string): ImportError =>
    error(
      'wrongField',
      plainText`${file}: ${field} is not as it must be (${problem}). Correct it, or export the conversation again.`,
    ),
  endless: (file: string, field: string): ImportError =>
    error(
      'unsafe',
      plainText`${file} was not imported: ${field} is a number without end, which no export of this extension has. Export the conversation again.`,
    ),
  tooDeep: (file: string, field: string, most: number): ImportError =>
    error(
      'unsafe',
      plainText`${file} was not imported: ${field} lies more than ${most} levels deep, which no export of this extension has. Export the conversation again.`,
    ),
  prototype: (file: string, field: string): ImportError =>
    error(
      'unsafe',
      plainText`${file} was not imported: ${field} names a prototype, which no export of this extension has. Export the conversation again.`,
    ),
  tooLarge: (file: string, bytes: number, most: number): ImportError =>
    error(
      'tooLarge',
      plainText`${file} has ${describeBytes(bytes)}; at most ${describeBytes(most)} can be imported. Split it, as JSONL by its lines.`,
    ),
  /** `has`: what there is too much of, counted. */
  tooMany: (file: string, has: string, most: number): ImportError =>
    error('tooLarge', plainText`${file} has ${has}; at most ${most} can be imported. Split it into several files.`),
  newerVersion: (file: string, version: number): ImportError =>
    error(
      'newerVersion',
      plainText`${file} was exported by a newer version of this extension (format ${version}). Update the extension, then import it again.`,
    ),
};
