import type { Command } from 'commander';
import type { Terminal } from './terminal.ts';

export const EXIT = { done: 0, failed: 1, usage: 2, leftOut: 3, stopped: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What every subcommand runs in. */
export interface CliContext {
  /** The folder of package.json. */
  readonly packageRoot: string;
  /** The folder of the bundles of the children. */
  readonly distDir: string;
  readonly terminal: Terminal;
  /** Ctrl-C: the answer so far stands. */
  readonly signal: AbortSignal;
}

/**
 * One subcommand: a file in commands/, listed in program.ts. Its help, and README's list, are made of what it declares.
 */
export interface Subcommand<Request = unknown> {
  readonly name: string;
  /** Anew each time: a command of commander keeps what it has read. Without an action; that is `read` and `run`. */
  declare(): Command;
  /**
   * The command line as data: every option checked, nothing done yet. Throws `UsageError`. `values` is what the declared
   * options have read.
   */
  read(words: readonly string[], values: OptionValues): Request;
  run(request: Request, context: CliContext): Promise<ExitCode>;
}

export type OptionValues = Readonly<Record<string, unknown>>;

/** Of a subcommand whose `run` gets what its `read` gives; the list of all of them does not know of what kind that is. */
export function subcommand<Request>(one: Subcommand<Request>): Subcommand {
  return one;
}
