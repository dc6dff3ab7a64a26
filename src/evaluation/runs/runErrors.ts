/** What can be wrong with a run's folder, in words that say the way out. */
import { t } from '@vscode/l10n';
import { basename } from 'node:path';

export class RunError extends Error {
  override readonly name = 'RunError';
  readonly code:
    | 'manifestUnreadable'
    | 'questionsUnreadable'
    | 'judgementsUnreadable'
    | 'noRun'
    | 'notEmpty'
    | 'noFolder'
    | 'inUse'
    | 'otherModel'
    | 'otherRun'
    | 'nothingToAsk'
    | 'notMergeable'
    | 'notComparable'
    | 'noCaptions';

  constructor(code: RunError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const anew = (): string => t`Name another folder, or start anew with --overwrite.`;

/** Those that the editor never meets, or says in words of its own, are the command line's: English. */
export const runErrors = {
  manifestUnreadable: (path: string) =>
    new RunError(
      'manifestUnreadable',
      t`${basename(path)} does not describe a run of an evaluation of this version. ${anew()}`,
    ),

  questionsUnreadable: (path: string, line: number) =>
    new RunError('questionsUnreadable', t`Line ${line} of the run's ${basename(path)} is no question. ${anew()}`),

  judgementsUnreadable: (path: string, line: number) =>
    new RunError(
      'judgementsUnreadable',
      t`Line ${line} of the run's ${basename(path)} is no judgement of this run. Delete the file to have all judged again.`,
    ),

  noRun: (folder: string) =>
    new RunError(
      'noRun',
      t`${basename(folder)} holds no run of an evaluation (no evaluation.json): name the folder of one.`,
    ),

  notEmpty: (folder: string) =>
    new RunError(
      'notEmpty',
      t`${basename(folder)} is not empty and holds no run, so nothing is written there. Name an empty folder, or a new one.`,
    ),

  noFolder: (folder: string) =>
    new RunError('noFolder', t`${basename(folder)} is a file; a run is a folder. Name a new one.`),

  otherRun: (folder: string, differences: readonly string[]) =>
    new RunError(
      'otherRun',
      `The run in ${basename(folder)} was begun otherwise: ${differences.join(', ')}. Give the same to go on. Name another folder, or start anew with --overwrite.`,
    ),

  nothingToAsk: (file: string, notes: readonly string[]) =>
    new RunError('nothingToAsk', [t`There is no question in ${file} that can be asked.`, ...notes].join(' ')),

  inUse: (folder: string) =>
    new RunError(
      'inUse',
      t`Another program, or another window, works on the run in ${basename(folder)}. Wait for it, or stop it there.`,
    ),

  otherModel: (folder: string, before: string, now: string) =>
    new RunError(
      'otherModel',
      `The run in ${basename(folder)} was answered by ${before}, not by ${now}. Choose that model to go on, or begin a new run.`,
    ),

  notMergeable: (why: string) => new RunError('notMergeable', `These runs are not the parts of one: ${why}.`),

  notComparable: (why: string) => new RunError('notComparable', `These runs cannot be compared: ${why}.`),

  noCaptions: (file: string) =>
    new RunError('noCaptions', `${file} has no captions, which --text-only asks with in place of the images.`),
};
