/** A prompt that cannot be read or written. `message` names the file, what is wrong and where, and the way out. */
export class PromptError extends Error {
  override readonly name = 'PromptError';
  /** Counted from 1; undefined where it is no matter of a line. */
  readonly line: number | undefined;

  constructor(fileName: string, reason: string, wayOut: string, line?: number) {
    super(`${fileName}${line === undefined ? '' : `, line ${String(line)}`}: ${reason}. ${wayOut}.`);
    this.line = line;
  }
}
