/**
 * That the viewer stays fluid: a mammogram under a window drag, a loop of 500 frames. Files are made here, pixel by
 * pixel.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from '@playwright/test';
import { type BuilderElement, dicomFile } from '../unit/imaging/dicomBuilder.ts';
import { expect, folderWith, test } from './workbench.ts';
import type { WorkbenchWindow } from './workbenchWindow.ts';

function image(modality: string, columns: number, rows: number, more: readonly BuilderElement[]): Uint8Array {
  return dicomFile([
    ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.7'],
    ['00080018', 'UI', `1.2.826.0.1.3680043.8.498.${String(columns)}.${String(rows)}`],
    ['00080060', 'CS', modality],
    ...more.filter(([tag]) => tag < '00280010'),
    ['00280010', 'US', [rows]],
    ['00280011', 'US', [columns]],
    ...more.filter(([tag]) => tag > '00280011'),
  ]);
}

/** As large as a film of the breast gets. */
function mammogram(): Uint8Array {
  const [columns, rows] = [3064, 4664];
  const samples = new Uint16Array(columns * rows);
  for (let y = 0, at = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++, at++) {
      const r = Math.hypot(x, (y - rows / 2) * 0.75) / 2600;
      samples[at] = r < 1 ? 600 + 2600 * (1 - r * r) + 250 * Math.sin(x / 37) * Math.sin(y / 53) : 30;
    }
  }
  return image('MG', columns, rows, [
    ['00181164', 'DS', '0.07\\0.07'],
    ['00280002', 'US', [1]],
    ['00280004', 'CS', 'MONOCHROME2'],
    ['00280100', 'US', [16]],
    ['00280101', 'US', [12]],
    ['00280102', 'US', [11]],
    ['00280103', 'US', [0]],
    ['00281050', 'DS', '1800'],
    ['00281051', 'DS', '2800'],
    ['7FE00010', 'OW', new Uint8Array(samples.buffer)],
  ]);
}

/** A bar that wanders through 500 frames at 25 a second. */
function loop(): Uint8Array {
  const [columns, rows, frames] = [320, 240, 500];
  const rgb = new Uint8Array(columns * rows * 3 * frames);
  for (let frame = 0; frame < frames; frame++) {
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        const at = ((frame * rows + y) * columns + x) * 3;
        const isBar = Math.abs(x - (frame / frames) * columns) < 6;
        rgb.set(isBar ? [240, 200, 60] : [30 + (x >> 2), 40, 60 + (y >> 2)], at);
      }
    }
  }
  return image('US', columns, rows, [
    ['00181063', 'DS', '40'],
    ['00280002', 'US', [3]],
    ['00280004', 'CS', 'RGB'],
    ['00280006', 'US', [0]],
    ['00280008', 'IS', String(frames)],
    ['00280100', 'US', [8]],
    ['00280101', 'US', [8]],
    ['00280102', 'US', [7]],
    ['00280103', 'US', [0]],
    ['7FE00010', 'OB', rgb],
  ]);
}

test.use({
  prepare: folderWith(async (folder) => {
    await writeFile(join(folder, 'mammogram.dcm'), mammogram());
    await writeFile(join(folder, 'loop-500.dcm'), loop());
  }),
});

async function opened(workbench: WorkbenchWindow, name: string): Promise<Frame> {
  await workbench.page.keyboard.press('Control+P');
  await workbench.fillQuickInput(name);
  await workbench.pick(name);
  const viewer = await workbench.webview('[data-testid="canvas-left"][data-quality="full"]');
  await viewer.locator('[data-pane="left"]').focus();
  return viewer;
}

interface Watched {
  /** Values that an attribute of the canvas has had, in order. */
  readonly seen: readonly string[];
  /** Screen refreshes of the page in that time. */
  readonly refreshes: number;
}

/** Watches an attribute of the canvas while `act` goes on. */
async function watching(viewer: Frame, attribute: string, act: () => Promise<void>): Promise<Watched> {
  await viewer.getByTestId('canvas-left').evaluate((canvas, name) => {
    const watched = { seen: [] as string[], refreshes: 0, isOn: true };
    Object.assign(window, { watched });
    new MutationObserver(() => {
      watched.seen.push((canvas as HTMLElement).dataset[name] ?? '');
    }).observe(canvas, { attributeFilter: [`data-${name}`] });
    const tick = (): void => {
      watched.refreshes++;
      if (watched.isOn) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }, attribute);
  await act();
  return viewer.evaluate(() => {
    const { watched } = window as unknown as { watched: { seen: string[]; refreshes: number; isOn: boolean } };
    watched.isOn = false;
    return { seen: watched.seen.filter((value, i) => value !== watched.seen[i - 1]), refreshes: watched.refreshes };
  });
}

test('a mammogram follows the pointer while its window is dragged and is then drawn in full; a loop of 500 frames plays each, at its own rate', async ({
  workbench,
}) => {
  await dragsTheWindowOfAMammogram(workbench);
  await workbench.runCommand('View: Close Editor');
  await playsALoop(workbench);
});

async function dragsTheWindowOfAMammogram(workbench: WorkbenchWindow): Promise<void> {
  const { page } = workbench;
  const viewer = await opened(workbench, 'mammogram.dcm');
  await workbench.screenshot('viewer-mammogram');
  expect(page.workers().length, 'pixels are made in a worker').toBeGreaterThan(0);
  const box = await viewer.getByTestId('canvas-left').boundingBox();
  if (box === null) throw new Error('The picture has no place.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  for (const [where, key] of [
    ['fitted', 'f'],
    ['pixel for pixel', 'z'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(viewer.getByTestId('canvas-left')).toHaveAttribute('data-quality', 'full');
    const { seen, refreshes } = await watching(viewer, 'window', async () => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (let step = 1; step <= 60; step++) {
        await page.mouse.move(x + step * 2, y - step);
        await page.waitForTimeout(16);
      }
      await page.mouse.up();
    });
    console.log(
      `mammogram ${where}: ${String(seen.length)} pictures and ${String(refreshes)} refreshes in 60 steps of a drag`,
    );
    expect(seen.length, `pictures during the drag, ${where}`).toBeGreaterThan(15);
    await expect(viewer.getByTestId('canvas-left')).toHaveAttribute('data-quality', 'full');
  }
  await page.keyboard.press('m');
  await page.mouse.move(x - 60, y);
  await page.mouse.down();
  await page.mouse.move(x + 80, y + 40, { steps: 5 });
  await page.mouse.up();
  await expect(viewer.getByTestId('hint')).toContainText('at the detector');
  await workbench.screenshot('viewer-mammogram-measured');
  await page.keyboard.press('f');
  await page.keyboard.press('u');
  const { refreshes } = await watching(viewer, 'zoom', async () => {
    await page.mouse.move(box.x + box.width / 2 - 20, box.y + 20);
    await page.mouse.down();
    for (let step = 1; step <= 60; step++) {
      await page.mouse.move(x - 20 + step * 3, box.y + 20 + (step * (box.height - 60)) / 60);
      await page.waitForTimeout(16);
    }
    await page.mouse.up();
  });
  console.log(`mammogram: ${String(refreshes)} refreshes in 60 steps of drawing a region over millions of pixels`);
  expect(refreshes, 'refreshes while a region is drawn').toBeGreaterThan(20);
  const list = viewer.getByTestId('measurements-left').locator('li').last();
  await expect(list).toHaveText(/Ellipse: mean .* at the detector\s+\d{7} px/);
  await workbench.screenshot('viewer-mammogram-region');
}

async function playsALoop(workbench: WorkbenchWindow): Promise<void> {
  const { page } = workbench;
  const viewer = await opened(workbench, 'loop-500.dcm');
  await expect(viewer.getByTestId('position-left')).toHaveText('1 / 500');
  const started = Date.now();
  const { seen } = await watching(viewer, 'frame', async () => {
    await page.keyboard.press('k');
    await page.waitForTimeout(4000);
    await page.keyboard.press('k');
  });
  const seconds = (Date.now() - started) / 1000;
  console.log(`loop: ${String(seen.length)} frames in ${seconds.toFixed(1)} s`);
  expect(seen, 'each frame after the one before').toEqual(seen.map((_, i) => String(Number(seen[0]) + i)));
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.length).toBeLessThanOrEqual(Math.ceil(seconds * 25) + 1);
  await page.keyboard.press('End');
  await expect(viewer.getByTestId('canvas-left')).toHaveAttribute('data-frame', '499');
  await page.keyboard.press('k');
  await expect(viewer.getByTestId('canvas-left')).toHaveAttribute('data-frame', /^[0-9]$/);
  await workbench.screenshot('viewer-loop-500');
}
