/** A failure of set-up that a person can mend: what went wrong, and what to do about it. */
export class SetupError extends Error {
  /**
   * @param {string} message What went wrong, one sentence.
   * @param {string} fix What to do, one or more lines; commands on lines of their own.
   */
  constructor(message, fix) {
    super(message);
    this.name = 'SetupError';
    this.fix = fix;
  }
}

/**
 * Prints a failure of a script: a SetupError by its message and fix, anything else with its stack.
 * @param {unknown} error
 */
export function printFailure(error) {
  if (error instanceof SetupError) console.error(`\n✖ ${error.message}\n\n  ${error.fix.replaceAll('\n', '\n  ')}\n`);
  else console.error(error);
}
