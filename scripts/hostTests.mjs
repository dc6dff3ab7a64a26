import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { format } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumArguments, installChromium } from './chromium.mjs';
import { installWorkbench } from './installWorkbench.mjs';
import { cache, root } from './paths.mjs';
import { fillSampleWorkspace } from './sampleWorkspace.mjs';
import { startWorkbench } from './workbenchServer.mjs';

/** Begins each line of the tests themselves: see test/host/index.ts. */
const mark = '[host] ';
const longest = 600_000;

/**
 * Runs dist/test/host/index.cjs inside a real extension host, with this folder as the extension under development and a
 * fresh copy of the samples as the workspace. The tests' output goes to this terminal.
 * @returns {Promise<number>} The exit code that the editor would end with.
 */
async function runHostTests() {
  await mkdir(join(cache, 'test'), { recursive: true });
  const folder = await mkdtemp(join(cache, 'test/host-'));
  const workspace = join(folder, 'workspace');
  await fillSampleWorkspace(workspace);
  const server = await startWorkbench({
    workbench: await installWorkbench(),
    data: join(folder, 'data'),
    extensionDevelopment: true,
    // Nobody is there to say that the folder is trusted.
    settings: { 'security.workspace.trust.enabled': false },
  });
  const browser = await chromium.launch({ executablePath: await installChromium(), args: chromiumArguments() });
  try {
    const page = await browser.newPage();
    /** @type {Promise<number>} */
    const exitCode = new Promise((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
    /** @type {string[]} */
    const otherLines = [];
    await page.exposeFunction('codeAutomationLog', (/** @type {string} */ _type, /** @type {unknown[]} */ values) => {
      const line = format(...values);
      if (line.startsWith(mark)) console.log(line.slice(mark.length));
      else otherLines.push(line.split('\n', 1)[0] ?? '');
    });
    const inside = `vscode-remote://127.0.0.1:${server.port}`;
    const url = server.url(workspace, [
      ['extensionDevelopmentPath', inside + root],
      ['extensionTestsPath', `${inside}${root}/dist/test/host/index.cjs`],
    ]);
    await page.goto(url, { timeout: 120_000 });
    const code = await Promise.race([exitCode, timeLimit()]);
    if (code !== 0) console.log(`\nThe window's console ended with:\n${otherLines.slice(-30).join('\n')}`);
    return code;
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function timeLimit() {
  await delay(longest, undefined, { ref: false });
  console.error(`The tests in the extension host did not end within ${longest / 60_000} minutes.`);
  return 1;
}

// An exit ends the server and the browser; a plain death by signal would leave them.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
process.exitCode = await runHostTests();
