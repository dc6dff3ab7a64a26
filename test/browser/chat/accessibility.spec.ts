/** The views without a mouse, without eyes, and at a large zoom. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from '@playwright/test';
import { violations } from '../axe.ts';
import { letteredFilm } from '../letteredFilm.ts';
import { expect, folderWith, test } from '../workbench.ts';

const film = 'chest-left-effusion.dcm';
/** By what a webview calls their kind. */
const otherThemes = {
  'vscode-dark': 'Default Dark Modern',
  'vscode-high-contrast': 'Default High Contrast',
  'vscode-high-contrast-light': 'Default High Contrast Light',
};
const quiet = { 'llavaMed.answer.temperature': 0 };

/** What has the focus, by its test id. */
const focused = (frame: Frame): Promise<string | undefined> =>
  frame.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-testid]')?.dataset['testid']);

test.describe('with the demo model', () => {
  test.use({
    settings: quiet,
    prepare: folderWith((folder) => writeFile(join(folder, 'lettered.dcm'), letteredFilm())),
  });

  test('axe finds nothing in the chat and its pictures, nor in the viewer with letters and a region, its tags, what the model sees and its help, whatever the theme', async ({
    workbench,
  }) => {
    const chat = await workbench.openChat();
    await expect(chat.getByTestId('empty')).toBeVisible();
    expect(await violations(chat), 'empty').toEqual([]);
    await chat.getByTestId('try-sample').click();
    await expect(chat.getByTestId('image-card')).toBeVisible();
    expect(await violations(chat), 'with a film').toEqual([]);
    await chat.getByTestId('suggestion').first().click();
    await expect(chat.getByTestId('stats')).toBeVisible();
    expect(await violations(chat), 'with an answer').toEqual([]);
    await expect(chat.getByRole('article', { name: 'Question 1' })).toHaveCount(1);
    await chat.getByTestId('what-model-sees').click();
    await expect(chat.getByTestId('preview-seen').locator('img')).toBeVisible();
    expect(await violations(chat), 'with its pictures').toEqual([]);
    await workbench.page.keyboard.press('Escape');

    await workbench.openFile('lettered.dcm');
    const viewer = await workbench.webview('[data-testid="viewer"]');
    await expect(viewer.getByTestId('zoom-left')).toHaveText(/%/);
    await expect(viewer.getByRole('img', { name: /^Orientation: left edge: patient right;/ })).toBeVisible();
    await expect(viewer.getByRole('group', { name: /top edge: patient head/ })).toBeVisible();
    await expect(viewer.getByRole('img', { name: /^Scale: \d+ cm at the detector$/ })).toBeVisible();
    await viewer.locator('[data-pane="left"]').focus();
    for (const key of ['u', 'Control+Enter', 'Control+ArrowDown', 'Control+ArrowRight', 'Control+Enter'])
      await workbench.page.keyboard.press(key);
    await expect(viewer.getByTestId('announcer')).toHaveText(
      /^mean .* SD .*, min .*, .* mm² at the detector\s+\d+ px$/,
    );
    await expect(viewer.getByTestId('measurements-left').getByRole('listitem')).toHaveText(/Ellipse: mean/);
    expect(await violations(viewer), 'image').toEqual([]);
    await viewer.getByTestId('toggle-tags').click();
    await viewer.getByTestId('tag-row').first().click();
    await expect(viewer.getByTestId('tag-details')).toBeVisible();
    expect(await violations(viewer), 'tags').toEqual([]);
    for (const [kind, theme] of Object.entries(otherThemes)) {
      const settings = { ...quiet, 'workbench.colorTheme': theme };
      await writeFile(join(workbench.folder, '.vscode/settings.json'), JSON.stringify(settings));
      for (const frame of [chat, viewer]) {
        await expect(frame.locator('body')).toHaveAttribute('data-vscode-theme-kind', kind);
        expect(await violations(frame), theme).toEqual([]);
      }
    }
    await viewer.getByTestId('toggle-model-view').click();
    await expect(viewer.getByTestId('model-caption')).toBeVisible();
    expect(await violations(viewer), 'what the model sees').toEqual([]);
    await viewer.getByTestId('help').click();
    await expect(viewer.getByTestId('help-dialog')).toBeVisible();
    expect(await violations(viewer), 'help').toEqual([]);
  });

  test('keyboard only: the chat is found, an image added, a question asked, its answer inserted', async ({
    workbench,
  }) => {
    const { keyboard } = workbench.page;
    await keyboard.press('Control+P');
    await workbench.fillQuickInput('report-chest.md');
    await workbench.page
      .locator('.quick-input-list .monaco-list-row.focused', { hasText: 'report-chest.md' })
      .waitFor();
    await keyboard.press('Enter');
    await workbench.editorLine('## Findings').waitFor();

    await keyboard.press('Control+Alt+J');
    const chat = await workbench.webview('[data-testid="panel"]');
    const dialog = workbench.page.locator('.quick-input-widget');
    // Enter takes the folder where the dialog has not yet read what was typed: then all of it is done again.
    await expect(async () => {
      await keyboard.press('Escape');
      await expect(dialog).toBeHidden({ timeout: 5000 });
      await keyboard.press('Control+Alt+J');
      await expect.poll(() => focused(chat)).toBe('question-input');
      await keyboard.press('Tab');
      expect(await focused(chat)).toBe('add-image');
      await keyboard.press('Enter');
      const input = dialog.locator('input').first();
      await expect(input).toHaveValue(/\/$/, { timeout: 20_000 });
      await input.fill(join(workbench.folder, film), { timeout: 5000 });
      await keyboard.press('Enter');
      await expect(chat.getByTestId('image-name')).toHaveText(film, { timeout: 15_000 });
    }).toPass();

    await keyboard.press('Control+Alt+J');
    await expect.poll(() => focused(chat)).toBe('question-input');
    await keyboard.type('Is there a pleural effusion?');
    await keyboard.press('Enter');
    await expect(chat.locator('[data-state="done"]')).toHaveCount(1);
    await expect(chat.getByTestId('answer')).toHaveText(/yes|left/i);
    await expect.poll(() => focused(chat)).toBe('question-input');
    for (let presses = 0; presses < 12 && (await focused(chat)) !== 'insert'; presses++)
      await keyboard.press('Shift+Tab');
    expect(await focused(chat)).toBe('insert');
    await workbench.screenshot('keyboard-insert');
    await keyboard.press('Enter');
    await expect(workbench.codeLens('Accept')).toBeVisible();
  });

  test('at 200 % and 220 pixels wide the transcript keeps half of the panel', async ({ workbench }) => {
    const { page } = workbench;
    const chat = await workbench.openChat();
    await chat.getByTestId('try-sample').click();
    await chat.getByTestId('suggestion').first().click();
    await expect(chat.getByTestId('stats')).toBeVisible();
    await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, 'gross-haemorrhage.png'));
    await expect(chat.getByTestId('image-card')).toHaveCount(3);
    // What a window of 1400 by 900 has at 200 %.
    await page.setViewportSize({ width: 700, height: 450 });
    await workbench.setSideBarWidth(220);
    const height = (selector: string): Promise<number> =>
      chat.locator(selector).evaluate((element) => element.getBoundingClientRect().height);
    const panel = await height('[data-testid="panel"]');
    expect(await height('[data-testid="transcript"]')).toBeGreaterThanOrEqual(panel / 2);
    await workbench.screenshot('chat-narrow');
    await expect(chat.getByTestId('question-input')).toBeInViewport();
    await expect(chat.getByTestId('send')).toBeInViewport();
  });
});

test.describe('with a model that is not there', () => {
  test.use({ settings: { ...quiet, 'llavaMed.model.path': '/nowhere/model.gguf' } });

  test('axe finds nothing in a chat whose answer failed', async ({ workbench }) => {
    const chat = await workbench.openChat();
    await chat.getByTestId('try-sample').click();
    await chat.getByTestId('suggestion').first().click();
    await expect(chat.getByTestId('failure')).toBeVisible();
    expect(await violations(chat)).toEqual([]);
  });
});
