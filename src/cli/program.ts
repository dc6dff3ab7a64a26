/** The command line: every subcommand, read by commander, which answers for its help as well. */
import { Command, CommanderError } from 'commander';
import { ask } from './commands/ask.ts';
import { batch } from './commands/batch.ts';
import { cache } from './commands/cache.ts';
import { check } from './commands/check.ts';
import { decode } from './commands/decode.ts';
import { compare } from './commands/compare.ts';
import { convert } from './commands/convert.ts';
import { deidentify } from './commands/deidentify.ts';
import { draft } from './commands/draft.ts';
import { evaluate } from './commands/eval.ts';
import { info } from './commands/info.ts';
import { series } from './commands/series.ts';
import { template } from './commands/template.ts';
import { RESEARCH_ONLY } from './notices.ts';
import type { Subcommand } from './subcommand.ts';
import { UsageError } from './usageError.ts';

export const SUBCOMMANDS: readonly Subcommand[] = [
  ask,
  batch,
  evaluate,
  compare,
  draft,
  check,
  template,
  series,
  info,
  convert,
  decode,
  deidentify,
  cache,
];

const HELP_WIDTH = 100;

/** What a command line asks for. */
export type Wish =
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'version' }
  | { readonly kind: 'run'; readonly subcommand: Subcommand; readonly request: unknown };

/** `args` without the program's name. Throws `UsageError`. */
export function readArguments(args: readonly string[]): Wish {
  const names = SUBCOMMANDS.map(({ name }) => name);
  const at = commandPlace(args);
  const first = args[at];
  const list = `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
  const chosen = SUBCOMMANDS.find(({ name }) => name === (first === 'help' ? args[at + 1] : first));
  if (first === 'help' || args.some((arg) => arg === '--help' || arg === '-h'))
    return { kind: 'help', text: helpOf(chosen) };
  if (args.includes('--version')) return { kind: 'version' };
  if (first === undefined) throw new UsageError(`Say what to do: ${list}.`);
  if (chosen === undefined)
    throw new UsageError(
      first.startsWith('-')
        ? `Say what to do before "${first}": ${list}.`
        : `There is no command "${first}": it is ${list}.`,
    );
  return { kind: 'run', subcommand: chosen, request: requestOf(chosen, args.toSpliced(at, 1)) };
}

/** What a person who mistyped may type to see how it is done. */
export function helpLine(args: readonly string[]): string {
  const chosen = SUBCOMMANDS.find(({ name }) => name === args[commandPlace(args)]);
  return `llava-med ${chosen === undefined ? '' : `${chosen.name} `}--help`;
}

/** An option may stand before the command. */
function commandPlace(args: readonly string[]): number {
  if (args[0]?.startsWith('-') !== true) return 0;
  return Math.max(
    args.findIndex((arg) => SUBCOMMANDS.some(({ name }) => name === arg)),
    0,
  );
}

function requestOf(chosen: Subcommand, args: readonly string[]): unknown {
  const command = quiet(chosen.declare());
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    throw error instanceof CommanderError ? new UsageError(inOurWords(error, args, chosen)) : error;
  }
  return chosen.read(command.args, command.opts());
}

/** Errors are thrown, and written by the terminal. */
function quiet(command: Command): Command {
  return command
    .exitOverride()
    .showSuggestionAfterError(false)
    .helpOption('-h, --help', 'this text')
    .configureOutput({ writeErr: () => undefined })
    .configureHelp({ helpWidth: HELP_WIDTH });
}

/** Commander's "error: unknown option '--x'", with whose option it is, if it is another command's. */
function inOurWords(error: CommanderError, args: readonly string[], chosen: Subcommand): string {
  const flag = /--?[\w-]+/.exec(error.message)?.[0] ?? args.find((arg) => arg.startsWith('-')) ?? '';
  if (error.code === 'commander.unknownOption') {
    const owners = SUBCOMMANDS.filter((one) => one.declare().options.some(({ long }) => long === flag));
    return owners.length > 0
      ? `${flag} belongs to ${owners.map(({ name }) => name).join(', ')}.`
      : `${chosen.name} has no option ${flag}.`;
  }
  if (error.code === 'commander.optionMissingArgument') return `${flag} needs a value after it.`;
  return error.message.replace(/^error: /, '');
}

function helpOf(chosen: Subcommand | undefined): string {
  const all = quiet(new Command('llava-med'))
    .usage('COMMAND …')
    .description(`LLaVA-Med on your own machine. ${RESEARCH_ONLY}`)
    .option('--version', 'the version of this program')
    .helpCommand(false);
  if (chosen === undefined) {
    for (const one of SUBCOMMANDS) all.addCommand(quiet(one.declare()));
    all.configureHelp({ helpWidth: HELP_WIDTH, subcommandTerm: synopsis });
    return all.helpInformation() + AFTER;
  }
  const command = quiet(chosen.declare());
  all.addCommand(command);
  return command.helpInformation();
}

/** The command's first way to be called, without the options. */
export function synopsis(command: Command): string {
  return `${command.name()} ${command.usage().split('\n')[0]?.replace(' [options]', '') ?? ''}`;
}

/** Printed below the list of commands. */
const AFTER = `
The options of a command: llava-med COMMAND --help

An image is a DICOM, PNG, JPEG, TIFF, WebP or NIfTI file, or a folder, a DICOMDIR or a ZIP of them. The answer goes
to standard output, progress and notices to standard error. Exit codes: 0 done, 1 failed (deidentify: or some files
were refused, or there was none; check: or there is something to correct; eval quality: or it is worse than it was),
2 wrong usage, 3 batch, eval: some questions were left out, 130 stopped with Ctrl-C.
`;
