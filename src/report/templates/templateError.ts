/**
 * A template or a macro that cannot be read. `message` says what is wrong on which line, and the way out; the file's name
 * is left to whoever knows how to show it.
 */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  /** Counted from 1; undefined where it is no matter of a line. */
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }
}
