/**
 * How to write a browser test: a real VS Code workbench with the extension installed from this folder, driven in
 * Chromium.
 *
 *   import { expect, test } from './workbench.ts';
 *
 *   test('answers about a dropped film', async ({ workbench }) => {
 *     const chat = await workbench.openChat();                                  // a Playwright Frame: chat.locator(…),
 * chat.getByRole(…)
 *     await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, 'chest-left-effusion.dcm'));
 *     …
 *     await workbench.screenshot('chat-answer');                                // test/browser/shots/chat-answer.png
 *   });
 *
 * - Each test has its own window, a browser that has stored nothing, and `workbench.folder`, its own copy of samples/:
 *   write files there freely. What has to lie there before the window opens is put there by
 *   `test.use({ prepare: folderWith((folder) => …) })`. Windows are most of a run's time: one more is paid for with ten
 *   seconds.
 * - One server serves all tests of a run, on a port and in a data folder of its own; runs side by side do not meet.
 * - `test.use({ settings: { 'llavaMed.…': … } })` gives the workspace of a file's or a describe's tests their settings.
 * - What a window can do is in workbenchWindow.ts; `workbench.page` is the Playwright Page for everything else.
 * - The server is the one of `npm start`: toasts are shown. Only the question whether a folder is trusted is switched
 *   off by its setting; `test.use({ asksForTrust: true })` leaves it on.
 * - After every test the window must have asked for no outside host, and failed tests leave a picture in shots/.
 *
 * Run: node scripts/test.mjs browser, or while writing: npm run build && npx playwright test -c test/browser
 * chat.spec.ts (a title with -g "…", --headed to watch).
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, test as base, expect } from '@playwright/test';
import { installWorkbench } from '../../scripts/installWorkbench.mjs';
import { cache, root } from '../../scripts/paths.mjs';
import { fillSampleWorkspace } from '../../scripts/sampleWorkspace.mjs';
import { pseudoLanguage, writePseudoBundle } from '../../scripts/texts/pseudoBundle.mjs';
import { startWorkbench, type WorkbenchServer } from '../../scripts/workbenchServer.mjs';
import { WorkbenchWindow } from './workbenchWindow.ts';

export { expect };

type Fill = (folder: string) => Promise<void> | void;

interface TestFixtures {
  /** Fills the test's folder before its window opens. */
  prepare: Fill;
  /** Settings of the test's workspace. */
  settings: Record<string, unknown>;
  workbench: WorkbenchWindow;
}

interface RunFixtures {
  /** A folder of this run, removed at its end. */
  runFolder: string;
  /** A packaged extension to install instead of this folder. */
  vsix: string | undefined;
  /** Whether a new window stands under the editor's question of trust, as users have it. */
  asksForTrust: boolean;
  /** The display language, which extensions speak; English if not said. */
  language: string;
  server: WorkbenchServer;
  /** One profile for a run, as a person has: the browser need not compile the workbench anew for each window. */
  profile: BrowserContext;
}

/** For `test.use({ prepare: folderWith(…) })`. */
export const folderWith =
  (fill: Fill) =>
  // Playwright reads the names of what a fixture needs from the first parameter: none.
  async ({}, use: (fill: Fill) => Promise<void>): Promise<void> =>
    use(fill);

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

  asksForTrust: [false, { option: true, scope: 'worker' }],

  language: ['en', { option: true, scope: 'worker' }],

  server: [
    async ({ runFolder, vsix, asksForTrust, language }, use) => {
      if (language === pseudoLanguage) await writePseudoBundle();
      const extension = vsix === undefined ? { extension: root } : { vsix };
      const server = await startWorkbench({
        workbench: await installWorkbench(),
        data: join(runFolder, 'data'),
        settings: asksForTrust ? {} : { 'security.workspace.trust.enabled': false },
        language,
        ...extension,
      });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  profile: [
    async ({ runFolder, playwright, launchOptions }, use, { project }) => {
      const profile = await playwright.chromium.launchPersistentContext(join(runFolder, 'profile'), {
        ...launchOptions,
        viewport: project.use.viewport ?? null,
      });
      await use(profile);
      await profile.close();
    },
    { scope: 'worker' },
  ],

  context: async ({ profile }, use) => {
    await use(profile);
    // The first page of a profile stays: a browser whose last page is closed ends.
    const [, ...others] = profile.pages();
    await Promise.all(others.map((page) => page.close()));
    await profile.clearCookies();
    await profile.clearPermissions();
  },

  page: async ({ context }, use) => {
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    const storageTypes = 'cookies,indexeddb,local_storage';
    await client.send('Storage.clearDataForOrigin', { origin: '*', storageTypes });
    await client.detach();
    await use(page);
    await page.close();
  },

  settings: [{}, { option: true }],

  prepare: folderWith(() => undefined),

  workbench: async ({ server, runFolder, settings, prepare, page }, use, testInfo) => {
    const folder = await mkdtemp(join(runFolder, 'workspace-'));
    await fillSampleWorkspace(folder);
    await mkdir(join(folder, '.vscode'), { recursive: true });
    await writeFile(join(folder, '.vscode/settings.json'), JSON.stringify(settings));
    await prepare(folder);
    const window = new WorkbenchWindow(page, folder);
    await window.open(server.url(folder));
    await use(window);
    if (testInfo.status !== testInfo.expectedStatus) await window.screenshot(`failed ${testInfo.title}`);
    expect([...window.outsideHosts], 'hosts outside this machine').toEqual([]);
  },
});
