/** Where the chat can stand, and what is seen of an answer when the chat is not. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Page } from '@playwright/test';
import { violations } from '../axe.ts';
import { endlessModel } from '../endlessModel.ts';
import { expect, folderWith, test } from '../workbench.ts';

const film = 'chest-left-effusion.dcm';

/** The chat of an editor tab, which is the widest. */
async function chatInEditor(page: Page): Promise<Frame> {
  let found: Frame | undefined;
  await expect(async () => {
    found = undefined;
    for (const frame of page.frames()) {
      const width = await frame
        .locator('[data-testid="panel"]')
        .evaluate((panel) => panel.clientWidth, undefined, { timeout: 500 })
        .catch(() => 0);
      if (width > 500) found = frame;
    }
    expect(found).toBeDefined();
  }).toPass({ timeout: 60_000 });
  if (found === undefined) throw new Error('No editor shows the chat.');
  return found;
}

test('the chat stands in an editor tab beside its view: one conversation, one question, there after a reload', async ({
  workbench,
}) => {
  const view = await workbench.openChat();
  await workbench.drop(view.getByTestId('panel'), join(workbench.folder, film));
  await expect(view.getByTestId('image-name')).toHaveText(film);
  await workbench.runCommand('LLaVA-Med: Open Chat in Editor');
  let editor = await chatInEditor(workbench.page);
  await expect(editor.getByTestId('question-input')).toBeFocused();
  await workbench.page.keyboard.type('Is there a pleural effusion?');
  await expect(view.getByTestId('question-input')).toHaveValue('Is there a pleural effusion?');
  await workbench.page.keyboard.press('Enter');
  for (const chat of [editor, view]) await expect(chat.locator('[data-state="done"]')).toHaveCount(1);
  await expect(editor.getByTestId('answer')).toContainText(/left/i);
  expect(await violations(editor)).toEqual([]);
  await workbench.screenshot('places-editor');

  await workbench.hideSideBar();
  await workbench.reload();
  editor = await chatInEditor(workbench.page);
  await expect(editor.getByTestId('answer')).toContainText(/left/i);
  await workbench.runCommand('LLaVA-Med: Find in Chat');
  await expect(editor.getByRole('search')).toBeVisible();
});

test.describe('with a model that never comes to an end by itself', () => {
  test.use({
    prepare: folderWith(async (folder) => {
      await writeFile(join(folder, '.vscode/settings.json'), JSON.stringify(endlessModel(folder)));
    }),
  });

  test('an answer that is not seen is told of, with a way to stop it', async ({ workbench }) => {
    let chat = await workbench.openChat();
    await chat.getByTestId('question-input').fill('Long?');
    await chat.getByTestId('send').click();
    await expect(chat.getByTestId('answer')).not.toBeEmpty();
    const toast = workbench.notification('LLaVA-Med is answering');
    await expect(toast, 'it is seen').toHaveCount(0);
    await workbench.hideSideBar();
    await expect(toast).toBeVisible();
    await workbench.screenshot('places-hidden');
    await toast.getByRole('button', { name: 'Cancel' }).click();
    await expect(toast).toHaveCount(0);
    chat = await workbench.openChat();
    await expect(chat.locator('[data-state="stopped"]')).toHaveCount(1);
  });
});
