/** Folders, a DICOMDIR and a ZIP as a person meets them: a CT asked by slices, series picked and leafed through. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from '@playwright/test';
import { dicomdir, zipFile } from '../unit/imaging/studyFiles.ts';
import { expectPicture } from './viewerPixels.ts';
import { expect, folderWith, test } from './workbench.ts';
import type { WorkbenchWindow } from './workbenchWindow.ts';

const slices = Array.from({ length: 8 }, (_, index) => `IM00000${String(index + 1)}`);
const loop = 'us-beating-chamber.dcm';

/** A ZIP of two series with a letter, and a disc whose index names one file that is not there. */
async function fillStudies(folder: string): Promise<void> {
  const ct = await Promise.all(
    slices.map(async (name) => ({
      name: `disc/CT/${name}`,
      bytes: await readFile(join(folder, 'ct-test-object', name)),
    })),
  );
  const others = [
    { name: 'disc/US/LOOP', bytes: await readFile(join(folder, loop)) },
    { name: 'disc/letter.txt', bytes: Buffer.from('Dear colleague') },
  ];
  await writeFile(join(folder, 'study.zip'), zipFile([...ct, ...others]));
  await mkdir(join(folder, 'disc', 'images'), { recursive: true });
  for (const name of slices) await copyFile(join(folder, 'ct-test-object', name), join(folder, 'disc', 'images', name));
  const ids = [...slices, 'IM000009'].map((name) => ['IMAGES', name]);
  await writeFile(join(folder, 'disc', 'DICOMDIR'), dicomdir(ids));
}

test.use({ settings: { 'llavaMed.answer.temperature': 0 }, prepare: folderWith(fillStudies) });

const viewerInFront = (workbench: WorkbenchWindow): Promise<Frame> =>
  workbench.webview('[data-testid="canvas-left"][data-quality="full"]');

test('a CT is asked by slices, from the Explorer and by a drop; a ZIP and a DICOMDIR open as their series and are there after a reload', async ({
  workbench,
}) => {
  const { page } = workbench;
  const picker = page.locator('.quick-input-widget');

  await workbench.explorerMenu('ct-test-object', 'Ask LLaVA-Med about image');
  await expect(picker).toContainText('The middle slice');
  await expect(picker).toContainText('evenly spaced');
  await workbench.screenshot('studies-which-slices');
  await workbench.pick('Choose slices…');
  await expect(picker).toContainText('Slice 8');
  await workbench.screenshot('studies-slices');
  await picker.locator('.monaco-list-row', { hasText: 'Slice 2' }).first().click();
  await page.keyboard.press('Enter');
  await expect(picker).toContainText('Ask LLaVA-Med about');
  await workbench.fillQuickInput('What does this show?');
  await page.keyboard.press('Enter');
  const chat = await workbench.openChat();
  await expect(chat.locator('[data-state="done"]')).toHaveCount(1, { timeout: 120_000 });
  const views = await chat.getByTestId('receipt').allInnerTexts();
  expect(views.length).toBeGreaterThan(1);
  for (const view of views) expect(view).toMatch(/slice \d of 8, CT · series \d+/);
  await workbench.screenshot('studies-answer');

  await workbench.runCommand('LLaVA-Med: New Chat');
  await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, 'ct-test-object'));
  await workbench.pick('The middle slice');
  await expect(chat.getByTestId('image-view')).toContainText('slice 4 of 8');

  await workbench.explorerMenu('study.zip', 'Open in Image Viewer');
  await expect(picker).toContainText('1 image of 16 frames');
  await workbench.screenshot('studies-zip-series');
  await workbench.pick('8 images');
  let viewer = await viewerInFront(workbench);
  await expect(viewer.getByTestId('position-left')).toHaveText('1 / 8');
  await viewer.getByTestId('slider-left').fill('6');
  await expect(viewer.getByTestId('position-left')).toHaveText('6 / 8');
  await viewer.locator('[data-pane="left"]').focus();
  await page.keyboard.press('z');
  await expectPicture(viewer, join(workbench.folder, 'ct-test-object/IM000006'));
  await workbench.screenshot('studies-zip');
  await workbench.reload();
  viewer = await viewerInFront(workbench);
  // Where in the series is the editor's to keep, which a reload may be too quick for.
  await expect(viewer.getByTestId('position-left')).toHaveText(/^[16] \/ 8$/);
  await workbench.runCommand('View: Close All Editors');

  await workbench.runCommand('View: Show Explorer');
  const row = (name: string) => page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
  await row('disc').click();
  await row('DICOMDIR').click();
  viewer = await viewerInFront(workbench);
  await expect(viewer.getByTestId('position-left')).toHaveText('1 / 8');
  await expect(page.locator('.notification-toast')).toContainText('1 file of its index is missing: IMAGES/IM000009.');
  await workbench.screenshot('studies-dicomdir');
});
