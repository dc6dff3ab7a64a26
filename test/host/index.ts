/**
 * The tests that run inside a real extension host: the editor loads this file (as dist/test/host/index.cjs) and calls
 * `run`. Every `*.test.ts` of this folder is bundled into tests.cjs; `vscode` is the real one, the workspace a copy of
 * samples/.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/** Marks the tests' own lines among everything else that an editor says on its console. */
const mark = '[host] ';

/** Rejects when a test failed: the editor then ends with exit code 1. */
export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => {
    for (const line of format(...values).split('\n')) console.log(mark + line);
  };
  const ci = process.env['CI'] !== undefined;
  const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, color: false, forbidOnly: ci, retries: ci ? 1 : 0 });
  const wanted = process.env['HOST_TESTS'];
  if (wanted !== undefined) mocha.grep(new RegExp(wanted));
  mocha.addFile(join(__dirname, 'tests.cjs'));
  const { passes, failures, pending } = await new Promise<Mocha.Stats>((resolve) => {
    const runner = mocha.run(() =>
      resolve(runner.stats ?? { suites: 0, tests: 0, passes: 0, pending: 0, failures: 1 }),
    );
  });
  const tally = process.env['TALLY_FILE'];
  if (tally !== undefined) writeFileSync(tally, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
  if (failures > 0) throw new Error(`${failures} of the tests in the extension host failed`);
}
