/** The view "Conversations", as a person keeps order in them. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Locator } from '@playwright/test';
import { saveConversation } from '../../../src/conversation/savedConversation.ts';
import { answered, withImages } from '../../unit/conversation/sampleConversation.ts';
import { violations } from '../axe.ts';
import { expect, test } from '../workbench.ts';
import type { WorkbenchWindow } from '../workbenchWindow.ts';

const film = 'chest-left-effusion.dcm';
const quiet = { 'llavaMed.answer.temperature': 0 };
/** By what a webview calls their kind. */
const themes = {
  'vscode-light': 'Default Light Modern',
  'vscode-dark': 'Default Dark Modern',
  'vscode-high-contrast': 'Default High Contrast',
  'vscode-high-contrast-light': 'Default High Contrast Light',
};

test.use({ settings: quiet });

const chatsOf = (runFolder: string): string =>
  join(runFolder, 'data', 'user', 'User', 'globalStorage', 'llava-med.llava-med', 'chats');

/** The view with the caret in its search field. */
async function openHistory(workbench: WorkbenchWindow): Promise<Frame> {
  await workbench.runCommand('LLaVA-Med: Search Conversations');
  return workbench.webview('[data-testid="history"]:not([data-state="loading"])');
}

const row = (history: Frame, title: string | RegExp): Locator =>
  history
    .getByTestId('conversation')
    .filter({ has: history.getByTestId('conversation-title').filter({ hasText: title }) });

async function choose(history: Frame, title: string | RegExp, item: string): Promise<void> {
  await row(history, title).getByTestId('conversation-menu').click();
  await row(history, title).getByTestId(`menu-${item}`).click();
}

async function ask(workbench: WorkbenchWindow, question: string): Promise<string> {
  const chat = await workbench.openChat();
  await chat.getByTestId('question-input').fill(question);
  await chat.getByTestId('question-input').press('Enter');
  await expect(chat.locator('[data-testid="exchange"][data-state="done"]')).toHaveCount(1);
  return chat.getByTestId('answer').innerText();
}

/** Waits until the text is in a saved chat. */
async function untilSaved(runFolder: string, text: string): Promise<void> {
  const chats = chatsOf(runFolder);
  await expect
    .poll(async () => {
      const files = (await readdir(chats, { recursive: true })).filter((name) => name.endsWith('chat.json'));
      const texts = await Promise.all(files.map((name) => readFile(join(chats, name), 'utf8').catch(() => '')));
      return texts.some((saved) => saved.includes(text));
    })
    .toBe(true);
}

test('two conversations are listed after a reload, found, renamed, pinned, archived, deleted, had back, opened', async ({
  workbench,
  runFolder,
}) => {
  const { keyboard } = workbench.page;
  const chat = await workbench.openChat();
  await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, film));
  await expect(chat.getByTestId('image-name')).toHaveText(film);
  const answer = await ask(workbench, 'On which side is the pleural effusion?');
  expect(answer).toMatch(/left/i);
  await workbench.runCommand('LLaVA-Med: New Chat');
  await ask(workbench, 'Who are you?');
  await untilSaved(runFolder, 'Who are you?');

  await workbench.reload();
  await workbench.openChat();
  let history = await openHistory(workbench);
  await expect(history.getByTestId('conversation-title')).toHaveText([
    'Who are you?',
    'On which side is the pleural effusion?',
  ]);
  await expect(row(history, 'Who are you?')).toHaveAttribute('data-open', 'here');
  await expect(row(history, 'On which side').getByTestId('conversation-about')).toHaveText(
    /^today \d\d:\d\d · 1 question · 1 image$/,
  );
  await workbench.screenshot('history-list');

  // A word of the answer, which stands in no question.
  await history.getByTestId('search').fill('LEFT');
  await expect(history.getByTestId('conversation-title')).toHaveText(['On which side is the pleural effusion?']);
  await expect(history.locator('mark').first()).toHaveText(/left/i);
  await expect(history.getByTestId('announcer')).toHaveText('1 conversation has these words.');
  await workbench.screenshot('history-found');
  for (const [kind, theme] of Object.entries(themes)) {
    const settings = JSON.stringify({ ...quiet, 'workbench.colorTheme': theme });
    await writeFile(join(workbench.folder, '.vscode/settings.json'), settings);
    await expect(history.locator('body')).toHaveAttribute('data-vscode-theme-kind', kind);
    expect(await violations(history), theme).toEqual([]);
    await workbench.screenshot(`history-${kind}`);
  }
  await history.getByTestId('search').fill('zebra');
  await expect(history.getByTestId('nothing-found')).toContainText('has these words');
  expect(await violations(history), 'nothing found').toEqual([]);
  await history.getByTestId('search').press('Escape');
  await expect(history.getByTestId('conversation')).toHaveCount(2);

  // By keys alone: down to the second, renamed, pinned.
  await history.getByTestId('search').press('ArrowDown');
  await keyboard.press('ArrowDown');
  await expect(row(history, 'On which side').getByTestId('open-conversation')).toBeFocused();
  await keyboard.press('F2');
  await workbench.fillQuickInput('שם Effusion <b>of</b> the ward');
  await keyboard.press('Enter');
  await expect(history.getByTestId('conversation-title').last()).toHaveText('שם Effusion <b>of</b> the ward');
  await row(history, 'Effusion').getByTestId('open-conversation').focus();
  await keyboard.press('p');
  await expect(history.getByTestId('conversation-title').first()).toHaveText(/Effusion/);
  await expect(history.getByTestId('announcer')).toContainText('Pinned: ');
  await expect(row(history, 'Effusion').getByTestId('open-conversation')).toBeFocused();

  await choose(history, 'Effusion', 'archive');
  await expect(history.getByTestId('conversation')).toHaveCount(1);
  await history.getByTestId('scope').selectOption('archived');
  await expect(row(history, 'Effusion')).toHaveCount(1);
  await choose(history, 'Effusion', 'archive');
  await expect(row(history, 'Effusion')).toHaveCount(0);
  await history.getByTestId('scope').selectOption('workspace');
  await expect(history.getByTestId('conversation')).toHaveCount(2);

  await row(history, 'Effusion').getByTestId('open-conversation').focus();
  await keyboard.press('Delete');
  await expect(history.getByTestId('conversation')).toHaveCount(1);
  await expect(row(history, 'Who are you?').getByTestId('open-conversation')).toBeFocused();
  await expect(workbench.notification(/Deleted “.*Effusion/)).toBeVisible();
  await keyboard.press('Control+Z');
  await expect(row(history, 'Effusion')).toHaveCount(1);
  await choose(history, 'Effusion', 'delete');
  await expect(row(history, 'Effusion')).toHaveCount(0);
  await workbench
    .notification(/Deleted “/)
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(row(history, 'Effusion')).toHaveCount(1);

  // Found by a word of the answer, it opens at the place.
  await history.getByTestId('search').fill('LEFT');
  await expect(history.getByTestId('conversation-match').first()).toBeVisible();
  await row(history, 'Effusion').getByTestId('open-conversation').click();
  const opened = await workbench.openChat();
  await expect(opened.getByTestId('find-input')).toHaveValue(/^left$/i);
  await expect(opened.getByTestId('find-count')).toHaveText(/^1 of \d+$/);
  await expect(opened.getByTestId('find-input')).toBeFocused();
  await workbench.screenshot('history-opened-at-place');
  await expect(opened.getByTestId('question')).toHaveText('On which side is the pleural effusion?');
  await expect(opened.getByTestId('exchange').getByTestId('image-name')).toHaveText(film);
  history = await openHistory(workbench);
  await history.getByTestId('search').fill('');
  await expect(row(history, 'Effusion')).toHaveAttribute('data-open', 'here');

  // From the palette, by a word of a text.
  await workbench.runCommand('LLaVA-Med: Open Conversation…');
  await workbench.fillQuickInput('who');
  await workbench.pick('Who are you?');
  await expect((await workbench.openChat()).getByTestId('question')).toHaveText('Who are you?');

  await workbench.runCommand('LLaVA-Med: Delete All My Chats and Kept Images…');
  const dialog = workbench.page.locator('.monaco-dialog-box');
  await expect(dialog).toContainText(/Delete \d+ conversations? with all kept images \([\d.]+ (kB|MB)\)\?/);
  await workbench.screenshot('history-delete-all');
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(workbench.notification(/\d+ conversations? deleted/)).toBeVisible();
  history = await openHistory(workbench);
  await expect(history.getByTestId('empty')).toBeVisible();
  await expect((await workbench.openChat()).getByTestId('exchange')).toHaveCount(0);
  expect(await violations(history), 'empty').toEqual([]);
  await workbench.screenshot('history-empty');
  await history.getByTestId('new-chat').click();
  await expect((await workbench.openChat()).getByTestId('question-input')).toBeFocused();
});

test('a thousand conversations of another workspace are shown at once, gone through by keys, and fit a narrow side bar', async ({
  workbench,
  runFolder,
}) => {
  const ward = join(chatsOf(runFolder), 'f'.repeat(16));
  const conversation = answered(answered(withImages('a'), 'e1', 'There is a small effusion.'), 'e2', 'No.');
  await mkdir(ward, { recursive: true });
  await writeFile(join(ward, 'workspace.json'), JSON.stringify({ name: 'ward' }));
  for (let i = 0; i < 1000; i++) {
    const folder = join(ward, randomUUID());
    await mkdir(folder);
    const chat = saveConversation({ ...conversation, id: randomUUID() });
    await writeFile(join(folder, 'chat.json'), JSON.stringify({ chat, draft: '' }));
  }
  try {
    await workbench.openChat();
    const history = await openHistory(workbench);
    // The whole of it: handling, layout and paint.
    const shownMs = await history.getByTestId('scope').evaluate(async (select: HTMLSelectElement) => {
      const painted = (): Promise<void> =>
        new Promise((resolve) => {
          requestAnimationFrame(() => {
            setTimeout(resolve);
          });
        });
      await painted();
      const begun = performance.now();
      select.selectedIndex = 1;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await painted();
      await painted();
      return performance.now() - begun;
    });
    // A figure for people: machines and their moments differ.
    console.log(`1,000 conversations shown and painted in ${shownMs.toFixed(0)} ms`);
    await expect(history.getByTestId('scope')).toContainText(/All workspaces \(\d{4,}\)/);
    await expect(history.getByTestId('conversation-about').first()).toContainText('ward');

    await history.getByTestId('open-conversation').first().focus();
    await workbench.page.keyboard.press('End');
    const last = history.getByTestId('conversation').last();
    await expect(last.getByTestId('open-conversation')).toBeFocused();
    const size = Number(await last.getAttribute('aria-setsize'));
    expect(size).toBeGreaterThanOrEqual(1000);
    await expect(last).toHaveAttribute('aria-posinset', String(size));
    expect(await violations(history)).toEqual([]);
    expect(await history.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await workbench.screenshot('history-thousand');
  } finally {
    await rm(ward, { recursive: true, force: true });
  }
});
