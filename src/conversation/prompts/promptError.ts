import { t } from '@vscode/l10n';

/**
 * A prompt that cannot be read or written. `message` names the file and where in it; `problem` says what is wrong, and
 * the way out.
 */
export class PromptError extends Error {
  override readonly name = 'PromptError';
  /** Counted from 1; undefined where it is no matter of a line. */
  readonly line: number | undefined;

  constructor(fileName: string, problem: string, line?: number) {
    super(line === undefined ? `${fileName}: ${problem}` : t`${fileName}, line ${line}: ${problem}`);
    this.line = line;
  }
}
