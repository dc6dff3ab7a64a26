import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from '@playwright/test';
import { draftRecord } from '../unit/report/statistics/draftRecords.ts';
import { violations } from './axe.ts';
import { expect, folderWith, test } from './workbench.ts';
import type { WorkbenchWindow } from './workbenchWindow.ts';

/** By what a webview calls their kind. */
const themes = {
  'vscode-light': 'Default Light Modern',
  'vscode-dark': 'Default Dark Modern',
  'vscode-high-contrast': 'Default High Contrast',
  'vscode-high-contrast-light': 'Default High Contrast Light',
};

const sidecar = (folder: string): string => join(folder, '.llava-med', `${'0'.repeat(64)}.jsonl`);

const lines = [
  draftRecord('a', 'drafted'),
  draftRecord('a', 'accepted', { sentences: { accepted: 5, edited: 0, discarded: 0 }, editDistance: 0 }),
  draftRecord('b', 'edited', { sentences: { accepted: 3, edited: 1, discarded: 1 }, editDistance: 38 }),
  draftRecord('c', 'discarded', { sentences: { accepted: 0, edited: 0, discarded: 4 } }),
  draftRecord('d', 'drafted', {
    section: 'impression',
    prompt: 'impression-1',
    draftedAt: '2026-02-11T08:00:00.000Z',
  }),
].map((record) => `${JSON.stringify(record)}\n`);

async function statistics(workbench: WorkbenchWindow, state: 'figures' | 'empty'): Promise<Frame> {
  await workbench.runCommand('LLaVA-Med: Statistics of My Drafts');
  return workbench.webview(`[data-testid="statistics"][data-state="${state}"]`);
}

test.describe('with records of drafts', () => {
  test.use({
    prepare: folderWith(async (folder) => {
      await mkdir(join(folder, '.llava-med'));
      await writeFile(sidecar(folder), ['<<<<<<< HEAD\n', ...lines].join(''));
      // A report and its records were copied, and a folder within the folder has its own.
      await writeFile(join(folder, '.llava-med', `${'1'.repeat(64)}.jsonl`), lines.slice(0, 2).join(''));
      await mkdir(join(folder, 'ward/.llava-med'), { recursive: true });
      const other = draftRecord('e', 'drafted', { section: 'impression', prompt: 'impression-1' });
      await writeFile(join(folder, 'ward/.llava-med', `${'2'.repeat(64)}.jsonl`), `${JSON.stringify(other)}\n`);
    }),
  });

  test('the page counts what became of them, follows a decision, and is exported without a word of a report', async ({
    workbench,
  }) => {
    let page = await statistics(workbench, 'figures');
    await expect(page.getByRole('heading', { name: 'What became of 5 drafts' })).toBeVisible();
    await expect(page.getByTestId('meaning')).toContainText('Accepted unchanged does not mean right');
    await expect(page.getByTestId('bar')).toHaveCount(3);
    await expect(page.getByTestId('bar').first()).toContainText('Accepted unchanged 1 (20\u00a0%)');
    const findings = page.getByTestId('table-section').getByRole('row', { name: /^Findings/ });
    await expect(findings.getByRole('cell')).toHaveText([
      '3',
      '1 (33\u00a0%)',
      '1 (33\u00a0%)',
      '1 (33\u00a0%)',
      '0 (0\u00a0%)',
      '8',
      '1',
      '5',
      '19',
    ]);
    await expect(page.getByTestId('table-month').getByRole('rowheader')).toHaveText(['2026-03', '2026-02']);
    await expect(page.getByTestId('table-model').getByRole('rowheader')).toHaveText(['a1a1a1a1a1a1']);
    await expect(page.getByTestId('table-prompt').getByRole('rowheader')).toHaveText(['findings-1', 'impression-1']);

    // Somebody decides about a draft; nobody presses a button.
    const accepted = draftRecord('d', 'accepted', { section: 'impression', prompt: 'impression-1' });
    await appendFile(sidecar(workbench.folder), `${JSON.stringify(accepted)}\n`);
    await expect(page.getByTestId('bar').first()).toContainText('Accepted unchanged 2 (40\u00a0%)');

    await page.getByTestId('refresh').focus();
    await workbench.page.keyboard.press('Enter');
    await expect(page.getByTestId('announcer')).toHaveText('5 drafts counted.');

    for (const [kind, theme] of Object.entries(themes)) {
      const settings = JSON.stringify({ 'workbench.colorTheme': theme });
      await writeFile(join(workbench.folder, '.vscode/settings.json'), settings);
      await expect(page.locator('body')).toHaveAttribute('data-vscode-theme-kind', kind);
      expect(await violations(page), theme).toEqual([]);
      await workbench.screenshot(`statistics-${kind}`);
    }

    await page.getByTestId('export-csv').click();
    await workbench.answerFileDialog('Export the statistics');
    await expect(workbench.notification('Saved draft-statistics.csv.')).toBeVisible();
    const csv = await readFile(join(workbench.folder, 'draft-statistics.csv'), 'utf8');
    expect(csv.split('\r\n')).toHaveLength(7);
    expect(csv).toContain('d,impression,unchanged,');
    expect(csv).not.toContain(workbench.folder);

    // A page that was hidden counts again.
    await workbench.openFile('report-chest.md');
    await appendFile(sidecar(workbench.folder), `${JSON.stringify(draftRecord('f', 'drafted'))}\n`);
    await workbench.editorTab('Statistics of My Drafts').click();
    page = await workbench.webview('[data-testid="statistics"][data-state="figures"]');
    await expect(page.getByRole('heading', { name: 'What became of 6 drafts' })).toBeVisible();

    await workbench.page.setViewportSize({ width: 520, height: 900 });
    await workbench.hideSideBar();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await workbench.screenshot('statistics-narrow');
  });
});

test('without a draft the page says how to come to one, and starts a report', async ({ workbench }) => {
  const page = await statistics(workbench, 'empty');
  await expect(page.getByTestId('empty')).toContainText('Draft Findings with LLaVA-Med');
  await expect(page.getByTestId('export-csv')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await workbench.screenshot('statistics-empty');
  await page.getByTestId('new-report').click();
  await expect(workbench.page.locator('.quick-input-widget')).toBeVisible();
});
