/** `npm test`: sets up what the tests need and runs every suite, or those that are named. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { installChromium } from './chromium.mjs';
import { installIndependentReaders } from './independentReaders.mjs';
import { installWorkbench } from './installWorkbench.mjs';
import { cache } from './paths.mjs';
import { capture, run } from './run.mjs';
import { printFailure } from './setupError.mjs';
import { seconds, step } from './step.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */
/**
 * How a program is run: with its output on this terminal, or kept.
 * @typedef {typeof capture} Start
 */

const minutes = 60_000;
const playwright = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'test/browser'];

/** @type {Record<string, (start: Start) => Promise<Tally & { output?: string }>>} */
const suites = {
  typecheck: (start) => check(['scripts/typecheck.mjs'], start),
  lint: (start) => check(['scripts/lint.mjs'], start),
  unit: (start) => compared('test/unit/**/*.test.ts', 30 * minutes, start),
  engine: (start) => compared('test/engine/**/*.test.ts', 45 * minutes, start),
  host: () => inEditor(['scripts/hostTests.mjs'], 20 * minutes),
  browser: () => inEditor([...playwright, '--project', 'browser'], 45 * minutes),
  chat: () => inEditor([...playwright, '--project', 'chat'], 45 * minutes),
  vsix: packaged,
};

const usage = `npm test                      sets up what the tests need, and runs every suite
npm test -- unit browser      runs the suites that are named: ${Object.keys(suites).join(', ')}
npm test -- --help            this text

A suite that fails does not stop the next. The last line is "N passed, N failed".`;

/**
 * These run one after another beside those in an editor, about as long as they do, and give way to them: what is clicked
 * and typed there has to go on.
 */
const beside = ['typecheck', 'lint', 'unit', 'engine'];
/** It builds dist/ anew, from which the others run. */
const last = ['vsix'];

/**
 * A program that is one test: it passes when it ends with 0.
 * @param {string[]} args
 * @param {Start} start
 */
async function check(args, start) {
  const { code, output } = await start(process.execPath, args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output };
}

/**
 * Tests that hold ours beside other programs.
 * @param {string} files
 * @param {number} limit
 * @param {Start} start
 */
async function compared(files, limit, start) {
  await step('Other programs, to compare with (the first time: 100 MB from Debian)', installIndependentReaders);
  return mocha(files, limit, start);
}

/**
 * @param {string} files
 * @param {number} limit
 * @param {Start} [start]
 */
function mocha(files, limit, start) {
  // A busy CI machine may starve a child process for a while; a second try must pass then.
  const retries = process.env['CI'] === undefined ? [] : ['--retries', '1'];
  // Not by mocha's own starter, which puts a process between that the time limit would not reach.
  return counted(
    [
      '--import',
      'tsx',
      'node_modules/mocha/lib/cli/cli.js',
      '--reporter',
      'scripts/specWithTally.cjs',
      ...retries,
      files,
    ],
    limit,
    {},
    start,
  );
}

/** The extension as it is shipped: packaged, installed in a workbench that knows nothing of this checkout, and used. */
async function packaged() {
  const vsix = join(cache, 'test', `llava-med-${process.pid}.vsix`);
  const env = { ...process.env, LLAVA_MED_PACKAGE_CPUS: 'this' };
  const code = await run(process.execPath, ['scripts/package.mjs', '--out', vsix], { env });
  try {
    return code === 0 ? await inEditor(playwright, 5 * minutes, { VSIX: vsix }) : { passed: 0, failed: 1, skipped: 0 };
  } finally {
    await rm(vsix, { force: true });
    // dist/ is the checkout's again, not the package's.
    await run(process.execPath, ['esbuild.mjs']);
  }
}

/**
 * @param {string[]} args
 * @param {number} limit
 * @param {Record<string, string>} [env]
 */
async function inEditor(args, limit, env) {
  await step('The workbench (the first time: 250 MB from the npm registry)', installWorkbench);
  await step('Chromium', installChromium);
  return counted(args, limit, env);
}

/**
 * A program that counts its tests itself. One that dies before it has counted has failed.
 * @param {string[]} args
 * @param {number} limit Milliseconds after which it is ended.
 * @param {Record<string, string>} [env]
 * @param {Start} [start]
 * @returns {Promise<Tally & { output: string }>}
 */
async function counted(args, limit, env = {}, start = onTerminal) {
  const tallyFile = join(cache, 'test', `tally-${randomUUID()}.json`);
  const { code, output } = await start(process.execPath, args, {
    env: { ...process.env, ...env, TALLY_FILE: tallyFile },
    limit,
  });
  if (code === 143) console.error(`Ended: it took longer than ${limit / minutes} minutes, or was told to stop.`);
  const tally = /** @type {Tally} */ (
    JSON.parse(await readFile(tallyFile, 'utf8').catch(() => '{"passed":0,"failed":1,"skipped":0}'))
  );
  await rm(tallyFile, { force: true });
  return { ...tally, output, failed: code === 0 ? tally.failed : Math.max(tally.failed, 1) };
}

/** @type {Start} */
function aside(command, args, options) {
  return capture(command, args, { ...options, givesWay: true });
}

/** @type {Start} */
async function onTerminal(command, args, options) {
  return { code: await run(command, args, options), output: '' };
}

/** @returns {Promise<number>} The exit code. */
async function test() {
  const names = process.argv.slice(2);
  if (names.some((name) => name === '--help' || name === '-h')) {
    console.log(usage);
    return 0;
  }
  const unknown = names.find((name) => !Object.hasOwn(suites, name));
  if (unknown !== undefined) {
    console.error(`\n✖ There is no suite "${unknown}".\n\n${usage}\n`);
    return 1;
  }

  await bootstrap();
  await mkdir(join(cache, 'test'), { recursive: true });
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {Record<string, string>} */
  const lines = {};
  const inTurn = async (/** @type {typeof wanted} */ turn, /** @type {boolean} */ isQuiet) => {
    for (const [name, suite] of turn) {
      if (!isQuiet) console.log(`\n━━ ${name} ━━`);
      const started = performance.now();
      const { passed, failed, skipped, output } = await suite(isQuiet ? aside : onTerminal).catch((error) => {
        printFailure(error);
        return { passed: 0, failed: 1, skipped: 0, output: '' };
      });
      total.passed += passed;
      total.failed += failed;
      total.skipped += skipped;
      const mark = failed === 0 ? '✔' : '✖';
      const time = seconds(performance.now() - started).padStart(8);
      lines[name] = `${mark} ${name.padEnd(10)} ${time}   ${passed} passed, ${failed} failed, ${skipped} skipped`;
      if (isQuiet) console.log(`\n━━ ${name} ━━\n${output ?? ''}\n${lines[name]}`);
    }
  };
  const wanted = Object.entries(suites).filter(([name]) => names.length === 0 || names.includes(name));
  const quiet = wanted.filter(([name]) => beside.includes(name));
  const loud = wanted.filter(([name]) => !beside.includes(name) && !last.includes(name));
  const both = quiet.length > 0 && loud.length > 0;
  if (both) console.log(`\n▸ Beside the others, each printed at its end: ${quiet.map(([name]) => name).join(', ')}`);
  await Promise.all([inTurn(quiet, both), inTurn(loud, false)]);
  await inTurn(
    wanted.filter(([name]) => last.includes(name)),
    false,
  );
  const table = wanted.map(([name]) => lines[name]).join('\n');
  console.log(`\n━━ all suites ━━\n${table}\n\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await test();
} catch (error) {
  printFailure(error);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}
