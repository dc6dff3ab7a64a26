/** What can be wrong with the files of questions and of answers, in words that say the way out. */
import { t } from '@vscode/l10n';
import { basename } from 'node:path';

/** A file is not as this run needs it, or cannot be written. */
export class BatchError extends Error {
  override readonly name = 'BatchError';
  readonly code:
    | 'questionsUnreadable'
    | 'answersNoFile'
    | 'notOurAnswers'
    | 'otherQuestions'
    | 'otherSettings'
    | 'notWritable'
    | 'changedMeanwhile';

  constructor(code: BatchError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const ANEW = 'Name another file with --out, or start anew with --overwrite.';

/** Those that the editor says in words of its own are the command line's: English. */
export const batchErrors = {
  questionsMissing: (path: string) =>
    new BatchError('questionsUnreadable', t`${basename(path)}: no such file. Name the file of questions.`),

  questionsForbidden: (path: string) =>
    new BatchError('questionsUnreadable', t`${basename(path)} may not be read. Allow it, or name another.`),

  questionsNoFile: (path: string, what: string) =>
    new BatchError('questionsUnreadable', t`${basename(path)} is ${what}, not a file: name the file of questions.`),

  answersNoFile: (what: string) =>
    new BatchError('answersNoFile', t`--out is ${what}, not a file: name a file for the answers.`),

  notOurAnswers: (path: string, line: number) =>
    new BatchError(
      'notOurAnswers',
      `${basename(path)} holds something else than answers of llava-med batch (line ${line}), so nothing is added to it. ${ANEW}`,
    ),

  otherQuestions: (path: string, line: number, questionsPath: string, questionLine: number) =>
    new BatchError(
      'otherQuestions',
      `Line ${line} of ${basename(path)} does not answer line ${questionLine} of ${basename(questionsPath)}: the questions were others. ${ANEW}`,
    ),

  otherSettings: (path: string, changed: readonly string[]) =>
    new BatchError(
      'otherSettings',
      `${basename(path)} was begun with other settings: ${changed.join(', ')}. Give the same ones to go on. ${ANEW}`,
    ),

  notWritable: (path: string, error: unknown) =>
    new BatchError('notWritable', t`${basename(path)} cannot be written: ${cause(error)}`),

  changedMeanwhile: (path: string) =>
    new BatchError(
      'changedMeanwhile',
      t`Another program has written to ${basename(path)}, so nothing more is. Let one run at a time write to a file; what is in it was not touched.`,
    ),
};

const room = (): string => t`What was answered is in it: make room, and give the same command again to go on.`;

function cause(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return t`its folder does not exist. Make the folder, or name another file with --out.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return t`writing is not allowed there. Name another file with --out.`;
    case 'ENOSPC':
      return t`the disk is full. ${room()}`;
    case 'EDQUOT':
      return t`your share of the disk is used up. ${room()}`;
    case 'EFBIG':
      return t`it has reached the largest size that is allowed. ${room()}`;
    default:
      return t`${code ?? message}. What was answered is in it: give the same command again to go on.`;
  }
}
