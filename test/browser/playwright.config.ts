import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from '../../scripts/chromium.mjs';

const executablePath = findChromium();

/** The packaged extension, where one was made: it gets a run of its own, without the checkout. */
const vsix = process.env['VSIX'];

/** One worker: one workbench server, and machines of two cores. Times are for a busy one. */
export default defineConfig<object, { vsix: string | undefined }>({
  testDir: '.',
  outputDir: '../../.cache/test/playwright',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['./tallyReporter.ts']],
  projects:
    vsix === undefined
      ? [
          { name: 'browser', testIgnore: ['vsix.spec.ts', 'chat/**'] },
          { name: 'chat', testDir: './chat' },
        ]
      : [{ name: 'vsix', testMatch: 'vsix.spec.ts', use: { vsix } }],
  use: {
    viewport: { width: 1400, height: 900 },
    actionTimeout: 60_000,
    navigationTimeout: 120_000,
    launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args: chromiumArguments() },
  },
});
