/**
 * The image viewer as a person meets it: opened from the Explorer, windowed by drag and key, leafed through, compared,
 * asked about, exported.
 */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Frame } from '@playwright/test';
import sharp from 'sharp';
import { headVolume } from '../fixtures/headVolume.ts';
import { FILM, letteredFilm } from './letteredFilm.ts';
import { focusPicture, openInViewer, viewerInFront } from './openInViewer.ts';
import { canvasPixels, decoded, expectPicture, modelPixels, worstDifference } from './viewerPixels.ts';
import { expect, folderWith, test } from './workbench.ts';

const shots = join(dirname(fileURLToPath(import.meta.url)), 'shots');
const loop = 'us-beating-chamber.dcm';
const film = 'chest-left-effusion.dcm';

test.use({ settings: { 'llavaMed.answer.temperature': 0 } });

const drawn = (viewer: Frame, attribute: string, pane = 'left'): Promise<string | null> =>
  viewer.getByTestId(`canvas-${pane}`).getAttribute(`data-${attribute}`);

test('a film opens from the Explorer as the decoder displays it; drag, keys and buttons change window and view', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.runCommand('View: Show Explorer');
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: film }).first().dblclick();
  const viewer = await viewerInFront(workbench);
  await workbench.screenshot('viewer-film');
  await focusPicture(viewer);
  await page.keyboard.press('z');
  await expectPicture(viewer, join(workbench.folder, film));
  const ownWindow = await viewer.getByTestId('window-left').innerText();
  expect(ownWindow).toMatch(/^W [\d.]+\s+L -?[\d.]+/);

  const box = await viewer.getByTestId('canvas-left').boundingBox();
  if (box === null) throw new Error('The picture has no place.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 30, { steps: 8 });
  await page.mouse.up();
  await expect(viewer.getByTestId('window-left')).not.toHaveText(ownWindow);
  await expect(viewer.getByTestId('canvas-left')).toHaveAttribute('data-quality', 'full');
  const [center, width] = ((await drawn(viewer, 'window')) ?? '').split('/').map(Number);
  await expectPicture(viewer, join(workbench.folder, film), {
    voi: { kind: 'window', center: center ?? 0, width: width ?? 0 },
  });

  await viewer.getByTestId('reset').click();
  await expect(viewer.getByTestId('window-left')).toHaveText(ownWindow);
  await focusPicture(viewer);
  await page.keyboard.press('i');
  await expect(viewer.getByTestId('canvas-left')).toHaveAttribute('data-negative', 'true');
  await page.keyboard.press('r');
  await expect(viewer.getByTestId('canvas-left')).toHaveAttribute('data-turn', '90');
  await page.keyboard.press('h');
  await expect(viewer.getByTestId('canvas-left')).toHaveAttribute('data-turn', /mirrored/);
  await page.keyboard.press('0');
  await expect(viewer.getByTestId('canvas-left')).toHaveAttribute('data-turn', '0');
  await workbench.runCommand('LLaVA-Med Viewer: Rotate Left');
  await expect(viewer.getByTestId('canvas-left')).toHaveAttribute('data-turn', '270');
  await focusPicture(viewer);
  await page.keyboard.press('?');
  await expect(viewer.getByTestId('help-dialog')).toBeVisible();
  await workbench.screenshot('viewer-help');
});

test('files without an extension open in the viewer by their content, and the series is leafed through by wheel, key and slider', async ({
  workbench,
}) => {
  const { page } = workbench;
  const viewer = await openInViewer(workbench, 'IM000003');
  await expect(viewer.getByTestId('position-left')).toHaveText('3 / 8');
  await expect(viewer.getByTestId('slider-left')).toHaveValue('3');
  await expect(viewer.getByTestId('slider-left')).toHaveAttribute('aria-valuetext', '3 / 8');
  await expect(workbench.editorTab('IM000003')).toHaveCount(1);
  await focusPicture(viewer);
  await page.keyboard.press('z');
  await expectPicture(viewer, join(workbench.folder, 'ct-test-object/IM000003'));
  await viewer.getByTestId('canvas-left').hover();
  await page.mouse.wheel(0, 120);
  await expect(viewer.getByTestId('position-left')).toHaveText('4 / 8');
  await expectPicture(viewer, join(workbench.folder, 'ct-test-object/IM000004'));
  await page.keyboard.press('End');
  await expect(viewer.getByTestId('position-left')).toHaveText('8 / 8');
  await viewer.getByTestId('slider-left').fill('1');
  await expect(viewer.getByTestId('position-left')).toHaveText('1 / 8');
  await expectPicture(viewer, join(workbench.folder, 'ct-test-object/IM000001'));

  await viewer.getByTestId('window-menu').click();
  await workbench.screenshot('viewer-ct-windows');
  await viewer.getByTestId('window-choice').filter({ hasText: /lung/i }).first().click();
  await expect(viewer.getByTestId('window-left')).toHaveText(/W 1500\s+L -[56]00 HU/);
  await expect(workbench.statusBarItem(/CT · W 1500 L -[56]00/)).toBeVisible();
  await focusPicture(viewer);
  await page.keyboard.press('2');
  await expect(viewer.getByTestId('window-left')).toHaveText(/W 80\s+L 20 HU/);
  await viewer.getByTestId('canvas-left').hover();
  await expect(viewer.getByTestId('probe')).toContainText('HU');
  await workbench.screenshot('viewer-ct-series');
});

test('a loop is stepped and played; its frame and window go to the chat, which answers about them', async ({
  workbench,
}) => {
  const { page } = workbench;
  const viewer = await openInViewer(workbench, loop);
  await expect(viewer.getByTestId('position-left')).toHaveText('1 / 16');
  await viewer.getByTestId('play-left').click();
  await expect(viewer.getByTestId('position-left')).not.toHaveText('1 / 16');
  await viewer.getByTestId('play-left').click();
  await viewer.getByTestId('slider-left').fill('9');
  await expect(viewer.getByTestId('canvas-left')).toHaveAttribute('data-frame', '8');
  await focusPicture(viewer);
  await page.keyboard.press('z');
  await expectPicture(viewer, join(workbench.folder, loop), { frame: 8 });
  await viewer.getByTestId('window-width').fill('120');
  await viewer.getByTestId('window-width').press('Enter');
  await viewer.getByTestId('window-center').fill('70');
  await viewer.getByTestId('window-center').press('Enter');
  await expect(viewer.getByTestId('window-left')).toHaveText(/W 120\s+L 70/);
  await workbench.screenshot('viewer-loop');

  await viewer.getByTestId('add-to-chat').click();
  // Not `openChat`: the chat comes by itself, and a click on its icon would send it away again.
  const chat = await workbench.webview('[data-testid="panel"]');
  await expect(chat.getByTestId('image-view')).toHaveText('frame 9/16 · W 120 L 70');
  await workbench.screenshot('viewer-added-to-chat');

  await viewer.getByTestId('slider-left').fill('3');
  await expect(viewer.getByTestId('canvas-left')).toHaveAttribute('data-frame', '2');
  await expect(workbench.statusBarItem('US · frame 3/16 · W 120 L 70')).toBeVisible();
  await workbench.runCommand('Ask LLaVA-Med about image');
  await page.locator('.quick-input-widget', { hasText: `Ask LLaVA-Med about ${loop}` }).waitFor();
  await workbench.fillQuickInput('What do you see?');
  await page.keyboard.press('Enter');
  await expect(chat.locator('[data-testid="exchange"]:not([data-state="running"])')).toHaveCount(1);
  await expect(chat.getByTestId('image-view').last()).toHaveText('frame 3/16 · W 120 L 70');
  await expect(chat.getByTestId('receipt')).toHaveText(/accepted: \d+ tokens.*\(frame 3\/16 · W 120 L 70\)/);
  await workbench.screenshot('viewer-asked');
});

test('"What the model sees" shows the very pixels, for this frame and window, with the patch grid', async ({
  workbench,
}) => {
  const viewer = await openInViewer(workbench, film);
  await viewer.getByTestId('toggle-model-view').click();
  const picture = viewer.getByTestId('model-picture').locator('canvas');
  await expect(viewer.getByTestId('model-caption').first()).toHaveText(
    /\d+ × \d+ px, \d+ × \d+ patches of \d+ px · \d+ tokens/,
  );
  const side = Number(await picture.getAttribute('width'));
  const image = await decoded(join(workbench.folder, film));
  expect(worstDifference(await canvasPixels(picture), await modelPixels(image, side))).toBe(0);
  await viewer.getByTestId('patch-grid').click();
  await expect(viewer.getByTestId('grid-lines')).toBeVisible();
  await workbench.screenshot('viewer-model-view');
  await viewer.getByTestId('window-width').fill('300');
  await viewer.getByTestId('window-width').press('Enter');
  const [center, width] = ((await drawn(viewer, 'window')) ?? '').split('/').map(Number);
  const windowed = await modelPixels(
    await decoded(join(workbench.folder, film), { voi: { kind: 'window', center: center ?? 0, width: width ?? 0 } }),
    side,
  );
  await expect(async () => {
    expect(worstDifference(await canvasPixels(picture), windowed)).toBe(0);
  }).toPass();
});

test('tags are searched and copied; two images are compared side by side, and the comparison is closed', async ({
  workbench,
}) => {
  await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const viewer = await openInViewer(workbench, film);
  // As the accessibility tree has it: of a toggle, whether it is on.
  await expect(viewer.getByRole('button', { name: 'Tags', exact: true, pressed: false })).toBeVisible();
  await viewer.getByTestId('toggle-tags').click();
  await expect(viewer.getByRole('button', { name: 'Tags', exact: true, pressed: true })).toBeVisible();
  await viewer.getByTestId('tag-search').fill('modality');
  await expect(viewer.getByTestId('tag-row').filter({ hasText: 'Modality' }).first()).toContainText('CR');
  await workbench.screenshot('viewer-tags');
  await viewer.getByTestId('tag-row').first().hover();
  await viewer.getByTestId('copy-value').first().click();
  await expect(async () => {
    expect(await workbench.page.evaluate(() => navigator.clipboard.readText())).toBe('CR');
  }).toPass();

  await viewer.getByTestId('toggle-tags').click();
  await viewer.getByTestId('compare').click();
  await workbench.page.locator('.quick-input-widget', { hasText: 'Compare with' }).waitFor();
  await workbench.pick('chest-right-effusion.dcm');
  await expect(viewer.getByTestId('canvas-right')).toHaveAttribute('data-quality', 'full');
  await focusPicture(viewer);
  await workbench.page.keyboard.press('z');
  await expectPicture(viewer, join(workbench.folder, film));
  await expectPicture(viewer, join(workbench.folder, 'chest-right-effusion.dcm'), {}, 'right');
  await viewer.getByTestId('reset').click();
  await workbench.screenshot('viewer-compare');
  await viewer.getByTestId('close-right').click();
  await expect(viewer.getByTestId('canvas-right')).toHaveCount(0);
});

test.describe('exported', () => {
  test.use({
    prepare: folderWith(async (folder) => {
      await copyFile(join(folder, film), join(folder, 'Doe_Jane_19700101.dcm'));
      await writeFile(join(folder, 'lettered.dcm'), letteredFilm());
    }),
  });

  test('the picture is exported as PNG, under a name that tells nothing of the patient, with its letters and regions', async ({
    workbench,
  }) => {
    const viewer = await openInViewer(workbench, 'Doe_Jane_19700101.dcm');
    await focusPicture(viewer);
    await workbench.page.keyboard.press('n');
    await expect(viewer.getByTestId('orientation-left')).toHaveCount(0);
    await viewer.getByTestId('more-menu').click();
    await viewer.getByTestId('export-png').click();
    const input = workbench.page.locator('.quick-input-widget input').first();
    await expect(input).toHaveValue(/\/CR\.png$/);
    await workbench.screenshot('viewer-export');
    // The dialog looks at the path before it takes Enter.
    await expect(async () => {
      if (await input.isVisible()) await input.press('Enter');
      await expect(input).toBeHidden({ timeout: 2000 });
    }).toPass();
    await expect(
      workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'CR.png' }),
    ).toBeVisible();
    // A toast goes away by itself; the list keeps what it said.
    await workbench.runCommand('Notifications: Show Notifications');
    await expect(
      workbench.page.locator('.notifications-center .notification-list-item', { hasText: 'Saved CR.png' }),
    ).toBeVisible();
    await workbench.page.keyboard.press('Escape');
    const { data, info } = await sharp(await readFile(join(workbench.folder, 'CR.png')))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const expected = await decoded(join(workbench.folder, film));
    expect(worstDifference({ width: info.width, height: info.height, rgb: data }, expected)).toBeLessThanOrEqual(1);

    const lettered = await openInViewer(workbench, 'lettered.dcm');
    await focusPicture(lettered);
    const sideways = Array.from({ length: 8 }, () => ['Control+ArrowDown', 'Control+ArrowRight']).flat();
    for (const key of ['b', 'Control+Enter', ...sideways, 'Control+Enter', 'r', 's'])
      await workbench.page.keyboard.press(key);
    await expect(input).toHaveValue(/\/DX\.png$/);
    await expect(async () => {
      if (await input.isVisible()) await input.press('Enter');
      await expect(input).toBeHidden({ timeout: 2000 });
    }).toPass();
    await expect(
      workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'DX.png' }),
    ).toBeVisible();
    const exported = await readFile(join(workbench.folder, 'DX.png'));
    await writeFile(join(shots, 'viewer-exported.png'), exported);
    const marked = await sharp(exported).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([marked.info.width, marked.info.height]).toEqual([FILM.rows, FILM.columns]);
    const turned = await sharp((await decoded(join(workbench.folder, 'lettered.dcm'))).rgb, {
      raw: { width: FILM.columns, height: FILM.rows, channels: 3 },
    })
      .rotate(90)
      .raw()
      .toBuffer();
    /** How many pixels of a part of the picture are white where the film is not. */
    const white = (left: number, top: number, width: number, height: number): number => {
      let count = 0;
      for (let y = top; y < top + height; y++) {
        for (let x = left; x < left + width; x++) {
          const at = (y * FILM.rows + x) * 3;
          if ((marked.data[at] ?? 0) > 245 && (turned[at] ?? 0) < 235) count++;
        }
      }
      return count;
    };
    const letters = [white(4, 150, 20, 20), white(216, 150, 20, 20), white(110, 6, 20, 20), white(110, 294, 20, 20)];
    expect(Math.min(...letters), JSON.stringify(letters)).toBeGreaterThan(10);
    expect(white(160, 250, 78, 40), 'the scale bar').toBeGreaterThan(30);
  });
});

test.describe('files that are not as one expects', () => {
  test.use({
    prepare: folderWith(async (folder) => {
      await writeFile(join(folder, 'letter.dcm'), 'Dear colleague, this is a letter and no image. '.repeat(8));
      await copyFile(join(folder, 'chest-normal.dcm'), join(folder, 'changing.dcm'));
      await writeFile(join(folder, 'head.nii.gz'), headVolume());
    }),
  });

  test('what is no image says what it is; a file that changes is shown anew; any image opens from the menu of the Explorer; a NIfTI volume is leafed through and asked about', async ({
    workbench,
  }) => {
    await workbench.openFile('letter.dcm');
    const failed = await workbench.webview('[data-testid="failure-left"]');
    await expect(failed.getByTestId('failure-left')).toContainText('letter.dcm');
    await workbench.screenshot('viewer-failure');

    const path = join(workbench.folder, 'changing.dcm');
    let viewer = await openInViewer(workbench, 'changing.dcm');
    await focusPicture(viewer);
    await workbench.page.keyboard.press('z');
    await expectPicture(viewer, path);
    await writeFile(path, await readFile(join(workbench.folder, film)));
    await expectPicture(viewer, path);

    await workbench.runCommand('View: Close All Editors');
    await workbench.explorerMenu('gross-haemorrhage.png', 'Open in Image Viewer');
    viewer = await viewerInFront(workbench);
    await expect(viewer.getByTestId('no-window')).toBeVisible();
    await focusPicture(viewer);
    await workbench.page.keyboard.press('z');
    await expectPicture(viewer, join(workbench.folder, 'gross-haemorrhage.png'));
    await expect(workbench.statusBarItem('PNG')).toBeVisible();

    // By its name alone: the viewer is the editor of volumes.
    viewer = await openInViewer(workbench, 'head.nii.gz');
    await expect(viewer.getByTestId('position-left')).toHaveText('1 / 80');
    await viewer.getByTestId('slider-left').fill('45');
    await expect(viewer.getByTestId('canvas-left')).toHaveAttribute('data-frame', '44');
    await workbench.screenshot('viewer-nifti');
    await focusPicture(viewer);
    await workbench.page.keyboard.press('z');
    await expectPicture(viewer, join(workbench.folder, 'head.nii.gz'), { frame: 44 });
    await viewer.getByTestId('toggle-tags').click();
    await expect(viewer.getByTestId('tag-row').filter({ hasText: 'drawn head, no patient' })).toBeVisible();
    await workbench.screenshot('viewer-nifti-tags');
    await viewer.getByTestId('add-to-chat').click();
    const chat = await workbench.webview('[data-testid="panel"]');
    await expect(chat.getByTestId('image-view')).toHaveText(/^frame 45\/80 · W \d+ L \d+$/);
    await expect(chat.getByTestId('panel')).toContainText('from the 1st to the 99.5th percentile');
    await workbench.screenshot('viewer-nifti-added');
  });
});

test('a view that was hidden comes back as it was', async ({ workbench }) => {
  let viewer = await openInViewer(workbench, loop);
  await viewer.getByTestId('slider-left').fill('6');
  await viewer.getByTestId('window-width').fill('90');
  await viewer.getByTestId('window-width').press('Enter');
  await expect(viewer.getByTestId('window-left')).toHaveText(/W 90/);
  await workbench.page.locator('.tabs-container .tab', { hasText: loop }).dblclick(); // keeps the tab
  await workbench.openFile('report-chest.md');
  await workbench.editorTab(loop).click();
  viewer = await viewerInFront(workbench);
  await expect(viewer.getByTestId('position-left')).toHaveText('6 / 16');
  await expect(viewer.getByTestId('window-left')).toHaveText(/W 90/);
});
