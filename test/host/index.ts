/**
 * The tests that run inside a real extension host: the editor loads this file (as dist/test/host/index.cjs) and calls `run`.
 * Every `*.test.ts` of this folder is a test file of mocha; `vscode` is the real one, the workspace a copy of samples/.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/** Rejects when a test failed: the editor then ends with exit code 1. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, color: true, forbidOnly: process.env['CI'] !== undefined });
  for (const name of readdirSync(__dirname).filter((file) => file.endsWith('.test.cjs')).sort()) mocha.addFile(join(__dirname, name));
  const { passes, failures, pending } = await new Promise<Mocha.Stats>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats ?? { suites: 0, tests: 0, passes: 0, pending: 0, failures: 1 }));
  });
  const tally = process.env['TALLY_FILE'];
  if (tally !== undefined) writeFileSync(tally, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
  if (failures > 0) throw new Error(`${failures} of the tests in the extension host failed`);
}
