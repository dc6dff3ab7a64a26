/** The Evaluations view: runs that are begun, stopped, gone on with, judged, looked at. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Locator } from '@playwright/test';
import { startJudgeServer } from '../engine/judgeServer.ts';
import { writePhantomSet } from '../../src/evaluation/phantomSets/writePhantomSet.ts';
import { expect, folderWith, test } from './workbench.ts';
import type { WorkbenchWindow } from './workbenchWindow.ts';

const lines = (path: string): number => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0);

/** The view, shown as a person shows it. */
async function openView(workbench: WorkbenchWindow): Promise<Locator> {
  await workbench.openChat();
  const header = workbench.page.getByRole('button', { name: 'Evaluations Section' });
  if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
  return workbench.page.locator('.pane', { has: header });
}

function run(view: Locator, name: string): Locator {
  return view.locator('.monaco-list-row', { hasText: name }).first();
}

/** The buttons of a row come when it is pointed at. */
async function act(row: Locator, action: string): Promise<void> {
  await expect(async () => {
    await row.hover();
    await row.getByRole('button', { name: action }).click({ timeout: 1500 });
  }).toPass({ timeout: 20_000 });
}

/** In the simple dialog of a workbench in a browser, which has read the folder when it lists the file. */
test.describe('evaluations', () => {
  test.use({
    prepare: folderWith(async (folder) => {
      await mkdir(join(folder, 'sets'));
      await writePhantomSet(join(folder, 'sets', 'many'), { seed: 'browser', count: 60 });
      await writePhantomSet(join(folder, 'sets', 'few'), { seed: 'browser', count: 3 });
    }),
  });

  test('of drawn phantoms are measured from the view, and their results open', async ({ workbench }) => {
    const view = await openView(workbench);
    await expect(view).toContainText('Drawn phantoms show how it works');
    await workbench.screenshot('evaluations-empty');
    await view.getByRole('button', { name: 'Evaluate a Model…' }).first().click();
    await workbench.pick('Drawn phantoms');
    await expect(run(view, 'phantoms-llava-med-demo')).toContainText(/answering \d+ of 7\d/);
    await workbench.screenshot('evaluations-running');
    const done = workbench.notification('is measured');
    await expect(done).toContainText('VQA: vqa_rad.json');
    await expect(run(view, 'phantoms-llava-med-demo')).toContainText(/\d+\.\d % · VQA/);
    await workbench.screenshot('evaluations-done');
    await done.getByRole('button', { name: 'Open Results' }).click();
    const page = await workbench.webview('[data-testid="evaluation"][data-state="results"]');
    await expect(page.locator('body')).toContainText('llava-med-demo');
    await workbench.screenshot('evaluations-results');

    // A second run, compared with the first one from the view.
    await workbench.runCommand('LLaVA-Med: Evaluate a Model…');
    await workbench.pick('Drawn phantoms');
    const second = run(view, 'phantoms-llava-med-demo-2');
    await expect(second).toContainText(/\d+\.\d % · VQA/, { timeout: 60_000 });
    const entry = workbench.page.locator('.context-view .action-label', { hasText: 'Compare Evaluation With…' });
    const picker = workbench.page.locator('.quick-input-widget', { hasText: 'Compare with another run' });
    // A menu that has just come takes no click yet.
    await expect(async () => {
      await workbench.page.keyboard.press('Escape');
      await second.click({ button: 'right' });
      await entry.hover({ timeout: 2000 });
      await entry.click({ timeout: 2000, delay: 300 });
      await expect(picker).toBeVisible({ timeout: 2000 });
    }).toPass({ timeout: 60_000 });
    await workbench.pick('phantoms-llava-med-demo');
    const compared = await workbench.webview(
      '[data-testid="evaluation"]:has-text("Compared with phantoms-llava-med-demo")',
    );
    await expect(compared.locator('body')).toContainText('0 right here only, 0 there');
    await workbench.screenshot('evaluations-compared');
  });

  test('of a file are stopped, and go on where they ended', async ({ workbench }) => {
    const view = await openView(workbench);
    await workbench.runCommand('LLaVA-Med: Evaluate a Model…');
    await workbench.pick('Visual question answering');
    const set = join(workbench.folder, 'sets', 'many', 'vqa_rad.json');
    await workbench.answerFileDialog('The file of questions', set, 'Use These Questions', basename(set));
    const row = run(view, 'vqa_rad-llava-med-demo');
    await expect(row).toContainText(/answering [1-9]\d* of 2\d\d/);
    await act(row, 'Stop Evaluation');
    await expect(row).toContainText(/\d+ of 2\d\d answered/);
    const answers = join(workbench.folder, 'evaluations', 'vqa_rad-llava-med-demo', 'answers.jsonl');
    const stopped = lines(answers);
    expect(stopped).toBeGreaterThan(0);
    await workbench.screenshot('evaluations-stopped');
    await act(row, 'Resume Evaluation');
    await expect(workbench.notification('is measured')).toBeVisible({ timeout: 120_000 });
    expect(lines(answers)).toBeGreaterThan(stopped);
    await expect(row).toContainText(/\d+\.\d % · VQA/);
  });

  test('of the visual chat are judged by a server, after a question', async ({ workbench }) => {
    const judge = await startJudgeServer();
    const view = await openView(workbench);
    await workbench.runCommand('LLaVA-Med: Evaluate a Model…');
    await workbench.pick('Visual chat');
    const set = join(workbench.folder, 'sets', 'few', 'chat.jsonl');
    await workbench.answerFileDialog('The file of questions', set, 'Use These Questions', basename(set));
    await workbench.pick('A server…');
    for (const text of [judge.url, 'hash', '']) {
      await workbench.fillQuickInput(text);
      await workbench.page.keyboard.press('Enter');
    }
    const question = workbench.page.getByRole('dialog', { name: /Send questions, captions and answers to/ });
    await expect(question).toContainText('Images stay on this machine');
    await workbench.screenshot('evaluations-judge-question');
    await question.getByRole('button', { name: 'Send' }).click();
    await workbench.pick('Both orders');
    await expect(workbench.notification('is measured')).toBeVisible({ timeout: 120_000 });
    await judge.close();
    expect(lines(join(workbench.folder, 'evaluations', 'chat-llava-med-demo', 'judgements.jsonl'))).toBe(24);
    // An answer that is its reference is the same question in both orders.
    expect(judge.asked.length).toBeGreaterThanOrEqual(12);
    expect(judge.asked.every((prompt) => !prompt.includes('base64'))).toBe(true);
    await expect(run(view, 'chat-llava-med-demo')).toContainText(/\d+\.\d % · Chat/);
    await run(view, 'chat-llava-med-demo').click();
    const page = await workbench.webview('[data-testid="evaluation"][data-state="results"]');
    await expect(page.locator('body')).toContainText('hash, both orders');
    await workbench.screenshot('evaluations-chat');
  });
});
