/** Real files in the viewer: shown as decoded, with their letters and scale, and measured. */
import { existsSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Frame, Locator } from '@playwright/test';
import { focusPicture, openInViewer } from './openInViewer.ts';
import { expectPicture } from './viewerPixels.ts';
import { expect, folderWith, test } from './workbench.ts';
import type { WorkbenchWindow } from './workbenchWindow.ts';

const corpus = join(dirname(fileURLToPath(import.meta.url)), '../../../shared/data/dicom/corpus');

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
