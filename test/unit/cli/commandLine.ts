/** What command lines ask for. */
import assert from 'node:assert/strict';
import { readArguments } from '../../../src/cli/program.ts';
import { UsageError } from '../../../src/cli/usageError.ts';

export const PRECISION = { cacheType: 'f16', projectorPrecision: 'file' };
/** Of a line that names none. */
export const MODEL = {
  ...{ modelPath: undefined, projectorPath: undefined, gpu: 'auto', contextSize: 0, threads: 0 },
  ...PRECISION,
};

/** What the line asks of which subcommand. */
export function read(line: readonly string[]): readonly [name: string, request: unknown] {
  const wish = readArguments(line);
  assert.ok(wish.kind === 'run', line.join(' '));
  return [wish.subcommand.name, wish.request];
}

export function help(line: readonly string[]): string {
  const wish = readArguments(line);
  assert.ok(wish.kind === 'help', line.join(' '));
  return wish.text;
}

export const refuses = (line: readonly string[], says: RegExp): void => {
  assert.throws(
    () => readArguments(line),
    (error) => error instanceof UsageError && says.test(error.message),
    line.join(' '),
  );
};
