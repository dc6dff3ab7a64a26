/** Templates, fields and macros, imported templates and sign-off, as a person meets them in the real workbench. */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../scripts/paths.mjs';
import { expect, folderWith, test } from './workbench.ts';
import type { WorkbenchWindow } from './workbenchWindow.ts';

const film = 'chest-left-effusion.dcm';

/** What stands in the active editor, as far as it is drawn. */
async function shown(workbench: WorkbenchWindow): Promise<string> {
  const lines = await workbench.page.locator('.editor-group-container.active .view-line').allInnerTexts();
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

test.describe('templates', () => {
  test.use({
    prepare: folderWith(async (folder) => {
      await copyFile(join(root, 'test/fixtures/mrrt/us-thyroid.html'), join(folder, 'us-thyroid.html'));
      await mkdir(join(folder, '.llava-med/macros'), { recursive: true });
      await writeFile(join(folder, '.llava-med/macros/lines.md'), 'No lines or tubes. [side: left | right] arm.\n');
      await writeFile(join(folder, '.llava-med/macros/broken.md'), '---\nname: [a\n---\nText\n');
    }),
  });

  test('a report begins from the one that fits the film; its fields are filled by key, its macros by name', async ({
    workbench,
  }) => {
    const { page } = workbench;
    await workbench.explorerMenu(film, 'New Report');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await expect(rows.first()).toContainText('Chest radiograph');
    await expect(workbench.notification('broken.md')).toBeVisible();
    await workbench.screenshot('report-template-pick');
    await rows.first().click();
    await expect(
      workbench
        .editorLine('Digital radiograph of the chest')
        .or(workbench.editorLine('Computed radiograph of the chest')),
    ).toBeVisible();
    await expect(workbench.editorLine(film)).toBeVisible();
    await workbench.screenshot('report-template');
    await page.keyboard.type('Cough for two weeks');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    // Later, with another key: the next field, whose choices open.
    await expect(async () => {
      await page.keyboard.press('Alt+.');
      await expect(page.locator('.suggest-widget.visible .monaco-list-row').first()).toBeVisible({ timeout: 1500 });
    }).toPass();
    await workbench.screenshot('report-field-choices');
    await page.keyboard.press('Enter');
    await workbench.runCommand('LLaVA-Med: Insert Normal Report');
    await expect(workbench.editorLine('## Impression')).toBeVisible();
    await workbench.screenshot('report-normal');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('.lin');
    await expect(page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'lines' })).toBeVisible();
    await workbench.screenshot('report-macro-completion');
    await page.keyboard.press('Enter');
    await expect(workbench.editorLine('No lines or tubes.')).toBeVisible();
    expect(await shown(workbench)).toContain('Cough for two weeks');
  });

  test('an RSNA RadReport template is imported and a report begun from it', async ({ workbench }) => {
    const { page } = workbench;
    await workbench.explorerMenu('us-thyroid.html', 'Import Report Templates');
    await workbench.pick('For all who work in');
    await expect(page.locator('.tabs-container .tab', { hasText: '.md' }).first()).toBeVisible();
    await workbench.screenshot('report-mrrt-imported');
    expect(await shown(workbench)).toContain('## Befund');
    await workbench.runCommand('LLaVA-Med: New Report');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'of the workspace' }).first().click();
    await workbench.pick('No images yet').catch(() => undefined);
    await expect(workbench.editorLine('## Befund')).toBeVisible();
    await workbench.screenshot('report-mrrt-report');
  });
});

test.describe('signing off', () => {
  const text = `---\nimages: [${film}]\n---\n\n# Chest film\n\n## Indication\n\nCough.\n\n## Technique\n\nChest radiograph.\n\n## Findings\n\nLeft pleural effusion, [size].\n\n## Impression\n\nLeft pleural effusion.\n`;
  test.use({
    prepare: folderWith(async (folder) => {
      await writeFile(join(folder, 'final.md'), text);
    }),
  });

  test('is refused while a field is open, locks the report, survives a reload, and takes an addendum', async ({
    workbench,
  }) => {
    const { page } = workbench;
    const dialog = page.locator('.monaco-dialog-box');
    await workbench.openFile('final.md');
    await expect(workbench.statusBarItem('Draft')).toBeVisible();
    await workbench.goToLine(17);
    await workbench.runCommand('LLaVA-Med: Sign Report as Final');
    await expect(dialog).toContainText('[size]');
    await workbench.screenshot('report-sign-refused');
    await dialog.getByRole('button', { name: 'Show First' }).click();
    await page.getByText(/\(6 selected\)/).waitFor();
    await page.keyboard.type('small');
    await expect(workbench.editorLine('Left pleural effusion, small.')).toBeVisible();
    await workbench.runCommand('LLaVA-Med: Sign Report as Final');
    await expect(dialog).toContainText('not a medical device');
    await workbench.screenshot('report-sign-question');
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(workbench.statusBarItem('Final')).toBeVisible();
    await workbench.reload();
    await workbench.openFile('final.md');
    await expect(workbench.codeLens('Add Addendum')).toBeVisible();
    // The signature is three lines above what was line 9.
    await workbench.goToLine(12);
    await page.keyboard.type('x');
    await workbench.screenshot('report-final-locked');
    await expect(workbench.editorLine('xCough')).toHaveCount(0);
    await workbench.codeLens('Add Addendum').click();
    await expect(workbench.editorLine('## Addendum (')).toBeVisible();
    // The cursor goes there a moment later.
    await page.getByText('Ln 28, Col 1', { exact: true }).waitFor();
    await page.keyboard.type('Discussed by phone.');
    await expect(workbench.editorLine('Discussed by phone.')).toBeVisible();
    const saved = await workbench.savedText('final.md');
    expect(saved).toMatch(/status: final\n[^]*signed-sha256: [0-9a-f]{64}\n/);
    expect(saved).toMatch(/## Addendum \(\d{4}-\d\d-\d\d \d\d:\d\d\)\s+Discussed by phone\./);
    await expect(page.locator('.squiggly-error')).toHaveCount(0);
    await workbench.screenshot('report-addendum');
  });
});
