/** Why a file of questions, of reports or of answers cannot be used, in words that say the way out. */
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

const OTHER_KINDS: Readonly<Record<OtherKind, string>> = {
  pickle:
    "is a Python pickle, which runs whatever program stands in it, so it is not opened. PathVQA's questions are also published as parquet files with their images (flaviagiammarino/path-vqa on Hugging Face): take those.",
  archive: 'is an archive. Unpack it, and name the file of questions that is in it.',
  lfsPointer: "is only Git LFS's pointer to the file. Fetch the file itself: git lfs pull.",
  webPage: 'is a web page, not the file that it is about. Download the file itself.',
  xml: 'is XML. The same questions are published as JSON: take that file.',
};

const SHAPES =
  'Known are the JSON of LLaVA-Med, VQA-RAD and SLAKE, parquet files with question and answer, JSON lines with question and answer, and JSON lines with image and report (or findings).';

export const datasetErrors = {
  cannotRead: (path: string, error: unknown) =>
    new DatasetError('cannotRead', `${basename(path)} cannot be read: ${cause(error)}`),

  notAFile: (path: string, what: string) =>
    new DatasetError('notAFile', `${basename(path)} is ${what}, not a file: name the file of questions.`),

  empty: (path: string) =>
    new DatasetError(
      'empty',
      `${basename(path)} is empty. It may not have been downloaded to its end: fetch it again.`,
    ),

  tooLarge: (path: string, bytes: number, limit: number) =>
    new DatasetError(
      'tooLarge',
      `${basename(path)} has ${describeBytes(bytes)}; at most ${describeBytes(limit)} of text are read. Split it into several files, and name them all.`,
    ),

  rowGroupTooLarge: (path: string, bytes: number, limit: number) =>
    new DatasetError(
      'tooLarge',
      `A row group of ${basename(path)} has ${describeBytes(bytes)}; at most ${describeBytes(limit)} are read at once. Write the file again with smaller row groups.`,
    ),

  notUtf8: (path: string, line: number) =>
    new DatasetError('notUtf8', `${basename(path)} is not UTF-8 text (line ${line}). Save it as UTF-8.`),

  otherKind: (path: string, kind: OtherKind) => new DatasetError('otherKind', `${basename(path)} ${OTHER_KINDS[kind]}`),

  notJson: (path: string, line?: number) =>
    new DatasetError(
      'notJson',
      `${basename(path)} is neither JSON nor JSON lines${line === undefined ? '' : ` (line ${line})`}. ${SHAPES}`,
    ),

  cut: (path: string) =>
    new DatasetError('cut', `${basename(path)} ends in the middle of a question: fetch it, or write it, again.`),

  notRecognised: (path: string, members: readonly string[]) =>
    new DatasetError(
      'notRecognised',
      `${basename(path)} has no questions with answers that are known${members.length === 0 ? '' : `; what it has: ${members.join(', ')}`}. ${SHAPES}`,
    ),

  notOfFormat: (path: string, format: string, members: readonly string[]) =>
    new DatasetError(
      'notRecognised',
      `${basename(path)} is not in the form of ${format}${members.length === 0 ? '' : `; what it has: ${members.join(', ')}`}. Name no format, and it is recognised.`,
    ),

  answersNotQuestions: (path: string) =>
    new DatasetError(
      'answersNotQuestions',
      `${basename(path)} has a model's answers, not the questions: name it as the answers, beside the file of questions.`,
    ),

  questionsNotAnswers: (path: string) =>
    new DatasetError(
      'questionsNotAnswers',
      `${basename(path)} has no answers (question_id and text on each line): name the file that llava-med batch, or LLaVA-Med, has written.`,
    ),

  nothingLeft: (path: string, why: string) =>
    new DatasetError('nothingLeft', `No question of ${basename(path)} can be used: ${why}.`),

  duplicateIds: (path: string, id: string, one: string, other: string, count: number) =>
    new DatasetError(
      'duplicateIds',
      `${basename(path)} gives the id ${id} to ${one} and to ${other}${count > 1 ? ` (${count} ids are given twice)` : ''}: answers could not be told apart. Give each question an id of its own, or none at all.`,
    ),

  mixedFormats: (path: string, one: string, other: string) =>
    new DatasetError(
      'mixedFormats',
      `${basename(path)} is in the form of ${other}, the files before it in that of ${one}: evaluate them one by one.`,
    ),

  damagedParquet: (path: string) =>
    new DatasetError(
      'damagedParquet',
      `${basename(path)} is a parquet file that is damaged, or of a kind that cannot be read. Fetch it again.`,
    ),

  changedMeanwhile: (path: string) =>
    new DatasetError('changedMeanwhile', `${basename(path)} has changed since its questions were read: start again.`),

  cannotWrite: (folder: string, error: unknown) =>
    new DatasetError('cannotWrite', `The images cannot be written to ${basename(folder)}: ${cause(error)}`),
};

function cause(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file. Is its name right?';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'it is not allowed. Name another place, or change its permissions.';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file stands where a folder should be. Name another folder.';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'there is no room left. Make room, and try again.';
    default:
      return `${code ?? 'it failed'}. Try again, or copy it to another place.`;
  }
}
