/** The results page of an evaluation run. The results are generated: no model and no judge was asked. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Frame } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, folderWith, test } from './workbench.ts';
import type { WorkbenchWindow } from './workbenchWindow.ts';
import type { EvaluationResults } from '../../src/protocol/evaluationResults.ts';
import { chatResults, vqaResults } from '../unit/evaluation/exports/generatedResults.ts';

const FILE = 'evaluation-results.json';
/** A name from a file: neither an element, nor does it turn what is beside it. */
const FOREIGN = 'VQA-RAD <b>\u202Edesrever</b>';
/** By what a webview calls their kind. */
const otherThemes = {
  'vscode-dark': 'Default Dark Modern',
  'vscode-high-contrast': 'Default High Contrast',
  'vscode-high-contrast-light': 'Default High Contrast Light',
  'vscode-light': 'Default Light Modern',
};

/** A run's folder `runs/NAME`, whose images are the samples of the workspace. */
async function writeRun(folder: string, name: string, results: EvaluationResults): Promise<void> {
  const run = join(folder, 'runs', name);
  await mkdir(run, { recursive: true });
  await writeFile(join(run, 'evaluation.json'), JSON.stringify({ images: '../..' }));
  await writeFile(join(run, FILE), JSON.stringify(results));
}

async function opened(workbench: WorkbenchWindow, run: string, state = 'results'): Promise<Frame> {
  const { page } = workbench;
  await expect(async () => {
    await page.keyboard.press('Control+P');
    await workbench.fillQuickInput(`${run}/${FILE}`);
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: `runs/${run}` })
      .first()
      .click({ timeout: 20_000 });
  }).toPass({ timeout: 60_000 });
  return workbench.webview(`[data-testid="evaluation"][data-state="${state}"]`);
}

async function exported(workbench: WorkbenchWindow, frame: Frame, format: string, name: string): Promise<string> {
  const path = join(workbench.folder, name);
  await frame.getByTestId('export').click();
  await workbench.pick(format);
  await workbench.answerFileDialog('Export the results', path);
  await expect(workbench.notification(`Saved ${basename(path)}`)).toBeVisible();
  return readFile(path, 'utf8');
}

/** Of the page's own measures, milliseconds. */
async function measures(frame: Frame, name: string): Promise<readonly number[]> {
  return frame.evaluate((wanted) => performance.getEntriesByName(wanted).map(({ duration }) => duration), name);
}

test.describe('results of an evaluation', () => {
  test.use({
    prepare: folderWith(async (folder) => {
      const chat = chatResults('shown');
      const rows = chat.rows.map((row, i) => (i === 12 ? { ...row, image: '../outside.dcm' } : row));
      await writeRun(folder, 'chat', { ...chat, rows });
      await writeRun(folder, 'other', chatResults('other', 193, 0.35));
      await writeRun(folder, 'vqa', { ...vqaResults('shown'), title: FOREIGN });
      await writeRun(folder, 'vqa-other', vqaResults('other', 60, 0.4));
      await mkdir(join(folder, 'runs/broken'), { recursive: true });
      await writeFile(join(folder, 'runs/broken', FILE), '{"kind": "chat", "title": ');
      await writeRun(folder, 'large', chatResults('large', 10_000));
    }),
  });

  test('are shown with chart, questions and images; filtered, compared, exported, by keyboard too', async ({
    workbench,
  }) => {
    const { page } = workbench;
    let frame = await opened(workbench, 'chat');
    await workbench.hideSideBar();
    await expect(frame.getByTestId('chart').locator('svg')).toHaveAttribute('aria-label', /Relative score of 8 groups/);
    await expect(frame.getByTestId('count')).toHaveText('193 questions');
    await expect(frame.getByTestId('published')).toContainText('no longer served');
    await expect(frame.getByTestId('research-notice')).toContainText('not a medical device');
    await workbench.screenshot('evaluation-results');
    expect(await violations(frame)).toEqual([]);
    await frame.getByTestId('as-table').click();
    await expect(frame.getByTestId('chart-table')).toContainText('50.2');
    await frame.getByTestId('as-table').click();

    // Filter, then the keyboard alone: rows, the details, and back.
    await frame.getByTestId('domain').selectOption({ label: 'Chest X-ray (37)' });
    await frame.getByTestId('search').fill('effusion');
    await expect(frame.getByTestId('count')).toHaveText(/^\d+ of 193 questions$/);
    await frame.getByTestId('question-list').focus();
    await page.keyboard.press('Home');
    await expect(frame.getByTestId('detail')).toBeVisible();
    await expect(frame.getByTestId('image')).toBeVisible();
    await expect
      .poll(() => frame.getByTestId('image').evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(100);
    await frame.getByTestId('question-list').evaluate((list) => {
      list.scrollIntoView();
    });
    await workbench.screenshot('evaluation-detail');
    expect(await violations(frame)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(frame.getByTestId('detail')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(frame.getByTestId('question-list')).toBeFocused();

    // An image that is not there; a question without an answer, and a reply that could not be read.
    await frame.getByTestId('domain').selectOption('');
    await frame.getByTestId('search').fill('');
    await frame.getByTestId('order').selectOption('file');
    await frame.locator('[data-testid="question-row"][data-row="13"]').click();
    await expect(frame.getByTestId('image-failure')).toContainText('lost.dcm: no such file');
    await frame.locator('[data-testid="question-row"][data-row="12"]').click();
    await expect(frame.getByTestId('image-failure')).toContainText('leads out of the folder of the images');
    await frame.getByTestId('show').selectOption('missing');
    await expect(frame.getByTestId('count')).toHaveText('2 of 193 questions');
    await frame.getByTestId('show').selectOption('unreadable');
    await frame.getByTestId('question-row').first().click();
    await expect(frame.getByTestId('judgement')).toContainText('unreadable');
    await expect(frame.getByTestId('remarks')).toContainText('could not be read');
    await frame.getByTestId('open-image').click();
    await expect(page.locator('.tabs-container .tab', { hasText: /\.(dcm|png)/ }).first()).toBeVisible();
    await workbench.runCommand('View: Close Editor');
    frame = await workbench.webview('[data-testid="evaluation"][data-state="results"]');
    // The page comes back as it was.
    await expect(frame.getByTestId('count')).toHaveText('3 of 193 questions');
    await expect(frame.getByTestId('detail')).toBeVisible();
    await frame.getByTestId('show').selectOption('all');

    const csv = await exported(workbench, frame, 'CSV', 'questions.csv');
    expect(csv.split('\r\n')[0]).toBe(
      'id,image,question,reference,answer,type,domain,relativeScore,f1,remarks,judgements',
    );
    const svg = await exported(workbench, frame, 'SVG', 'chart.svg');
    expect(svg).toContain('Visual chat, relative score</title>');
    // Nothing of the editor's theme, in short: a failure would print the whole file.
    expect(/var\(|currentColor|<style/.exec(svg)).toBeNull();
    const drawn = await page.context().newPage();
    await drawn.setContent(svg.replace(/^<\?xml.*\?>/, ''));
    await drawn.screenshot({ path: 'test/browser/shots/evaluation-exported.png' });
    await drawn.close();
    expect(await exported(workbench, frame, 'Markdown', 'tables.md')).toContain('| Overall | ');

    await frame.getByTestId('compare').click();
    await workbench.pick('other');
    await expect(frame.getByTestId('comparison')).toContainText('paired bootstrap');
    await frame.getByTestId('order').selectOption('loss');
    await frame.getByTestId('question-row').first().click();
    await expect(frame.getByTestId('other-answer')).toBeVisible();
    await frame.evaluate(() => {
      document.body.scrollTo(0, 0);
    });
    await workbench.screenshot('evaluation-compared');
    expect(await violations(frame)).toEqual([]);
    await frame.getByTestId('question-list').evaluate((list) => {
      list.scrollIntoView();
    });
    await workbench.screenshot('evaluation-compared-questions');
    await frame.getByTestId('end-comparison').click();
    await expect(frame.getByTestId('comparison')).toHaveCount(0);

    // The file is written anew: by a run that goes on.
    await writeRun(workbench.folder, 'chat', { ...chatResults('again', 100), title: 'Written anew' });
    await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Written anew');
    await expect(frame.getByTestId('count')).toHaveText('100 questions');
  });

  test('have confusions and a test of closed answers; a damaged file says so; 10,000 questions stay quick', async ({
    workbench,
  }) => {
    const { page } = workbench;
    let frame = await opened(workbench, 'vqa');
    await workbench.hideSideBar();
    await expect(frame.getByTestId('confusion')).toContainText('answered yes');
    await frame.getByTestId('metric').selectOption('accuracy');
    await expect(frame.getByTestId('explanation')).toContainText('Closed questions');
    await frame.getByTestId('compare').click();
    await workbench.pick('vqa-other');
    await expect(frame.getByTestId('comparison')).toContainText('McNemar');
    await expect(frame.getByRole('heading', { level: 1 })).toHaveText('VQA-RAD <b>⟨U+202E⟩desrever</b>');
    await frame.getByTestId('question-row').first().click();
    await expect(frame.getByTestId('other-answer')).toBeVisible();
    for (const [kind, theme] of Object.entries(otherThemes)) {
      await writeFile(
        join(workbench.folder, '.vscode/settings.json'),
        JSON.stringify({ 'workbench.colorTheme': theme }),
      );
      await expect(frame.locator('body')).toHaveAttribute('data-vscode-theme-kind', kind);
      expect(await violations(frame), theme).toEqual([]);
      await frame.evaluate(() => {
        document.body.scrollTo(0, 0);
      });
      await workbench.screenshot(`evaluation-vqa-${kind}`);
    }

    frame = await opened(workbench, 'broken', 'failure');
    await expect(frame.getByTestId('failure')).toContainText('is not JSON');
    expect(await violations(frame)).toEqual([]);
    await workbench.screenshot('evaluation-failure');

    frame = await opened(workbench, 'large');
    await expect(frame.getByTestId('count')).toHaveText('10000 questions');
    expect(await frame.getByTestId('question-row').count()).toBeLessThan(200);
    const [shown] = await measures(frame, 'shown');
    await frame.getByTestId('search').pressSequentially('side lie left', { delay: 60 });
    await expect(frame.getByTestId('count')).toHaveText(/of 10000 questions/);
    await frame.getByTestId('show').selectOption('wrong');
    await frame.getByTestId('domain').selectOption('mri');
    await expect.poll(async () => (await measures(frame, 'filtered')).length).toBeGreaterThan(10);
    const filtered = await measures(frame, 'filtered');
    console.log(
      `10,000 questions: shown after ${String(shown?.toFixed(0))} ms; filtered in ${filtered.map((each) => each.toFixed(0)).join(', ')} ms`,
    );
    await frame.getByTestId('search').fill('');
    await frame.getByTestId('show').selectOption('all');
    await frame.getByTestId('domain').selectOption('');
    await frame.getByTestId('question-list').focus();
    await page.keyboard.press('End');
    await expect(frame.locator('#selected-question')).toBeVisible();
    expect(await frame.getByTestId('question-row').count()).toBeLessThan(200);
    await workbench.screenshot('evaluation-large');

    // As narrow as an editor beside others, which is what a large zoom makes of a wide one.
    await page.setViewportSize({ width: 360, height: 800 });
    await expect.poll(() => frame.evaluate(() => document.documentElement.clientWidth)).toBeLessThan(330);
    expect(
      await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBe(0);
    await expect.poll(() => frame.getByTestId('chart').locator('svg').getAttribute('width')).toMatch(/^2\d\d$/);
    await frame.evaluate(() => {
      document.body.scrollTo(0, 0);
    });
    await workbench.screenshot('evaluation-narrow');
    expect(await violations(frame)).toEqual([]);
    await frame.getByTestId('question-list').evaluate((list) => {
      list.scrollIntoView();
    });
    await workbench.screenshot('evaluation-narrow-questions');
  });
});
