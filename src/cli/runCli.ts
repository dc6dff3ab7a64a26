/** The program `llava-med`, apart from its process: arguments in, exit code out. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { demoPair } from '../assistant/demoPair.ts';
import { createLocalServices } from '../assistant/localServices.ts';
import type { ModelPair } from '../protocol/engine.ts';
import { runAnswerCommand } from './answerCommand.ts';
import { parseCommandLine } from './commandLine.ts';
import type { Command, CommonOptions } from './commandLine.ts';
import { runDecodeCommand } from './decodeCommand.ts';
import { runDeidentifyCommand } from './deidentifyCommand.ts';
import { runInfoCommand } from './infoCommand.ts';
import { Terminal } from './terminal.ts';
import type { OutputStream } from './terminal.ts';
import { HELP, UsageError } from './usage.ts';

export interface CliSurroundings {
  /** The folder of package.json. */
  readonly packageRoot: string;
  /** The folder of the bundles of the children. */
  readonly distDir: string;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Ctrl-C: the answer so far stands. */
  readonly signal: AbortSignal;
}

export const EXIT = { done: 0, failed: 1, usage: 2, stopped: 130 } as const;

export async function runCli(args: readonly string[], surroundings: CliSurroundings): Promise<number> {
  const { stdout, stderr, signal } = surroundings;
  const terminal = new Terminal(stdout, stderr);
  try {
    return await perform(parseCommandLine(args), surroundings, terminal);
  } catch (error) {
    if (signal.aborted) {
      terminal.clearProgress();
      return EXIT.stopped;
    }
    report(error, args.includes('--json'), terminal);
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  }
}

async function perform(command: Command, surroundings: CliSurroundings, terminal: Terminal): Promise<number> {
  const { packageRoot, distDir, signal } = surroundings;
  switch (command.kind) {
    case 'help':
      terminal.answer(HELP);
      return EXIT.done;
    case 'version':
      terminal.answer(`${await readVersion(packageRoot)}\n`);
      return EXIT.done;
    case 'info':
      await runInfoCommand(await modelPair(command.options, packageRoot), command.options, terminal);
      return EXIT.done;
    case 'decode':
      await runDecodeCommand(command, distDir, terminal, signal);
      return EXIT.done;
    case 'deidentify':
      return { done: EXIT.done, someRefused: EXIT.failed, stopped: EXIT.stopped }[
        await runDeidentifyCommand(command, distDir, terminal, signal)
      ];
    case 'ask':
    case 'draft': {
      const { gpu, contextSize, threads, sampling } = command.options;
      const pair = await modelPair(command.options, packageRoot);
      const settings = { load: () => ({ pair, gpu, contextSize, threads }), sampling: () => sampling };
      const services = createLocalServices({ distDir, settings });
      try {
        return (await runAnswerCommand(command, services, terminal, signal)) ? EXIT.done : EXIT.stopped;
      } finally {
        await services.dispose();
      }
    }
  }
}

/** Paths count from the working folder. */
async function modelPair({ modelPath, projectorPath }: CommonOptions, packageRoot: string): Promise<ModelPair> {
  if (modelPath !== undefined) {
    return {
      modelPath: resolve(modelPath),
      projectorPath: projectorPath === undefined ? undefined : resolve(projectorPath),
    };
  }
  try {
    return await demoPair(packageRoot);
  } catch {
    throw new Error(
      'The demo model is not in this installation (models/demo). Name a model with --model and --mmproj.',
    );
  }
}

async function readVersion(packageRoot: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** Our errors say all that a user needs; anything else is a fault of the program, and says where. */
function report(error: unknown, json: boolean, terminal: Terminal): void {
  terminal.endAnswer();
  const { message, code } = describeError(error);
  terminal.note(`llava-med: ${message}`);
  if (error instanceof UsageError) terminal.note('Try: llava-med --help');
  if (json) terminal.answer(`${JSON.stringify({ error: { code, message } })}\n`);
}

function describeError(error: unknown): { message: string; code: string } {
  if (error instanceof UsageError) return { message: error.message, code: 'usage' };
  if (!(error instanceof Error)) return { message: String(error), code: 'internal' };
  return { message: error.message, code: 'code' in error && typeof error.code === 'string' ? error.code : 'internal' };
}
