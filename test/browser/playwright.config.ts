import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from '../../scripts/chromium.mjs';

const executablePath = findChromium();

/** The packaged extension, where one was made: it gets a run of its own, without the checkout. */
const vsix = process.env['VSIX'];

/**
 * Two workers, each with a workbench server and a browser of its own: a test waits for windows and timers about half
 * its time. Times are for a busy machine.
 */
export default defineConfig<object, { vsix: string | undefined }>({
  testDir: '.',
  outputDir: '../../.cache/test/playwright',
  workers: 2,
  fullyParallel: true,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['./tallyReporter.ts']],
  projects:
    vsix === undefined
      ? [{ name: 'checkout', testIgnore: 'vsix.spec.ts' }]
      : [{ name: 'vsix', testMatch: 'vsix.spec.ts', use: { vsix } }],
  use: {
    viewport: { width: 1400, height: 900 },
    actionTimeout: 60_000,
    navigationTimeout: 120_000,
    launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args: chromiumArguments() },
  },
});
