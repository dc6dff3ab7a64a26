/** Why a file of questions, of reports or of answers cannot be used, in words that say the way out. */
import { t } from '@vscode/l10n';
import { basename } from 'node:path';
import { describeBytes } from '../../text/describeBytes.ts';

export type DatasetErrorCode =
  | 'cannotRead'
  | 'notAFile'
  | 'empty'
  | 'tooLarge'
  | 'notUtf8'
  | 'otherKind'
  | 'notJson'
  | 'cut'
  | 'notRecognised'
  | 'answersNotQuestions'
  | 'questionsNotAnswers'
  | 'nothingLeft'
  | 'duplicateIds'
  | 'mixedFormats'
  | 'damagedParquet'
  | 'changedMeanwhile'
  | 'cannotWrite';

export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  readonly code: DatasetErrorCode;

  constructor(code: DatasetErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What stands in a file's place, by its first bytes. */
export type OtherKind = 'pickle' | 'archive' | 'lfsPointer' | 'webPage' | 'xml';

const OTHER_KINDS: Readonly<Record<OtherKind, (name: string) => string>> = {
  pickle: (name) =>
    t`${name} is a Python pickle, which runs whatever program stands in it, so it is not opened. PathVQA's questions are also published as parquet files with their images (flaviagiammarino/path-vqa on Hugging Face): take those.`,
  archive: (name) => t`${name} is an archive. Unpack it, and name the file of questions that is in it.`,
  lfsPointer: (name) => t`${name} is only Git LFS's pointer to the file. Fetch the file itself: git lfs pull.`,
  webPage: (name) => t`${name} is a web page, not the file that it is about. Download the file itself.`,
  xml: (name) => t`${name} is XML. The same questions are published as JSON: take that file.`,
};

const shapes = (): string =>
  t`Known are the JSON of LLaVA-Med, VQA-RAD and SLAKE, parquet files with question and answer, JSON lines with question and answer, and JSON lines with image and report (or findings).`;

export const datasetErrors = {
  cannotRead: (path: string, error: unknown) =>
    new DatasetError('cannotRead', t`${basename(path)} cannot be read: ${cause(error)}`),

  notAFile: (path: string, what: string) =>
    new DatasetError('notAFile', t`${basename(path)} is ${what}, not a file: name the file of questions.`),

  empty: (path: string) =>
    new DatasetError(
      'empty',
      t`${basename(path)} is empty. It may not have been downloaded to its end: fetch it again.`,
    ),

  tooLarge: (path: string, bytes: number, limit: number) =>
    new DatasetError(
      'tooLarge',
      t`${basename(path)} has ${describeBytes(bytes)}; at most ${describeBytes(limit)} of text are read. Split it into several files, and name them all.`,
    ),

  rowGroupTooLarge: (path: string, bytes: number, limit: number) =>
    new DatasetError(
      'tooLarge',
      t`A row group of ${basename(path)} has ${describeBytes(bytes)}; at most ${describeBytes(limit)} are read at once. Write the file again with smaller row groups.`,
    ),

  notUtf8: (path: string, line: number) =>
    new DatasetError('notUtf8', t`${basename(path)} is not UTF-8 text (line ${line}). Save it as UTF-8.`),

  otherKind: (path: string, kind: OtherKind) => new DatasetError('otherKind', OTHER_KINDS[kind](basename(path))),

  notJson: (path: string, line?: number) =>
    new DatasetError(
      'notJson',
      line === undefined
        ? t`${basename(path)} is neither JSON nor JSON lines. ${shapes()}`
        : t`${basename(path)} is neither JSON nor JSON lines (line ${line}). ${shapes()}`,
    ),

  cut: (path: string) =>
    new DatasetError('cut', t`${basename(path)} ends in the middle of a question: fetch it, or write it, again.`),

  notRecognised: (path: string, members: readonly string[]) =>
    new DatasetError(
      'notRecognised',
      members.length === 0
        ? t`${basename(path)} has no questions with answers that are known. ${shapes()}`
        : t`${basename(path)} has no questions with answers that are known; what it has: ${members.join(', ')}. ${shapes()}`,
    ),

  notOfFormat: (path: string, format: string, members: readonly string[]) =>
    new DatasetError(
      'notRecognised',
      members.length === 0
        ? t`${basename(path)} is not in the form of ${format}. Name no format, and it is recognised.`
        : t`${basename(path)} is not in the form of ${format}; what it has: ${members.join(', ')}. Name no format, and it is recognised.`,
    ),

  answersNotQuestions: (path: string) =>
    new DatasetError(
      'answersNotQuestions',
      t`${basename(path)} has a model's answers, not the questions: name it as the answers, beside the file of questions.`,
    ),

  questionsNotAnswers: (path: string) =>
    new DatasetError(
      'questionsNotAnswers',
      t`${basename(path)} has no answers (question_id and text on each line): name the file that llava-med batch, or LLaVA-Med, has written.`,
    ),

  nothingLeft: (path: string, why: string) =>
    new DatasetError('nothingLeft', t`No question of ${basename(path)} can be used: ${why}.`),

  duplicateIds: (path: string, id: string, one: string, other: string, count: number) =>
    new DatasetError(
      'duplicateIds',
      count > 1
        ? t`${basename(path)} gives the id ${id} to ${one} and to ${other} (${count} ids are given twice): answers could not be told apart. Give each question an id of its own, or none at all.`
        : t`${basename(path)} gives the id ${id} to ${one} and to ${other}: answers could not be told apart. Give each question an id of its own, or none at all.`,
    ),

  mixedFormats: (path: string, one: string, other: string) =>
    new DatasetError(
      'mixedFormats',
      t`${basename(path)} is in the form of ${other}, the files before it in that of ${one}: evaluate them one by one.`,
    ),

  damagedParquet: (path: string) =>
    new DatasetError(
      'damagedParquet',
      t`${basename(path)} is a parquet file that is damaged, or of a kind that cannot be read. Fetch it again.`,
    ),

  changedMeanwhile: (path: string) =>
    new DatasetError('changedMeanwhile', t`${basename(path)} has changed since its questions were read: start again.`),

  cannotWrite: (folder: string, error: unknown) =>
    new DatasetError('cannotWrite', t`The images cannot be written to ${basename(folder)}: ${cause(error)}`),
};

function cause(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return t`there is no such file. Is its name right?`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return t`it is not allowed. Name another place, or change its permissions.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return t`a file stands where a folder should be. Name another folder.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return t`there is no room left. Make room, and try again.`;
    default:
      return code === undefined
        ? t`it failed. Try again, or copy it to another place.`
        : t`${code}. Try again, or copy it to another place.`;
  }
}
