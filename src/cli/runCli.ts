/** The program `llava-med`, apart from its process: arguments in, exit code out. */
import { helpLine, readArguments } from './program.ts';
import { programVersion } from './programVersion.ts';
import { EXIT, type CliContext } from './subcommand.ts';
import { Terminal } from './terminal.ts';
import type { OutputStream } from './terminal.ts';
import { UsageError } from './usageError.ts';

export interface CliSurroundings extends Omit<CliContext, 'terminal'> {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

export async function runCli(
  args: readonly string[],
  { stdout, stderr, ...surroundings }: CliSurroundings,
): Promise<number> {
  const terminal = new Terminal(stdout, stderr);
  try {
    const wish = readArguments(args);
    switch (wish.kind) {
      case 'help':
        terminal.answer(wish.text);
        return EXIT.done;
      case 'version':
        terminal.answer(`${await programVersion(surroundings.packageRoot)}\n`);
        return EXIT.done;
      case 'run':
        return await wish.subcommand.run(wish.request, { ...surroundings, terminal });
    }
  } catch (error) {
    if (surroundings.signal.aborted) {
      terminal.clearProgress();
      return EXIT.stopped;
    }
    report(error, args, terminal);
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  }
}

/** Our errors say all that a user needs; anything else is a fault of the program, and says where. */
function report(error: unknown, args: readonly string[], terminal: Terminal): void {
  terminal.endAnswer();
  const { message, code } = describeError(error);
  terminal.note(`llava-med: ${message}`);
  if (error instanceof UsageError) terminal.note(`Try: ${helpLine(args)}`);
  if (args.includes('--json')) terminal.json({ error: { code, message } });
}

function describeError(error: unknown): { message: string; code: string } {
  if (error instanceof UsageError) return { message: error.message, code: 'usage' };
  if (!(error instanceof Error)) return { message: String(error), code: 'internal' };
  return { message: error.message, code: 'code' in error && typeof error.code === 'string' ? error.code : 'internal' };
}
