/** A part of an image beside the whole, and slices as one picture: from the viewer and the Explorer to the receipt. */
import { join } from 'node:path';
import type { Frame } from '@playwright/test';
import { focusPicture, openInViewer } from '../openInViewer.ts';
import { expect, test } from '../workbench.ts';
import type { WorkbenchWindow } from '../workbenchWindow.ts';

const film = 'chest-left-effusion.dcm';

test.use({ settings: { 'llavaMed.answer.temperature': 0 } });

/** From one point of the picture to another, as fractions of its canvas. */
async function dragOn(workbench: WorkbenchWindow, viewer: Frame, from: number, to: number): Promise<void> {
  const box = await viewer.getByTestId('canvas-left').boundingBox();
  if (box === null) throw new Error('The picture has no place.');
  const at = (part: number): [number, number] => [box.x + box.width * part, box.y + box.height * part];
  const { mouse } = workbench.page;
  await mouse.move(...at(from));
  await mouse.down();
  await mouse.move(...at(to), { steps: 6 });
  await mouse.up();
}

async function answered(chat: Frame, question: string): Promise<string> {
  await chat.getByTestId('question-input').fill(question);
  await chat.getByTestId('send').click();
  await expect(chat.locator('[data-state="done"]')).toHaveCount(1, { timeout: 120_000 });
  return (await chat.getByTestId('receipt').allInnerTexts()).join('\n');
}

test('a rectangle in the viewer goes beside the whole film into the chat, by key and by button', async ({
  workbench,
}) => {
  const { page } = workbench;
  const viewer = await openInViewer(workbench, film);
  await focusPicture(viewer);
  await expect(viewer.getByTestId('ask-rectangle')).toBeHidden();
  await page.keyboard.press('Shift+B');
  await expect(viewer.getByTestId('notice')).toContainText('No rectangle is drawn on this frame. Draw one first: B');
  await viewer.getByTestId('dismiss').click();

  await focusPicture(viewer);
  await page.keyboard.press('b');
  await dragOn(workbench, viewer, 0.45, 0.6);
  await expect(viewer.getByTestId('ask-rectangle')).toBeVisible();
  await workbench.screenshot('region-viewer');
  await focusPicture(viewer);
  await page.keyboard.press('Shift+B');
  const chat = await workbench.openChat();
  await expect(chat.getByTestId('image-card')).toHaveCount(2);
  await workbench.screenshot('region-chat');
  await expect(chat.getByTestId('question-input')).toBeFocused();
  const receipts = await answered(chat, 'What does the marked part show?');
  expect(receipts.split(film).length - 1, 'the film and its part').toBeGreaterThanOrEqual(2);
  await workbench.screenshot('region-answer');

  await workbench.runCommand('LLaVA-Med: New Chat');
  await viewer.getByTestId('ask-rectangle').click();
  await expect(chat.getByTestId('image-card')).toHaveCount(2);
});

test('evenly spaced slices of a CT become one picture for the model, chosen ones too', async ({ workbench }) => {
  const { page } = workbench;
  const picker = page.locator('.quick-input-widget');
  const chat = await workbench.openChat();
  await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, 'ct-test-object'));
  await expect(picker).toContainText('A montage of 4 evenly spaced slices, as one image');
  await workbench.screenshot('montage-which-slices');
  await workbench.pick('A montage of 4 evenly spaced slices');
  await expect(chat.getByTestId('image-card')).toHaveCount(1);
  await expect(chat.getByTestId('image-card')).toContainText('Montage of 4 slices');
  await workbench.screenshot('montage-card');
  expect(await answered(chat, 'What do these slices show?')).toMatch(
    /montage of 4 slices of 8.*slices 2, 4, 6, 8 in 2 rows of 2/,
  );
  await workbench.screenshot('montage-answer');

  await workbench.runCommand('LLaVA-Med: New Chat');
  await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, 'ct-test-object'));
  await workbench.pick('A montage of chosen slices');
  await expect(picker).toContainText('Slice 8');
  // All eight are ticked at first.
  await picker.locator('.monaco-list-row', { hasText: 'Slice 2' }).first().click();
  await picker.locator('.monaco-list-row', { hasText: 'Slice 5' }).first().click();
  await page.keyboard.press('Enter');
  await expect(chat.getByTestId('image-card')).toContainText('Montage of 6 slices');
});
