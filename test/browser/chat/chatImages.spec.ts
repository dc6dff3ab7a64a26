/** The images of a conversation: what they are to each other, their order, and the lightbox over the chat. */
import { join } from 'node:path';
import type { Frame, Locator } from '@playwright/test';
import sharp from 'sharp';
import { violations } from '../axe.ts';
import { expect, folderWith, test } from '../workbench.ts';
import type { WorkbenchWindow } from '../workbenchWindow.ts';

const film = 'chest-left-effusion.dcm';
const other = 'chest-normal.dcm';
const loop = 'us-beating-chamber.dcm';
const ct = 'ct-right-kidney-stone.dcm';
/** Larger than what the chat is sent at first. */
const large = 'large.png';

test.use({
  settings: { 'llavaMed.answer.temperature': 0 },
  prepare: folderWith(async (folder) => {
    const drawn =
      '<svg width="1800" height="1200"><rect width="1800" height="1200" fill="#333"/><circle cx="600" cy="600" r="90" fill="#ddd"/></svg>';
    await sharp(Buffer.from(drawn)).png().toFile(join(folder, large));
  }),
});

const dropped = (workbench: WorkbenchWindow, chat: Frame, ...names: readonly string[]): Promise<void> =>
  workbench.drop(chat.getByTestId('transcript'), ...names.map((name) => join(workbench.folder, name)));

async function ask(chat: Frame, question: string): Promise<void> {
  await chat.getByTestId('question-input').fill(question);
  await chat.getByTestId('question-input').press('Enter');
  await expect(chat.getByTestId('exchange').last()).toHaveAttribute('data-state', 'done');
}

const tray = (chat: Frame): Locator => chat.getByTestId('tray');
const trayNames = (chat: Frame): Locator => tray(chat).getByTestId('image-name');
const stage = (chat: Frame): Locator => chat.getByTestId('lightbox-stage');
/** The picture's place on the stage, CSS pixels. */
const pictureBox = async (chat: Frame): Promise<{ x: number; y: number; width: number; height: number }> => {
  const box = await stage(chat).locator('img').boundingBox();
  if (box === null) throw new Error('There is no picture.');
  return box;
};

async function openLightbox(chat: Frame, name: string): Promise<void> {
  await tray(chat).getByTestId('image-card').filter({ hasText: name }).getByTestId('image-open').click();
  await expect(chat.getByTestId('preview-shown').locator('img')).toBeVisible();
}

test('two films have roles, are reordered by keys and by a drag, and one of a sent turn is replaced by editing it', async ({
  workbench,
}) => {
  const { keyboard, mouse } = workbench.page;
  const chat = await workbench.openChat();
  await dropped(workbench, chat, film, other, loop);
  await expect(trayNames(chat)).toHaveText([film, other, loop]);

  const roles = tray(chat).getByTestId('image-role-menu');
  await roles.first().click();
  await expect(chat.getByRole('menuitemradio', { name: 'None', exact: true, checked: true })).toBeVisible();
  await chat.getByRole('menuitemradio', { name: 'Frontal' }).click();
  await expect(roles.first()).toBeFocused();
  await roles.nth(1).focus();
  await keyboard.press('ArrowDown');
  await keyboard.press('p');
  await keyboard.press('Enter');
  await expect(tray(chat).getByTestId('image-role')).toHaveText(['Frontal', 'Prior']);
  await workbench.screenshot('images-roles');
  expect(await violations(chat), 'roles').toEqual([]);

  const grip = chat.getByRole('button', { name: 'Move image 2' });
  await grip.focus();
  await keyboard.press('Alt+ArrowUp');
  await expect(trayNames(chat)).toHaveText([other, film, loop]);
  await expect(chat.getByTestId('announcer')).toHaveText('Image 1 of 3');
  await expect(chat.getByRole('button', { name: 'Move image 1' })).toBeFocused();
  await keyboard.press('Alt+ArrowDown');
  await expect(trayNames(chat)).toHaveText([film, other, loop]);
  await keyboard.press('Alt+ArrowRight');
  await keyboard.press('Alt+ArrowRight');
  await expect(trayNames(chat)).toHaveText([film, loop, other]);

  const from = await chat.getByTestId('image-grip').nth(1).boundingBox();
  const to = await chat.getByTestId('image-grip').first().boundingBox();
  if (from === null || to === null) throw new Error('There is no handle.');
  await mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await mouse.down();
  await mouse.move(to.x + to.width / 2, to.y - 4, { steps: 6 });
  await expect(chat.locator('.tray > .drop-above')).toHaveCount(1);
  await mouse.up();
  await expect(trayNames(chat)).toHaveText([loop, film, other]);
  await expect(chat.locator('.tray > :is(.drop-above, .dragged)')).toHaveCount(0);

  await chat.getByTestId('image-remove').first().click();
  await ask(chat, 'Is there a pleural effusion?');
  await expect(chat.getByTestId('receipt')).toHaveText([/Image 1 · chest-left-effusion/, /Image 2 · chest-normal/]);
  await expect(chat.locator('.question').getByTestId('image-role')).toHaveText(['Frontal', 'Prior']);

  await chat.getByTestId('edit').click();
  await expect(chat.getByTestId('editing')).toBeVisible();
  await tray(chat).getByTestId('image-card').filter({ hasText: other }).getByTestId('image-remove').click();
  await expect(trayNames(chat)).toHaveText([film]);
  await dropped(workbench, chat, 'chest-right-effusion.dcm');
  await expect(trayNames(chat)).toHaveText([film, 'chest-right-effusion.dcm']);
  await chat.getByTestId('send').click();
  await expect(chat.getByTestId('exchange')).toHaveCount(1);
  await expect(chat.getByTestId('exchange')).toHaveAttribute('data-state', 'done');
  await expect(chat.getByTestId('receipt').last()).toContainText('chest-right-effusion.dcm');
  await workbench.screenshot('images-replaced');
});

test('the lightbox zooms, pans, shows every pixel and what the model sees, goes to the next image, and gives the focus back', async ({
  workbench,
}) => {
  const { keyboard, mouse } = workbench.page;
  const chat = await workbench.openChat();
  await dropped(workbench, chat, large, film);
  await expect(trayNames(chat)).toHaveText([large, film]);
  await openLightbox(chat, large);
  await expect(stage(chat)).toBeFocused();
  const natural = (): Promise<number> =>
    stage(chat)
      .locator('img')
      .evaluate((image: HTMLImageElement) => image.naturalWidth);
  expect(await natural()).toBeLessThan(1800);
  const fitted = await pictureBox(chat);
  await workbench.screenshot('images-lightbox');
  expect(await violations(chat), 'lightbox').toEqual([]);

  await keyboard.press('1');
  await expect.poll(natural).toBe(1800);
  await expect(chat.getByTestId('lightbox-status')).toHaveText('Zoom 100 %');
  const before = await pictureBox(chat);
  expect(before.width).toBeGreaterThan(fitted.width);
  await keyboard.press('ArrowRight');
  expect((await pictureBox(chat)).x).toBeLessThan(before.x);
  const at = await stage(chat).boundingBox();
  if (at === null) throw new Error('There is no stage.');
  const middle = { x: at.x + at.width / 2, y: at.y + at.height / 2 };
  await mouse.move(middle.x, middle.y);
  await mouse.down();
  await mouse.move(middle.x + 60, middle.y, { steps: 4 });
  await mouse.up();
  await expect.poll(async () => (await pictureBox(chat)).x).toBeGreaterThan(before.x);
  await mouse.wheel(0, -200);
  await expect.poll(async () => (await pictureBox(chat)).width).toBeGreaterThan(before.width);
  await keyboard.press('0');
  await expect.poll(async () => (await pictureBox(chat)).width).toBeCloseTo(fitted.width, 0);

  await keyboard.press('ArrowRight');
  await expect(chat.getByTestId('preview')).toHaveAccessibleName(film);
  await expect(chat.getByTestId('lightbox-number')).toHaveText('Image 2 of 2');
  await chat.getByRole('tab', { name: 'What the model sees' }).click();
  await expect(chat.getByTestId('preview-seen').locator('img')).toBeVisible();
  await keyboard.press('ArrowLeft');
  await expect(chat.getByRole('tab', { name: 'As displayed' })).toBeFocused();
  await expect(chat.getByTestId('preview-shown').locator('img')).toBeVisible();
  await keyboard.press('Escape');
  await expect(chat.getByTestId('preview')).toHaveCount(0);
  await expect(tray(chat).getByTestId('image-open').first()).toBeFocused();
});

test('frame and window of an image that waits are chosen before it is sent', async ({ workbench }) => {
  const { keyboard } = workbench.page;
  const chat = await workbench.openChat();
  await dropped(workbench, chat, loop, ct);
  await expect(trayNames(chat)).toHaveText([loop, ct]);
  await openLightbox(chat, loop);
  const shown = stage(chat).locator('img');
  const first = await shown.getAttribute('src');
  await chat.getByRole('slider', { name: 'Frame' }).focus();
  for (const _ of [1, 2, 3]) await keyboard.press('ArrowRight');
  await expect(chat.getByTestId('lightbox-facts')).toContainText('frame 4/16');
  await expect(stage(chat)).toHaveAttribute('aria-busy', 'false');
  expect(await shown.getAttribute('src')).not.toBe(first);
  await chat.getByTestId('lightbox-frame-number').fill('9');
  await chat.getByTestId('lightbox-frame-number').press('Enter');
  await expect(chat.getByTestId('lightbox-facts')).toContainText('frame 9/16');
  await workbench.screenshot('images-frame');
  expect(await violations(chat), 'frame').toEqual([]);

  await chat.getByTestId('lightbox-next').click();
  await expect(chat.getByTestId('preview')).toHaveAccessibleName(ct);
  await chat.getByTestId('lightbox-window').selectOption('Lung');
  await expect(chat.getByTestId('lightbox-facts')).toContainText('W 1500 L -600');
  await expect(chat.getByTestId('lightbox-window-width')).toHaveValue('1500');
  await chat.getByTestId('lightbox-window').selectOption('As the file says');
  await expect(chat.getByTestId('lightbox-facts')).toContainText('W 400 L 50');
  await chat.getByTestId('lightbox-window-width').fill('300');
  await chat.getByTestId('lightbox-window-width').press('Enter');
  await expect(chat.getByTestId('lightbox-facts')).toContainText('W 300 L 50');
  await chat.getByTestId('preview-close').click();

  await ask(chat, 'What modality is this?');
  await expect(chat.getByTestId('receipt')).toHaveText([/frame 9\/16/, /W 300 L 50/]);
  await chat.locator('.question').getByTestId('image-open').first().click();
  await expect(chat.getByTestId('preview-shown').locator('img')).toBeVisible();
  await expect(chat.getByTestId('lightbox-frame')).toHaveCount(0);
});

test('a rectangle drawn in the lightbox, by pointer and by keys, is asked about beside the whole image', async ({
  workbench,
}) => {
  const { keyboard, mouse } = workbench.page;
  const chat = await workbench.openChat();
  await dropped(workbench, chat, film);
  await expect(trayNames(chat)).toHaveText([film]);
  await openLightbox(chat, film);
  await chat.getByRole('button', { name: 'Mark a region' }).click();
  await expect(stage(chat)).toBeFocused();
  await expect(chat.getByTestId('lightbox-status')).toHaveText(/^128×128 pixels, 50 % × 50 % of the image/);
  const box = await pictureBox(chat);
  await mouse.move(box.x + box.width * 0.05, box.y + box.height * 0.1);
  await mouse.down();
  await mouse.move(box.x + box.width * 0.55, box.y + box.height * 0.4, { steps: 5 });
  await mouse.up();
  await expect(chat.getByTestId('lightbox-status')).toHaveText(
    /, (49|50|51) % × (29|30|31) % of the image, [456] % from the left, (9|10|11) %/,
  );
  await workbench.screenshot('images-region');
  expect(await violations(chat), 'region').toEqual([]);

  await keyboard.press('Escape');
  await expect(chat.getByTestId('preview')).toBeVisible();
  await expect(chat.getByTestId('lightbox-region')).toBeHidden();
  await chat.getByRole('button', { name: 'Mark a region' }).click();
  for (const key of ['ArrowLeft', 'ArrowUp', 'Shift+ArrowRight', 'Alt+ArrowDown']) await keyboard.press(key);
  await expect(chat.getByTestId('lightbox-status')).toHaveText(
    '133×128 pixels, 52 % × 50 % of the image, 23 % from the left, 23 % from the top',
  );
  await keyboard.press('Enter');
  await expect(chat.getByTestId('preview')).toHaveCount(0);
  await expect(chat.getByTestId('question-input')).toBeFocused();
  await expect(tray(chat).getByTestId('image-part')).toHaveText(
    'part of image 1, 23-75 % from the left, 23-73 % from the top',
  );
  await ask(chat, 'What is in the marked part?');
  await expect(chat.getByTestId('receipt')).toHaveText([
    /Image 1 · chest-left-effusion/,
    /Image 2 · .*part of image 1, 23-75 % from the left/,
  ]);
  await workbench.screenshot('images-part-asked');
});
