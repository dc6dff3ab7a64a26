/** The first five minutes of a new user: what `npm start` serves, a profile that nobody has used, and the walkthrough. */
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { installWorkbench } from '../../scripts/installWorkbench.mjs';
import { root } from '../../scripts/paths.mjs';
import { fillSampleWorkspace } from '../../scripts/sampleWorkspace.mjs';
import { startWorkbench, type WorkbenchServer } from '../../scripts/workbenchServer.mjs';
import { writeRandomPair } from '../fixtures/randomGguf.ts';
import { expect, test as base } from './workbench.ts';
import { WorkbenchWindow } from './workbenchWindow.ts';

/** A server of its own, started as `npm start` starts it: no settings of the tests, no window before this one. */
const test = base.extend<object, { started: WorkbenchServer }>({
  started: [
    async ({ runFolder }, use) => {
      const server = await startWorkbench({
        workbench: await installWorkbench(),
        data: join(runFolder, 'start'),
        extension: root,
      });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

const question = 'Is there a pleural effusion?';

/** Answers the editor's question whether the folder is trusted, whenever it comes. */
async function trustWhenAsked(page: Page): Promise<void> {
  const yes = page.locator('.monaco-dialog-box').getByRole('button', { name: /^Yes, I trust/ });
  await page.addLocatorHandler(yes, () => yes.click());
}

/** Leaves the Restricted Mode, in which a folder's settings name no model; nothing is to do where it is left already. */
async function trust(workbench: WorkbenchWindow): Promise<void> {
  const restricted = workbench.statusBarItem('Restricted Mode');
  if ((await restricted.count()) === 0) return;
  await restricted.click();
  await workbench.page
    .locator('.workspace-trust-editor')
    .getByRole('button', { name: /^Trust/ })
    .first()
    .click();
  await expect(restricted).toHaveCount(0);
  // The page of trust may lie over everything until it is closed.
  const over = workbench.page.getByRole('dialog', { name: 'Workspace Trust' });
  if ((await over.count()) > 0) await over.getByRole('button', { name: 'Close Modal Editor' }).click();
  await expect(over).toHaveCount(0);
}

function step(page: Page, name: string): Locator {
  return page.locator(`.getting-started-step[data-step-id="llava-med.llava-med#llavaMed.start#${name}"]`);
}

async function newWindow(page: Page, server: WorkbenchServer, folder: string): Promise<WorkbenchWindow> {
  await fillSampleWorkspace(folder);
  const window = new WorkbenchWindow(page, folder);
  await trustWhenAsked(page);
  await window.open(server.url(folder));
  return window;
}

test('tour offered once, sample film, question, report, draft, accept, own image, own model: every step is checked', async ({
  page,
  started,
  runFolder,
}) => {
  test.setTimeout(400_000);
  const workbench = await newWindow(page, started, join(runFolder, 'first-workspace'));
  const offer = workbench.notification('Get Started with LLaVA-Med');
  await expect(offer).toBeVisible();
  await workbench.screenshot('first-offer');
  await offer.getByRole('button', { name: 'Take the Tour' }).click();
  await expect(step(page, 'sample')).toBeVisible();
  for (const name of ['sample', 'ask', 'draft', 'model', 'own'])
    await expect(step(page, name)).toHaveAttribute('aria-checked', 'false');
  await workbench.screenshot('first-walkthrough');

  const chat = await workbench.openChat();
  await workbench.screenshot('first-empty-chat');
  await chat.getByTestId('try-sample').click();
  await expect(chat.getByTestId('image-name')).toHaveText('chest-left-effusion.dcm');
  await expect(step(page, 'sample')).toHaveAttribute('aria-checked', 'true');
  await chat.getByTestId('suggestion').first().click();
  await expect(chat.getByTestId('question')).toHaveText(question);
  await expect(chat.locator('[data-state="done"]')).toHaveCount(1);
  await expect(chat.getByTestId('answer')).toHaveText(/yes|left/i);
  await expect(step(page, 'ask')).toHaveAttribute('aria-checked', 'true');
  await workbench.screenshot('first-answer');

  await workbench.runCommand('LLaVA-Med: New Report');
  await workbench.fillQuickInput('Plain report');
  await workbench.pick('Plain report');
  await workbench.pick('No images yet');
  await workbench.editorLine('Indication').waitFor();
  await workbench.runCommand('Draft Findings with LLaVA-Med');
  await chooseTheFilm(workbench);
  await expect(workbench.codeLens('Accept')).toBeVisible();
  await workbench.screenshot('first-draft');
  await workbench.codeLens('Accept').click();
  await expect(workbench.codeLens('Accept')).toHaveCount(0);

  await workbench.drop(chat.getByTestId('transcript'), join(root, 'docs/pictures/draft-hover.png'));
  await expect(chat.getByTestId('image-name').last()).toHaveText('draft-hover.png');

  await trust(workbench);
  const models = join(runFolder, 'first-models');
  await mkdir(models, { recursive: true });
  const pair = writeRandomPair(models, 'own');
  const settings = join(workbench.folder, '.vscode/settings.json');
  await mkdir(join(workbench.folder, '.vscode'), { recursive: true });
  await writeFile(
    settings,
    JSON.stringify({ 'llavaMed.model.path': pair.modelPath, 'llavaMed.model.projectorPath': pair.projectorPath }),
  );
  await expect(chat.getByTestId('demo-notice')).toBeVisible();
  await workbench.runCommand('LLaVA-Med: Load the Model');
  await expect(chat.getByTestId('demo-notice')).toHaveCount(0);

  await workbench.runCommand('LLaVA-Med: Get Started');
  for (const name of ['sample', 'ask', 'draft', 'model', 'own'])
    await expect(step(page, name)).toHaveAttribute('aria-checked', 'true');
  await workbench.screenshot('first-all-checked');

  await workbench.untilStored('llavaMed.tour.offered');
  await rm(settings);
  await workbench.reload();
  const again = await workbench.openChat();
  await expect(again.getByTestId('demo-notice')).toBeVisible();
  await expect(offer).toHaveCount(0);
  await again.getByTestId('model').click();
  const recent = page.locator('.quick-input-list .monaco-list-row', { hasText: 'own' });
  await expect(recent.first()).toBeVisible();
  await workbench.screenshot('first-recent-models');
  await page.keyboard.press('Escape');
  await rm(models, { recursive: true });
  await again.getByTestId('model').click();
  await expect(workbench.notification('is not where it was')).toBeVisible();
  await expect(recent).toHaveCount(0);
  expect([...workbench.outsideHosts]).toEqual([]);
});

/** Where the report has to be told its images first: the film, which is the only one of the chat. */
async function chooseTheFilm(workbench: WorkbenchWindow): Promise<void> {
  const picker = workbench.page.locator('.quick-input-widget');
  const done = picker.getByRole('button', { name: 'OK' });
  await expect(workbench.codeLens('Accept').or(done).first()).toBeVisible();
  if (!(await done.isVisible())) return;
  const film = picker.locator('.monaco-list-row', { hasText: 'chest-left-effusion.dcm' }).first();
  if ((await film.locator('[aria-checked="true"]').count()) === 0) await film.click();
  await done.click();
}

test('DICOM files of either case open in the viewer without a question; all settings are on the tab that opens', async ({
  page,
  started,
  runFolder,
}) => {
  const folder = join(runFolder, 'cases');
  const workbench = await newWindow(page, started, folder);
  await copyFile(join(folder, 'chest-normal.dcm'), join(folder, 'a.dcm'));
  await copyFile(join(folder, 'chest-normal.dcm'), join(folder, 'B.DCM'));
  for (const name of ['a.dcm', 'B.DCM']) {
    await workbench.openFile(name);
    await expect((await workbench.webview('[data-testid="viewer"]')).getByTestId('zoom-left')).toHaveText(/%/);
  }
  await workbench.runCommand('Notifications: Show Notifications');
  await page.locator('.notifications-center').waitFor();
  await expect(page.locator('.notification-list-item', { hasText: /default editors/ })).toHaveCount(0);
  await page.keyboard.press('Escape');

  await workbench.runCommand('LLaVA-Med: Open Settings');
  const editor = page.locator('.settings-editor');
  await expect(editor.locator('.setting-item-category', { hasText: 'Model:' }).first()).toBeVisible();
  for (const label of ['Path', 'Projector Path', 'Gpu'])
    await expect(editor.locator('.setting-item-label', { hasText: label }).first()).toBeVisible();
  await expect(editor.locator('.settings-count-widget')).toHaveText(new RegExp(`^${String(await settingsCount())}\\b`));
  await workbench.screenshot('first-settings');
});

/** All that the extension contributes. */
async function settingsCount(): Promise<number> {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    contributes: { configuration: { properties: object }[] };
  };
  return manifest.contributes.configuration.reduce((sum, { properties }) => sum + Object.keys(properties).length, 0);
}
