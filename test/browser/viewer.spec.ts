/**
 * The image viewer as a person meets it: opened from the Explorer, windowed by drag and key, leafed through, compared,
 * asked about, exported.
 */
import { existsSync } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Frame, Locator } from '@playwright/test';
import sharp from 'sharp';
import { headVolume } from '../fixtures/headVolume.ts';
import { FILM, letteredFilm } from './letteredFilm.ts';
import { canvasPixels, decoded, expectPicture, modelPixels, worstDifference } from './viewerPixels.ts';
import { expect, folderWith, test } from './workbench.ts';
import type { WorkbenchWindow } from './workbenchWindow.ts';

const shots = join(dirname(fileURLToPath(import.meta.url)), 'shots');
const corpus = join(dirname(fileURLToPath(import.meta.url)), '../../../shared/data/dicom/corpus');
const loop = 'us-beating-chamber.dcm';
const film = 'chest-left-effusion.dcm';

test.use({ settings: { 'llavaMed.answer.temperature': 0 } });

/** The viewer that is in front, once its picture is drawn in full. */
async function viewerInFront(workbench: WorkbenchWindow): Promise<Frame> {
  const viewer = await workbench.webview('[data-testid="canvas-left"][data-quality="full"]');
  return viewer;
}

async function openInViewer(workbench: WorkbenchWindow, name: string): Promise<Frame> {
  // Not `openFile`: a file without an extension has two tabs for a moment.
  await workbench.page.keyboard.press('Control+P');
  await workbench.fillQuickInput(name);
  await workbench.pick(name);
  return viewerInFront(workbench);
}

/** Puts the keyboard on the picture. */
async function focusPicture(viewer: Frame): Promise<void> {
  await viewer.locator('[data-pane="left"]').focus();
}

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

test('the picture is exported as PNG, under a name that tells nothing of the patient, with its letters and regions', async ({
  workbench,
}) => {
  await copyFile(join(workbench.folder, film), join(workbench.folder, 'Doe_Jane_19700101.dcm'));
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
  await expect(workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'CR.png' })).toBeVisible();
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

  await writeFile(join(workbench.folder, 'lettered.dcm'), letteredFilm());
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
  await expect(workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'DX.png' })).toBeVisible();
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
  expect(white(160, 250, 78, 40), 'the scale bar').toBeGreaterThan(60);
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

test.describe('real files', () => {
  test.skip(!existsSync(corpus), 'the shared data folder is not beside this checkout');

  const files = [
    'cr_chest_mono1_10bit.dcm',
    'cr_chest_mono1_15bit_j2k91.dcm',
    'ct_multi_window.dcm',
    'palette16_us.dcm',
    'be_rgb_planar_us.dcm',
    'overlay_mr.dcm',
    'jpeg51_mr12.dcm',
    'pet_slope.dcm',
    'jpeg50_ybr422_30f.dcm',
  ];
  /** Left, right, top and bottom; and the scale bar, fitted into a pane. */
  const marks: Readonly<Record<string, { letters?: readonly string[]; scale?: string }>> = {
    'cr_chest_mono1_15bit_j2k91.dcm': { letters: ['R', 'L', 'H', 'F'] },
    'ct_multi_window.dcm': { letters: ['R', 'L', 'A', 'P'], scale: '2 cm' },
    'palette16_us.dcm': { scale: '2 cm' },
    'overlay_mr.dcm': { letters: ['R', 'L', 'A', 'P'], scale: '5 cm' },
    'jpeg51_mr12.dcm': { letters: ['R', 'L', 'AH', 'PF'], scale: '5 cm' },
    'pet_slope.dcm': { letters: ['R', 'L', 'A', 'P'], scale: '10 cm' },
  };

  /** What is measured on a file, which is shown pixel for pixel. */
  const measured: Readonly<Record<string, (workbench: WorkbenchWindow, viewer: Frame) => Promise<void>>> = {
    'ct_multi_window.dcm': regionsOnCt,
    'palette16_us.dcm': callipersOnUltrasound,
    'pet_slope.dcm': uptakeOnPet,
  };

  test.use({
    prepare: folderWith(async (folder) => {
      for (const file of files) await copyFile(join(corpus, file), join(folder, file));
    }),
  });

  test('a chest film, CT with windows, palette and RGB ultrasound, overlays and a colour loop are shown as the decoder displays them', async ({
    workbench,
  }) => {
    for (const file of files) {
      const viewer = await openInViewer(workbench, file);
      await workbench.screenshot(`viewer-real-${file.replace('.dcm', '')}`);
      const { letters, scale } = marks[file] ?? {};
      await expect(viewer.getByTestId('orientation-left').locator('span')).toHaveText(letters ?? []);
      if (scale === undefined) await expect(viewer.getByTestId('scale-left')).toHaveCount(0);
      else await expect(viewer.getByTestId('scale-left')).toHaveText(scale);
      await focusPicture(viewer);
      await workbench.page.keyboard.press('z');
      if (file.startsWith('overlay')) await workbench.page.keyboard.press('o');
      await expectPicture(viewer, join(workbench.folder, file));
      await measured[file]?.(workbench, viewer);
      await workbench.runCommand('View: Close Editor');
    }

    // Of the loop, any frame.
    const name = files.at(-1) ?? '';
    const viewer = await openInViewer(workbench, name);
    await expect(viewer.getByTestId('position-left')).toHaveText('1 / 30');
    await expect(viewer.getByTestId('no-window')).toBeVisible();
    await viewer.getByTestId('slider-left').fill('30');
    await expect(viewer.getByTestId('canvas-left')).toHaveAttribute('data-frame', '29');
    await focusPicture(viewer);
    await workbench.page.keyboard.press('z');
    await expectPicture(viewer, join(workbench.folder, name), { frame: 29 });
  });
});

/** Where a pixel of the image is on the page, when it is shown pixel for pixel in the middle of its pane. */
async function onPage(viewer: Frame, columns: number, rows: number, x: number, y: number): Promise<[number, number]> {
  const box = await viewer.getByTestId('canvas-left').boundingBox();
  if (box === null) throw new Error('There is no canvas.');
  return [box.x + Math.round((box.width - columns) / 2) + x, box.y + Math.round((box.height - rows) / 2) + y];
}

const measurements = (viewer: Frame): Locator => viewer.getByTestId('measurements-left').locator('li');

/** A rectangle by click and click, against the stored values that another program has read; an ellipse by keyboard. */
async function regionsOnCt(workbench: WorkbenchWindow, viewer: Frame): Promise<void> {
  const { keyboard, mouse } = workbench.page;
  await keyboard.press('b');
  await expect(viewer.getByRole('button', { name: 'Values in a rectangle', pressed: true })).toBeVisible();
  await mouse.click(...(await onPage(viewer, 128, 128, 30, 40)));
  await mouse.move(...(await onPage(viewer, 128, 128, 60, 60)));
  await keyboard.press('Escape');
  await expect(measurements(viewer)).toHaveCount(0);
  await mouse.click(...(await onPage(viewer, 128, 128, 30, 40)));
  await mouse.click(...(await onPage(viewer, 128, 128, 90, 60)));
  const raw = gunzipSync(await readFile(join(corpus, '../reference/corpus/ct_multi_window.raw.gz')));
  const stored = new Int16Array(raw.buffer, raw.byteOffset, 128 * 128);
  const values = Array.from({ length: 20 }, (_, row) => [
    ...stored.subarray((40 + row) * 128 + 30, (40 + row) * 128 + 90),
  ])
    .flat()
    .map((value) => value - 1024);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  const range = `min ${String(Math.min(...values))} max ${String(Math.max(...values))} HU`;
  await expect(measurements(viewer)).toHaveText([
    `Rectangle: mean ${mean.toFixed(1)} SD ${sd.toFixed(1)} HU, ${range}, 5.25 cm² 1200 px`,
  ]);
  await keyboard.press('u');
  for (let step = 0; step < 2; step++) await keyboard.press('Control+ArrowDown');
  await keyboard.press('Control+Enter');
  for (let step = 0; step < 6; step++) await keyboard.press('Control+ArrowLeft');
  for (let step = 0; step < 6; step++) await keyboard.press('Control+ArrowDown');
  await keyboard.press('Control+Enter');
  await expect(measurements(viewer)).toHaveText([/Rectangle/, /Ellipse: mean .* HU, min .* HU, .* cm²/]);
  await keyboard.press('f');
  await workbench.screenshot('viewer-regions');
  await keyboard.press('r');
  await keyboard.press('h');
  const letters = viewer.getByTestId('orientation-left').locator('span');
  await expect(letters).toHaveText(['A', 'P', 'R', 'L']);
  await workbench.screenshot('viewer-regions-turned');
  await keyboard.press('n');
  await expect(letters).toHaveCount(0);
  await keyboard.press('Shift+Delete');
  await expect(measurements(viewer)).toHaveCount(0);
  for (const key of ['n', '0', 'd']) await keyboard.press(key);
}

/** The callipers that the scanner has drawn, and written beside them: 1.06 cm. */
async function callipersOnUltrasound(workbench: WorkbenchWindow, viewer: Frame): Promise<void> {
  const { keyboard, mouse } = workbench.page;
  await keyboard.press('m');
  await mouse.click(...(await onPage(viewer, 800, 350, 460, 291)));
  await mouse.click(...(await onPage(viewer, 800, 350, 499, 302)));
  await expect(measurements(viewer)).toHaveText(/Distance: 10\.[67] mm/);
  await workbench.screenshot('viewer-ultrasound-callipers');
  await keyboard.press('d');
}

async function uptakeOnPet(workbench: WorkbenchWindow, viewer: Frame): Promise<void> {
  const { keyboard, mouse } = workbench.page;
  await keyboard.press('f');
  await keyboard.press('u');
  const box = await viewer.getByTestId('canvas-left').boundingBox();
  if (box === null) throw new Error('There is no canvas.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await mouse.move(x - 60, y - 60);
  await mouse.down();
  await mouse.move(x, y, { steps: 3 });
  await mouse.up();
  await expect(measurements(viewer)).toHaveText(/Ellipse: mean .* Bq\/ml, .*, SUVbw mean .* g\/ml, SUVbw min .* cm²/);
  await expect(viewer.getByTestId('probe')).toHaveText(/→ .* Bq\/ml · SUVbw .* g\/ml/);
  await workbench.screenshot('viewer-uptake');
  await keyboard.press('d');
}
