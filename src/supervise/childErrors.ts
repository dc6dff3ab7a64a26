/** Why a call to a supervised child failed, other than by its handler's own error. */

/** How a process ended: by itself with a code, or by a signal; neither when it never started. */
export interface ChildExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export class ChildDiedError extends Error {
  override readonly name = 'ChildDiedError';
  readonly exit: ChildExit;
  /** The child's last lines on stdout and stderr, oldest first: for the log, never for a user. */
  readonly lastLines: readonly string[];

  constructor(how: string, exit: ChildExit, lastLines: readonly string[]) {
    super(`The child process ended (${how}).`);
    this.exit = exit;
    this.lastLines = lastLines;
  }
}

/** The child was killed because it gave no sign of life, or a call took longer than its `timeoutMs`. */
export class ChildHungError extends Error {
  override readonly name = 'ChildHungError';
  readonly lastLines: readonly string[];

  constructor(why: string, lastLines: readonly string[]) {
    super(`The child process was ended: ${why}.`);
    this.lastLines = lastLines;
  }
}

/** The child died too often without one call that succeeded between. */
export class TooManyRestartsError extends Error {
  override readonly name = 'TooManyRestartsError';
  readonly deaths: number;

  constructor(deaths: number) {
    super(`The child process ended ${deaths} times in a row and is not started again.`);
    this.deaths = deaths;
  }
}

/** The handler threw. `data` is the `data` property of what it threw, if it had one. */
export class HandlerError extends Error {
  override readonly name = 'HandlerError';
  readonly originalName: string;
  readonly originalStack: string | undefined;
  readonly data: unknown;

  constructor(originalName: string, message: string, originalStack: string | undefined, data: unknown) {
    super(message);
    this.originalName = originalName;
    this.originalStack = originalStack;
    this.data = data;
  }
}
