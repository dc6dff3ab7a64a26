/** What can be done with a question and its answer, in the real workbench with the real demo model. */
import { join } from 'node:path';
import type { Frame, Locator, Page } from '@playwright/test';
import { violations } from '../axe.ts';
import { expect, test } from '../workbench.ts';
import type { WorkbenchWindow } from '../workbenchWindow.ts';

const film = 'chest-left-effusion.dcm';
const quiet = { 'llavaMed.answer.temperature': 0, 'llavaMed.engine.prepareImages': 'never' };

test.use({ settings: quiet });

const exchanges = (chat: Frame): Locator => chat.getByTestId('exchange');
const ended = (chat: Frame): Locator => chat.locator('[data-testid="exchange"]:not([data-state="running"])');

async function openWithFilm(workbench: WorkbenchWindow): Promise<Frame> {
  const chat = await workbench.openChat();
  await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, film));
  await expect(chat.getByTestId('image-name')).toHaveText(film);
  return chat;
}

async function ask(chat: Frame, question: string): Promise<Locator> {
  const before = await exchanges(chat).count();
  await chat.getByTestId('question-input').fill(question);
  await chat.getByTestId('question-input').press('Enter');
  await expect(ended(chat)).toHaveCount(before + 1);
  return exchanges(chat).nth(before);
}

async function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

test('an answer is had anew, and its versions are gone through by button and by keys', async ({ workbench }) => {
  const { keyboard } = workbench.page;
  const chat = await openWithFilm(workbench);
  await ask(chat, 'Is there a pleural effusion?');
  const second = await ask(chat, 'Which side?');
  await expect(chat.getByTestId('versions')).toHaveCount(0);

  await second.getByTestId('regenerate').click();
  await expect(chat.getByTestId('version')).toHaveText('2/2');
  await expect(ended(chat)).toHaveCount(2);
  // The first question too: what followed on it stays with its first version.
  await exchanges(chat).first().getByTestId('regenerate').click();
  await expect(exchanges(chat)).toHaveCount(1);
  await expect(ended(chat)).toHaveCount(1);
  await expect(chat.getByTestId('version')).toHaveText('2/2');
  await expect(chat.getByText('Version 2 of 2')).toHaveCount(1);
  await workbench.screenshot('answers-versions');

  await chat.getByRole('button', { name: 'Previous version' }).click();
  await expect(exchanges(chat)).toHaveCount(2);
  await expect(chat.getByTestId('version')).toHaveText(['1/2', '2/2']);
  await expect(chat.getByRole('button', { name: 'Previous version' }).first()).toBeDisabled();
  await exchanges(chat).first().getByTestId('copy').focus();
  await keyboard.press('Alt+ArrowRight');
  await expect(exchanges(chat)).toHaveCount(1);
  await expect(chat.getByTestId('version')).toHaveText('2/2');
  // The focus stays with the versions, so the keys go on working.
  await keyboard.press('Alt+ArrowLeft');
  await expect(exchanges(chat)).toHaveCount(2);
  expect(await violations(chat)).toEqual([]);
});

test('a question is edited and sent again in its place; cancelled, nothing has changed', async ({ workbench }) => {
  const chat = await openWithFilm(workbench);
  const input = chat.getByTestId('question-input');
  await ask(chat, 'Is there a pleural effusion?');
  await ask(chat, 'Which side?');

  await exchanges(chat).first().hover();
  await exchanges(chat).first().getByRole('button', { name: 'Edit' }).click();
  await expect(input).toHaveValue('Is there a pleural effusion?');
  await expect(input).toBeFocused();
  await expect(chat.getByTestId('editing')).toContainText('Editing question 1: what you send takes its place.');
  await expect(exchanges(chat).first()).toHaveClass(/edited-this/);
  await expect(exchanges(chat).last()).toHaveClass(/edited-earlier/);
  expect(await violations(chat)).toEqual([]);
  await workbench.screenshot('answers-editing');
  await input.press('Escape');
  await expect(chat.getByTestId('editing')).toHaveCount(0);
  await expect(exchanges(chat)).toHaveCount(2);

  await exchanges(chat).first().getByTestId('edit').focus();
  await workbench.page.keyboard.press('Enter');
  await input.fill('Describe the image.');
  await input.press('Enter');
  await expect(chat.getByTestId('question')).toHaveText(['Describe the image.']);
  await expect(ended(chat)).toHaveCount(1);
  await expect(chat.getByTestId('editing')).toHaveCount(0);
  await chat.getByTestId('version-previous').click();
  await expect(chat.getByTestId('question')).toHaveText(['Is there a pleural effusion?', 'Which side?']);
});

test('a question is deleted and put back, by button and by Ctrl+Z; a chat branches off', async ({ workbench }) => {
  const chat = await openWithFilm(workbench);
  await ask(chat, 'Is there a pleural effusion?');
  await ask(chat, 'Which side?');
  const questions = ['Is there a pleural effusion?', 'Which side?'];

  await exchanges(chat).first().getByTestId('delete').focus();
  await workbench.page.keyboard.press('Enter');
  await expect(chat.getByTestId('question')).toHaveText(['Which side?']);
  await expect(chat.getByRole('status').filter({ hasText: 'Question deleted.' })).toBeVisible();
  await expect(chat.getByTestId('undo')).toBeFocused();
  await workbench.screenshot('answers-deleted');
  expect(await violations(chat)).toEqual([]);
  await workbench.page.keyboard.press('Enter');
  await expect(chat.getByTestId('question')).toHaveText(questions);
  await expect(chat.getByTestId('undo')).toHaveCount(0);

  await exchanges(chat).last().getByTestId('delete').focus();
  await workbench.page.keyboard.press('Enter');
  await expect(chat.getByTestId('question')).toHaveText(questions.slice(0, 1));
  await chat.getByTestId('transcript').focus();
  await workbench.page.keyboard.press('Control+Z');
  await expect(chat.getByTestId('question')).toHaveText(questions);

  await exchanges(chat).first().hover();
  await exchanges(chat).first().getByRole('button', { name: 'Branch to a new chat' }).click();
  await expect(chat.getByTestId('question')).toHaveText(questions.slice(0, 1));
  await ask(chat, 'Describe the image.');
  await expect(exchanges(chat)).toHaveCount(2);
});

test('an answer is copied as text by the menu, voted on with a note, and told of', async ({ workbench }) => {
  const { page } = workbench;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const chat = await openWithFilm(workbench);
  const exchange = await ask(chat, 'Is there a pleural effusion?');
  const answer = (await exchange.getByTestId('answer').innerText()).trim();

  const menu = exchange.getByRole('menu', { name: 'Ways to copy' });
  await exchange.getByTestId('copy-menu').focus();
  await page.keyboard.press('ArrowDown');
  await expect(menu.getByRole('menuitem')).toHaveText(['Copy as Markdown', 'Copy as plain text']);
  await expect(exchange.getByTestId('copy-menu')).toHaveAttribute('aria-expanded', 'true');
  await expect(exchange.getByTestId('copy-markdown')).toBeFocused();
  expect(await violations(chat)).toEqual([]);
  await workbench.screenshot('answers-copy-menu');
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(exchange.getByTestId('copy-menu')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(exchange.getByTestId('copy-plain')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(menu).toBeHidden();
  await expect.poll(() => clipboard(page)).toBe(answer);

  await exchange.getByRole('button', { name: 'Bad answer' }).click();
  await expect(exchange.getByTestId('vote-down')).toHaveAttribute('aria-pressed', 'true');
  await exchange.getByLabel('Why? (optional)').fill('It is on the other side.');
  expect(await violations(chat)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(exchange.getByTestId('vote-note')).toHaveText('It is on the other side.');
  await expect(exchange.getByTestId('vote-down')).toBeFocused();
  await exchange.getByTestId('vote-flag').click();
  await expect(exchange.getByTestId('vote-flag')).toHaveAttribute('aria-pressed', 'true');
  await expect(exchange.getByTestId('vote-down')).toHaveAttribute('aria-pressed', 'false');
  await exchange.getByTestId('note-skip').click();
  await expect(exchange.getByTestId('vote-note')).toHaveText('It is on the other side.');
  await exchange.getByTestId('vote-flag').click();
  await expect(exchange.getByTestId('vote-note')).toHaveCount(0);

  await exchange.getByText('How this answer came about').click();
  const details = exchange.getByTestId('answer-details');
  for (const fact of [/Temperature\s*0/, /Seed\s*\d/, /Engine\s*node-llama-cpp/, /Image\s*chest-left-effusion\.dcm/])
    await expect(details).toHaveText(fact);
  expect(await violations(chat)).toEqual([]);
  await workbench.screenshot('answers-details');
});

test('a question is asked for yes or no, and five times over', async ({ workbench }) => {
  const chat = await openWithFilm(workbench);
  const toggle = chat.getByRole('button', { name: 'Ask for yes or no' });
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  const exchange = await ask(chat, 'Is there a pleural effusion?');
  await expect(exchange.getByTestId('chances-text')).toHaveText(/Yes .* % · No .* % · other .* %/);
  await expect(exchange.getByTestId('chances')).toContainText('not a probability that it is right');
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  await workbench.screenshot('answers-chances');

  const second = await ask(chat, 'Describe the image.');
  await second.getByRole('button', { name: 'More…' }).click();
  await second.getByRole('menuitem', { name: 'Ask 5 times and compare' }).click();
  await expect(second.getByTestId('agreement-text')).toHaveText(/of 5 say the same|All 5 say/);
  await second.getByTestId('agreement-all').click();
  await expect(second.getByTestId('sample')).toHaveCount(5);
  expect(await violations(chat)).toEqual([]);
  await workbench.screenshot('answers-agreement');
});

test('text is found in the chat, marked and counted, without a change to the page', async ({ workbench }) => {
  const { keyboard } = workbench.page;
  const chat = await openWithFilm(workbench);
  await ask(chat, 'Is there a pleural effusion?');
  await ask(chat, 'Is the effusion on the left?');
  await chat.getByTestId('question-input').focus();
  await keyboard.press('Control+F');
  const input = chat.getByRole('search').getByRole('textbox', { name: 'Find in chat' });
  await expect(input).toBeFocused();
  const before = await chat.getByTestId('transcript').innerHTML();
  await keyboard.type('EFFÚSION');
  await expect(chat.getByTestId('find-count')).toHaveText(/^1 of \d+$/);
  const marked = (name: string): Promise<number> => chat.evaluate((key) => CSS.highlights.get(key)?.size ?? 0, name);
  const all = Number(/\d+$/.exec(await chat.getByTestId('find-count').innerText())?.[0]);
  expect(all).toBeGreaterThanOrEqual(2);
  expect(await marked('found')).toBe(all);
  expect(await marked('found-current')).toBe(1);
  expect(await chat.getByTestId('transcript').innerHTML()).toBe(before);
  await keyboard.press('Enter');
  await expect(chat.getByTestId('find-count')).toHaveText(`2 of ${String(all)}`);
  await keyboard.press('Shift+F3');
  await keyboard.press('Shift+Enter');
  await expect(chat.getByTestId('find-count')).toHaveText(`${String(all)} of ${String(all)}`);
  expect(await violations(chat)).toEqual([]);
  await workbench.screenshot('answers-find');
  await input.fill('no such words');
  await expect(chat.getByTestId('find-count')).toHaveText('Not found');
  await keyboard.press('Escape');
  await expect(chat.getByTestId('find')).toHaveCount(0);
  await expect(chat.getByTestId('question-input')).toBeFocused();
  expect(await marked('found')).toBe(0);
});

test('by accessible names alone: asked, read out, edited, inserted into a report', async ({ workbench }) => {
  const chat = await openWithFilm(workbench);
  await workbench.openFile('report-chest.md');
  const question = chat.getByRole('textbox', { name: 'Question' });
  await question.fill('Is there a pleural effusion?');
  await chat.getByRole('button', { name: 'Send' }).click();
  const first = chat.getByRole('article', { name: 'Question 1 and its answer' });
  await expect(first.getByRole('button', { name: 'Insert into report' })).toBeVisible();
  const answer = (await first.getByTestId('answer').innerText()).trim();
  const log = chat.getByRole('log', { name: 'Answer, as it is written' });
  await expect(log).toContainText(answer.split(/(?<=[.!?])\s/)[0] ?? answer);
  await expect(chat.getByRole('status').filter({ hasText: 'Answer complete.' })).toHaveCount(1);
  await first.getByRole('button', { name: 'Edit' }).focus();
  await workbench.page.keyboard.press('Enter');
  await expect(question).toHaveValue('Is there a pleural effusion?');
  await question.fill('Describe the image.');
  await question.press('Enter');
  await expect(first.getByRole('group', { name: 'Your question' })).toContainText('Describe the image.');
  await first.getByRole('button', { name: 'Insert into report' }).click();
  await expect(workbench.codeLens('Accept')).toBeVisible();
});

test.describe('with few tokens for an answer', () => {
  test.use({ settings: { ...quiet, 'llavaMed.answer.maxTokens': 8 } });

  test('an answer that was cut is gone on with, where it was cut', async ({ workbench }) => {
    const chat = await openWithFilm(workbench);
    const exchange = await ask(chat, 'Describe the image.');
    await expect(exchange).toHaveAttribute('data-state', 'cut');
    await expect(exchange.getByTestId('stats')).toContainText('cut at the token limit');
    const cut = (await exchange.getByTestId('answer').innerText()).trim();
    await workbench.screenshot('answers-cut');
    await exchange.getByRole('button', { name: 'Continue the answer' }).click();
    await expect
      .poll(async () => (await exchange.getByTestId('answer').innerText()).trim().length)
      .toBeGreaterThan(cut.length);
    await expect(ended(chat)).toHaveCount(1);
    expect((await exchange.getByTestId('answer').innerText()).trim().startsWith(cut)).toBe(true);
    await exchange.getByText('How this answer came about').click();
    await expect(exchange.getByTestId('answer-details')).toHaveText(/Continued\s*once/);
  });
});
