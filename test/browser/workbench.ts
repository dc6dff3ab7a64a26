/**
 * How to write a browser test: a real VS Code workbench with the extension installed from this folder, driven in
 * Chromium.
 *
 *   import { expect, test } from './workbench.ts';
 *
 *   test('answers about a dropped film', async ({ workbench }) => {
 *     const chat = await workbench.openChat();                                  // a Playwright Frame: chat.locator(…),
 * chat.getByRole(…)
 *     await workbench.drop(chat.getByTestId('drop-zone'), join(workbench.folder, 'chest-left-effusion.dcm'));
 *     …
 *     await workbench.screenshot('chat-answer');                                // test/browser/shots/chat-answer.png
 *   });
 *
 * - Each test has its own window, its own browser profile, and `workbench.folder`, its own copy of samples/: write
 *   files there freely.
 * - One server serves all tests of a run, on a port and in a data folder of its own; runs side by side do not meet.
 * - `test.use({ settings: { 'llavaMed.…': … } })` gives the workspace of a file's or a describe's tests their settings.
 * - What a window can do is in workbenchWindow.ts; `workbench.page` is the Playwright Page for everything else.
 * - After every test the window must have asked for no outside host, and failed tests leave a picture in shots/.
 *
 * Run: node scripts/test.mjs browser, or while writing: npm run build && npx playwright test -c test/browser
 * chat.spec.ts (a title with -g "…", --headed to watch).
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { installWorkbench } from '../../scripts/installWorkbench.mjs';
import { cache, root } from '../../scripts/paths.mjs';
import { fillSampleWorkspace } from '../../scripts/sampleWorkspace.mjs';
import { startWorkbench, type WorkbenchServer } from '../../scripts/workbenchServer.mjs';
import { WorkbenchWindow } from './workbenchWindow.ts';

export { expect };

interface TestFixtures {
  /** Settings of the test's workspace. */
  settings: Record<string, unknown>;
  workbench: WorkbenchWindow;
}

interface RunFixtures {
  /** A folder of this run, removed at its end. */
  runFolder: string;
  /** A packaged extension to install instead of this folder. */
  vsix: string | undefined;
  /** False: the workbench shows toasts, as users see them. */
  driver: boolean;
  server: WorkbenchServer;
}

export const test = base.extend<TestFixtures, RunFixtures>({
  runFolder: [
    async ({}, use) => {
      const parent = join(cache, 'test');
      await mkdir(parent, { recursive: true });
      const folder = await mkdtemp(join(parent, 'browser-'));
      await use(folder);
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],

  vsix: [undefined, { option: true, scope: 'worker' }],

  driver: [true, { option: true, scope: 'worker' }],

  server: [
    async ({ runFolder, vsix, driver }, use) => {
      const extension = vsix === undefined ? { extension: root } : { vsix };
      const server = await startWorkbench({
        workbench: await installWorkbench(),
        data: join(runFolder, 'data'),
        driver,
        ...extension,
      });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  settings: [{}, { option: true }],

  workbench: async ({ server, runFolder, settings, page }, use, testInfo) => {
    const folder = await mkdtemp(join(runFolder, 'workspace-'));
    await fillSampleWorkspace(folder);
    await mkdir(join(folder, '.vscode'), { recursive: true });
    await writeFile(join(folder, '.vscode/settings.json'), JSON.stringify(settings));
    const window = new WorkbenchWindow(page, folder);
    await window.open(server.url(folder));
    await use(window);
    if (testInfo.status !== testInfo.expectedStatus) await window.screenshot(`failed ${testInfo.title}`);
    expect([...window.outsideHosts], 'hosts outside this machine').toEqual([]);
  },
});
