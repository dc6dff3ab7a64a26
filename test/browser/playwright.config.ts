import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from '../../scripts/chromium.mjs';

const executablePath = findChromium();

/** One worker: one workbench server, and machines of two cores. Times are for a busy one. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../.cache/test/playwright',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['./tallyReporter.ts']],
  use: {
    viewport: { width: 1400, height: 900 },
    actionTimeout: 60_000,
    launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args: chromiumArguments() },
  },
});
