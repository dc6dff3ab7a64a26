import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Locator } from '@playwright/test';
import { readVotes } from '../../src/evaluation/compare/voteRecord.ts';
import { violations } from './axe.ts';
import { endlessModel } from './endlessModel.ts';
import { expect, folderWith, test } from './workbench.ts';
import type { WorkbenchWindow } from './workbenchWindow.ts';

const film = 'chest-left-effusion.dcm';

/** The page with the film, from the Explorer. */
async function compared(workbench: WorkbenchWindow): Promise<Frame> {
  await workbench.explorerMenu(film, 'Compare Models on an Image');
  const page = await workbench.webview('[data-testid="compare"] [data-testid="image"]');
  await expect(page.getByTestId('image-name')).toHaveText(film);
  return page;
}

const column = (page: Frame, at: number): Locator => page.getByTestId('column').nth(at);
const answer = (page: Frame, label: string): Locator => page.locator(`[data-testid="answer"][data-label="${label}"]`);

async function setNumber(field: Locator, value: string): Promise<void> {
  await field.fill(value);
  await field.press('Enter');
  await expect(field).toHaveValue(value);
}

/** Lengths of each answer's text, as they were seen one after another. */
async function watchGrowth(page: Frame): Promise<() => Promise<Record<string, readonly number[]>>> {
  await page.evaluate(() => {
    const seen: Record<string, number[]> = {};
    Object.assign(window, { seen });
    new MutationObserver(() => {
      for (const each of document.querySelectorAll<HTMLElement>('[data-testid="answer"]')) {
        const { length } = each.querySelector('[data-testid="answer-text"]')?.textContent ?? '';
        const lengths = (seen[each.dataset['label'] ?? ''] ??= []);
        if (length > 0 && lengths.at(-1) !== length) lengths.push(length);
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { seen: Record<string, readonly number[]> }).seen);
}

test('two settings of one model answer side by side, are voted on blind, and revealed; a text-only one is told a caption', async ({
  workbench,
}) => {
  let page = await compared(workbench);
  await expect(page.getByTestId('not-ready')).toHaveText('Write a question first.');
  await expect(page.getByTestId('ask')).toHaveAttribute('disabled');
  await setNumber(column(page, 0).getByTestId('temperature'), '0');
  await setNumber(column(page, 0).getByTestId('seed'), '1');
  await setNumber(column(page, 1).getByTestId('temperature'), '1.2');
  await setNumber(column(page, 1).getByTestId('seed'), '7');
  await workbench.screenshot('compare-set-up');
  await page.getByTestId('suggestion').filter({ hasText: 'Describe the image.' }).click();
  // By the keyboard alone from here.
  await page.getByTestId('question').focus();
  await page.getByTestId('question').press('Enter');
  await expect(page.locator('[data-testid="answer"][data-state="done"]')).toHaveCount(2);
  await expect(page.getByTestId('announcer')).toHaveText('All answers are there. Vote for the best.');
  await expect(page.getByTestId('identity')).toHaveCount(0);
  await expect(page.getByTestId('facts')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await page.getByTestId('vote-B').scrollIntoViewIfNeeded();
  await workbench.screenshot('compare-blind');

  await page.getByTestId('vote-B').focus();
  await page.getByTestId('vote-B').press('Enter');
  await expect(page.getByTestId('voted')).toHaveText('Your vote: B is the best. It is kept.');
  await expect(page.getByTestId('identity')).toHaveCount(2);
  const facts = await page.getByTestId('facts').allTextContents();
  expect(facts.map((text) => /temperature (\S+) · seed (\d)/u.exec(text)?.slice(1).join('/')).sort()).toEqual([
    '0/1',
    '1.2/7',
  ]);
  for (const text of facts) expect(text).toMatch(/\d tokens\/s/u);
  await expect(page.getByTestId('vote-count')).toHaveText('1');
  await expect(page.getByTestId('votes').locator('tbody tr')).toHaveCount(2);
  await expect(page.getByTestId('votes').locator('tbody tr').first()).toContainText('100 %');
  await expect(page.getByTestId('vote')).toHaveCount(0);
  await expect(page.getByTestId('asked')).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.getByTestId('export-votes').scrollIntoViewIfNeeded();
  await workbench.screenshot('compare-revealed');

  // A page that was hidden is the same again.
  await workbench.openFile('report-chest.md');
  await workbench.editorTab('Compare Models').click();
  page = await workbench.webview('[data-testid="compare"] [data-testid="voted"]');
  await expect(page.getByTestId('identity')).toHaveCount(2);
  await expect(page.getByTestId('question')).toHaveValue('Describe the image.');

  await page.getByTestId('add-column').click();
  await column(page, 2).getByTestId('kind').selectOption('caption');
  await expect(page.getByTestId('not-ready')).toContainText('Write the caption first');
  await page.getByTestId('caption').fill('Frontal chest radiograph with a left pleural effusion.');
  await page.getByTestId('blind').uncheck();
  await page.getByTestId('ask').click();
  await expect(page.locator('[data-testid="answer"][data-state="done"]')).toHaveCount(3);
  await expect(answer(page, 'C').getByTestId('facts')).toContainText('text only, told the caption');
  await expect(answer(page, 'C').getByTestId('demo-warning')).toContainText('the answer means nothing');
  await expect(answer(page, 'A').getByTestId('demo-warning')).toHaveCount(0);
  await expect(page.getByTestId('vote')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await answer(page, 'C').scrollIntoViewIfNeeded();
  await workbench.screenshot('compare-caption');

  await page.getByTestId('export-votes').click();
  await workbench.answerFileDialog('The votes as JSON lines');
  await expect(workbench.notification('1 vote written.')).toBeVisible();
  const exported = await readFile(join(workbench.folder, 'votes.jsonl'), 'utf8');
  const { votes, unreadable } = readVotes(exported);
  expect([votes.length, unreadable]).toEqual([1, 0]);
  expect(votes[0]?.vote).toEqual({ kind: 'best', label: 'B' });
  expect(exported).not.toContain('Describe');

  await workbench.page.setViewportSize({ width: 520, height: 900 });
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  const boxes = await Promise.all(['A', 'B'].map((label) => answer(page, label).boundingBox()));
  expect(boxes[1]!.y).toBeGreaterThan(boxes[0]!.y + boxes[0]!.height - 1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await answer(page, 'B').scrollIntoViewIfNeeded();
  await workbench.screenshot('compare-narrow');
  await workbench.page.setViewportSize({ width: 1400, height: 900 });

  // Another image takes the answers about this one away; from the palette it is the one in front.
  await workbench.openFile('ct-right-kidney-stone.dcm');
  await workbench.webview('[data-testid="canvas-left"][data-quality="full"]');
  await workbench.runCommand('LLaVA-Med: Compare Models on an Image');
  page = await workbench.webview('[data-testid="compare"] [data-testid="image"]');
  await expect(page.getByTestId('image-name')).toHaveText('ct-right-kidney-stone.dcm');
  await expect(page.getByTestId('answer')).toHaveCount(0);
  await expect(page.getByTestId('vote-count')).toHaveText('1');
});

test.describe('with a model that never comes to an end by itself', () => {
  test.use({
    prepare: folderWith(async (folder) => {
      await writeFile(join(folder, '.vscode/settings.json'), JSON.stringify(endlessModel(folder)));
    }),
  });

  test('both answers stream; Stop stops all; a model whose file is gone says so in its column, and the other answers', async ({
    workbench,
  }) => {
    const page = await compared(workbench);
    await page.getByTestId('blind').uncheck();
    for (const at of [0, 1]) await setNumber(column(page, at).getByTestId('maxTokens'), '400');
    await page.getByTestId('question').fill('Is there a pleural effusion?');
    const growth = await watchGrowth(page);
    await page.getByTestId('ask').click();
    await expect(page.locator('[data-testid="answer"][data-state="cut"]')).toHaveCount(2);
    const seen = await growth();
    for (const label of ['A', 'B'])
      expect(seen[label]?.length, `steps of ${label}: ${String(seen[label])}`).toBeGreaterThan(2);

    await setNumber(column(page, 0).getByTestId('maxTokens'), '8192');
    await column(page, 1).getByTestId('model').selectOption({ label: 'Demo model' });
    await page.getByTestId('ask').click();
    await expect(answer(page, 'A').getByTestId('answer-text')).not.toBeEmpty();
    await expect(answer(page, 'A')).toHaveAttribute('data-state', 'running');
    await expect(answer(page, 'B')).toHaveAttribute('data-state', 'waiting');
    await workbench.screenshot('compare-running');
    await page.getByTestId('stop').click();
    await expect(page.locator('[data-testid="answer"][data-state="stopped"]')).toHaveCount(2, { timeout: 10_000 });
    await expect(page.getByTestId('announcer')).toHaveText('The comparison has ended. Stopped: A, B.');
    await expect(answer(page, 'A').getByTestId('answer-text')).not.toBeEmpty();

    // One model at a time.
    await setNumber(column(page, 0).getByTestId('maxTokens'), '12');
    await page.getByTestId('ask').click();
    await expect(answer(page, 'A')).toHaveAttribute('data-state', 'cut');
    await expect(answer(page, 'B')).toHaveAttribute('data-state', 'done');
    await expect(page.getByTestId('notice')).toContainText('The model of the chat has left memory');
    await expect(answer(page, 'B').getByTestId('identity')).not.toHaveText('Demo model');

    await rename(join(workbench.folder, 'random-model.gguf'), join(workbench.folder, 'moved-model.gguf'));
    await page.getByTestId('ask').click();
    await expect(answer(page, 'A')).toHaveAttribute('data-state', 'failed');
    await expect(answer(page, 'A').getByTestId('failure')).toContainText('random-model.gguf');
    await expect(answer(page, 'A').getByTestId('way-out-chooseModel')).toBeVisible();
    await expect(answer(page, 'B')).toHaveAttribute('data-state', 'done');
    await expect(page.getByTestId('announcer')).toHaveText('The comparison has ended. No answer: A.');
    expect(await violations(page)).toEqual([]);
    await answer(page, 'A').scrollIntoViewIfNeeded();
    await workbench.screenshot('compare-failed');

    await answer(page, 'A').getByTestId('way-out-chooseModel').click();
    const moved = join(workbench.folder, 'moved-model.gguf');
    await workbench.answerFileDialog('The language model', moved, 'Use as model', 'moved-model.gguf');
    await workbench.page.locator('.quick-input-widget', { hasText: 'The image projector' }).waitFor();
    await workbench.pick('random-mmproj.gguf');
    await expect(column(page, 0).getByTestId('model').locator('option:checked')).toHaveText('moved-model.gguf');
    await page.getByTestId('ask').click();
    await expect(answer(page, 'A')).toHaveAttribute('data-state', 'cut');
    await expect(answer(page, 'B')).toHaveAttribute('data-state', 'done');
    await expect(page.getByTestId('failure')).toHaveCount(0);

    // A dialog that is left changes nothing.
    await column(page, 1).getByTestId('model').selectOption({ label: 'Choose files…' });
    await workbench.page.locator('.quick-input-widget', { hasText: 'The language model' }).waitFor();
    await workbench.page.keyboard.press('Escape');
    await expect(column(page, 1).getByTestId('model').locator('option:checked')).toHaveText('Demo model');
  });
});
