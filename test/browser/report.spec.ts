/** Drafting into a report as a person does it: by code action, lens, keyboard and picker, in the real workbench. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './workbench.ts';
import type { WorkbenchWindow } from './workbenchWindow.ts';

const empty = `---
images: [chest-left-effusion.dcm]
---

# Chest film

## Indication

Cough.

## Findings

## Impression
`;
const headingLine = 11;

test.use({ settings: { 'llavaMed.answer.temperature': 0 } });

const contradicting = '## Findings\n\nModerate left pleural effusion.\n\n## Impression\n\nRight pleural effusion.\n';

async function openReport(workbench: WorkbenchWindow, text: string, name = 'draft.md'): Promise<void> {
  await writeFile(join(workbench.folder, name), text);
  await workbench.openFile(name);
}

async function draftFindings(workbench: WorkbenchWindow): Promise<void> {
  await workbench.goToLine(headingLine);
  await workbench.codeAction('Draft Findings with LLaVA-Med');
  await expect(workbench.codeLens('Accept')).toBeVisible();
}

/** Ticks an image in the picker of the report's images, and is done. */
async function checkImage(workbench: WorkbenchWindow, name: string): Promise<void> {
  await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
  await workbench.page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
}

function findings(text: string): string {
  return /## Findings\s+([^]*?)\s*## Impression/.exec(text)?.[1] ?? '';
}

async function provenance(workbench: WorkbenchWindow, name: string): Promise<string> {
  const path = join(workbench.folder, '.llava-med', `${createHash('sha256').update(name).digest('hex')}.jsonl`);
  return existsSync(path) ? readFile(path, 'utf8') : '';
}

test('a draft comes by code action, says what it is, and stays when it is accepted', async ({ workbench }) => {
  const { page } = workbench;
  await openReport(workbench, empty);
  await workbench.goToLine(headingLine);
  await workbench.codeAction('Draft Findings with LLaVA-Med');
  for (const title of ['Accept', 'Discard', 'Regenerate']) await expect(workbench.codeLens(title)).toBeVisible();
  await expect(workbench.codeLens('Keep Both')).toHaveCount(0);
  const line = workbench.editorLine('pleural effusion');
  await expect(line).toContainText(/left/i);
  await workbench.screenshot('report-proposal');

  await workbench.codeLens('Provenance').click();
  const dialog = page.locator('.monaco-dialog-box');
  await expect(dialog).toContainText('not a medical device');
  await expect(dialog).toContainText('Images: chest-left-effusion.dcm');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await workbench.codeLens('Accept').click();
  await expect(workbench.codeLens('Accept')).toHaveCount(0);
  await line.locator('span > span').first().hover();
  const hover = page
    .locator('.monaco-hover', { hasText: 'drafted these Findings from chest-left-effusion.dcm' })
    .first();
  await expect(hover).toBeVisible();
  await hover.evaluate((element) =>
    Promise.all(element.getAnimations({ subtree: true }).map(({ finished }) => finished)),
  );
  await workbench.screenshot('report-hover');
  await page.keyboard.press('Escape');
  await workbench.screenshot('report-accepted');
  expect(findings(await workbench.savedText('draft.md'))).toMatch(/left.*effusion|effusion.*left/i);
  await expect(async () => {
    expect(await provenance(workbench, 'draft.md')).toMatch(/"event":"drafted"[^]*"event":"accepted"/);
  }).toPass();
});

test('Regenerate puts another draft in its place; Discard leaves the file byte for byte, and undo brings the draft back', async ({
  workbench,
}) => {
  const text = empty.replaceAll('\n', '\r\n').replace('## Findings\r\n', '## Findings\r\n\r\n  My words.  \r\n');
  await openReport(workbench, text);
  await draftFindings(workbench);
  await workbench.screenshot('report-proposal-filled');
  await workbench.codeLens('Regenerate').click();
  await expect(async () => {
    expect((await provenance(workbench, 'draft.md')).trim().split('\n')).toHaveLength(2);
  }).toPass();
  await expect(workbench.codeLens('Accept')).toBeVisible();
  await workbench.codeLens('Discard').click();
  await expect(workbench.codeLens('Accept')).toHaveCount(0);
  await expect(workbench.editorLine('pleural effusion')).toHaveCount(0);
  await workbench.editorLine('# Chest film').click();
  await workbench.page.keyboard.press('Control+Z');
  await expect(workbench.codeLens('Discard')).toBeVisible();
  await workbench.codeLens('Discard').click();
  await expect(workbench.codeLens('Accept')).toHaveCount(0);
  expect(await workbench.savedText('draft.md')).toBe(text);
});

test('a draft that waits is still there after the window was reloaded, and the keyboard decides about it', async ({
  workbench,
  runFolder,
}) => {
  /** The editor's copies of what is not saved; one that outlives its save would come back with the reload. */
  const backups = async (): Promise<number> =>
    (
      await readdir(join(runFolder, 'data/user/User/Backups'), { recursive: true, withFileTypes: true }).catch(() => [])
    ).filter((entry) => entry.isFile()).length;
  await openReport(workbench, empty);
  const before = await backups();
  await draftFindings(workbench);
  await workbench.savedText('draft.md');
  await expect.poll(backups).toBeLessThanOrEqual(before);
  await workbench.reload();
  await expect(workbench.codeLens('Accept')).toBeVisible();
  await workbench.screenshot('report-after-reload');
  await workbench.goToLine(headingLine + 2);
  // The key works once the extension has heard of the cursor's new place: press again, as a person does.
  await expect(async () => {
    await workbench.page.keyboard.press('Control+Alt+Backspace');
    await expect(workbench.editorLine('pleural effusion')).toHaveCount(0, { timeout: 3000 });
  }).toPass();
  await expect(workbench.codeLens('Accept')).toHaveCount(0);
  expect(await workbench.savedText('draft.md')).toBe(empty);
});

test('the Impression stands beside the words that it would replace, and is compared with them; one that contradicts the Findings is marked and put right', async ({
  workbench,
}) => {
  await writeFile(join(workbench.folder, 'side.md'), contradicting);
  const text = `${empty.replace('## Findings\n', '## Findings\n\nModerate left pleural effusion.\n')}\nNo abnormality.\n`;
  await openReport(workbench, text);
  await workbench.goToLine(15);
  await workbench.codeAction('Draft Impression from Findings');
  await expect(workbench.codeLens('Keep Both')).toBeVisible();
  await expect(workbench.editorLine('No abnormality.')).toBeVisible();
  await workbench.screenshot('report-impression');
  await workbench.codeLens('Compare').click();
  await expect(workbench.editorTab('drafted by LLaVA-Med')).toBeVisible();
  await expect(workbench.page.locator('.monaco-diff-editor').first()).toBeVisible();
  await workbench.screenshot('report-compare');
  await workbench.runCommand('View: Close Editor');
  await workbench.codeLens('Accept').click();
  await expect(workbench.editorLine('No abnormality.')).toHaveCount(0);
  expect(await workbench.savedText('draft.md')).not.toContain('No abnormality.');
  await workbench.runCommand('View: Close Editor');

  await workbench.openFile('side.md');
  await expect(workbench.page.locator('.squiggly-warning').first()).toBeVisible();
  await workbench.goToLine(7);
  await workbench.screenshot('report-check');
  await workbench.codeAction('Change "Right" to "Left"');
  await expect(workbench.page.locator('.squiggly-warning')).toHaveCount(0);
  expect(await workbench.savedText('side.md')).toContain('## Impression\n\nLeft pleural effusion.\n');
});

test('a report without images asks for them once and keeps their names', async ({ workbench }) => {
  const text = empty.slice(empty.indexOf('# Chest'));
  await openReport(workbench, text);
  await workbench.goToLine(7);
  await workbench.codeAction('Draft Findings with LLaVA-Med');
  await workbench.fillQuickInput('chest-right-effusion.dcm');
  await workbench.screenshot('report-picker');
  await checkImage(workbench, 'chest-right-effusion.dcm');
  await expect(workbench.codeLens('Accept')).toBeVisible();
  const saved = await workbench.savedText('draft.md');
  expect(saved.startsWith('---\nimages: [chest-right-effusion.dcm]\n---\n\n# Chest film\n')).toBe(true);
  expect(findings(saved)).toMatch(/right/i);
});

test('a new report is drafted into before it has a name', async ({ workbench }) => {
  await workbench.runCommand('LLaVA-Med: New Report');
  await workbench.fillQuickInput('Plain report');
  await workbench.pick('Plain report');
  await expect(workbench.editorLine('## Indication')).toBeVisible();
  await workbench.runCommand('LLaVA-Med: Draft Findings with LLaVA-Med');
  await checkImage(workbench, 'chest-left-effusion.dcm');
  await expect(workbench.codeLens('Accept')).toBeVisible();
  await expect(workbench.editorLine('pleural effusion')).toContainText(/left/i);
  await workbench.codeLens('Accept').click();
  await expect(workbench.codeLens('Accept')).toHaveCount(0);
});

test.describe('which image', () => {
  const text = empty.slice(empty.indexOf('# Chest'));

  test('the image step shows pictures and names, the open image first, and writes what is ticked', async ({
    workbench,
  }) => {
    const { page } = workbench;
    // Before the editor lists the folder's files for the first time: it would not find it for a while.
    await writeFile(join(workbench.folder, 'draft.md'), text);
    await workbench.openFile('mri-left-frontal-tumour.dcm');
    await workbench.webview('[data-testid="canvas-left"][data-quality="full"]');
    const chat = await workbench.openChat();
    await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, 'chest-normal.dcm'));
    await expect(chat.getByText('chest-normal.dcm').first()).toBeVisible();
    await openReport(workbench, text);
    await workbench.goToLine(7);
    await workbench.codeAction('Draft Findings with LLaVA-Med');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await expect(rows.filter({ hasText: 'mri-left-frontal-tumour.dcm' }).first()).toContainText(/open in/);
    await expect(rows.filter({ hasText: 'chest-normal.dcm' }).first()).toContainText('in the chat');
    const first = rows.filter({ hasText: '.dcm' }).first();
    await expect(first).toContainText('mri-left-frontal-tumour.dcm');
    await expect(first.locator('.quick-input-list-icon')).toHaveCSS('background-image', /^url\("?data:image\/png/);
    await workbench.screenshot('report-image-step');
    await checkImage(workbench, 'chest-left-effusion.dcm');
    await expect(workbench.codeLens('Accept')).toBeVisible();
    const saved = await workbench.savedText('draft.md');
    expect(saved.startsWith('---\nimages: [chest-left-effusion.dcm]\n---\n')).toBe(true);
    expect(findings(saved)).toMatch(/left/i);
  });

  test('an answer about another image is not inserted without a question', async ({ workbench }) => {
    const { page } = workbench;
    const report = empty.replace('chest-left-effusion.dcm', 'chest-normal.dcm');
    await openReport(workbench, report);
    const chat = await workbench.openChat();
    await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, 'mri-left-frontal-tumour.dcm'));
    await expect(chat.getByTestId('image-name')).toHaveText('mri-left-frontal-tumour.dcm');
    await chat.getByTestId('question-input').fill('What does the image show?');
    await chat.getByTestId('question-input').press('Enter');
    await expect(chat.locator('[data-testid="exchange"]:not([data-state="running"])')).toHaveCount(1);
    const insert = chat.getByTestId('insert').first();
    const dialog = page.locator('.monaco-dialog-box');
    await insert.click();
    await expect(dialog).toContainText('This answer is about');
    await expect(dialog).toContainText('the report names chest-normal.dcm');
    await expect(dialog).toContainText('different studies');
    await workbench.screenshot('report-insert-question');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(workbench.codeLens('Accept')).toHaveCount(0);

    await insert.click();
    await dialog.getByRole('button', { name: 'Add the Image and Insert' }).click();
    await expect(workbench.codeLens('Accept')).toBeVisible();
    await insert.click();
    await expect(dialog).toContainText('stands in draft.md already');
    await workbench.screenshot('report-insert-again');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await readFile(join(workbench.folder, 'draft.md'), 'utf8')).toBe(report);
    await workbench.codeLens('Provenance').click();
    await expect(dialog).toContainText('mri-left-frontal-tumour.dcm');
    await workbench.screenshot('report-provenance');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await workbench.editorLine('# Chest film').click();
    expect(await workbench.savedText('draft.md')).toContain('images: [chest-normal.dcm, mri-left-frontal-tumour.dcm]');
  });

  test('a dropped picture is saved beside the report before the report names it', async ({ workbench }) => {
    const { page } = workbench;
    const chat = await workbench.openChat();
    await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, 'chest-right-effusion.dcm'));
    await expect(chat.getByText('chest-right-effusion.dcm').first()).toBeVisible();
    await rm(join(workbench.folder, 'chest-right-effusion.dcm'));
    await openReport(workbench, text);
    await workbench.goToLine(7);
    await workbench.codeAction('Draft Findings with LLaVA-Med');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'in the chat only' });
    await row.first().click();
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Save Beside the Report' }).click();
    await expect(workbench.codeLens('Accept')).toBeVisible();
    const saved = await workbench.savedText('draft.md');
    expect(saved.startsWith('---\nimages: [chest-right-effusion.dcm]\n---\n')).toBe(true);
    expect(existsSync(join(workbench.folder, 'chest-right-effusion.dcm'))).toBe(true);
    expect(findings(saved)).toMatch(/right/i);
  });

  test('an image outside the workspace is read after a question, and asked for once', async ({ workbench }) => {
    const outside = await mkdtemp(join(tmpdir(), 'outside-'));
    const path = join(outside, 'other.dcm');
    await copyFile(join(workbench.folder, 'chest-left-effusion.dcm'), path);
    try {
      await openReport(workbench, empty.replace('chest-left-effusion.dcm', path));
      await workbench.goToLine(headingLine);
      await workbench.codeAction('Draft Findings with LLaVA-Med');
      const dialog = workbench.page.locator('.monaco-dialog-box');
      await expect(dialog).toContainText('outside the workspace');
      await workbench.screenshot('report-outside');
      await dialog.getByRole('button', { name: 'Read It' }).click();
      await expect(workbench.codeLens('Accept')).toBeVisible();
      await workbench.codeLens('Regenerate').click();
      await expect(async () => {
        expect((await provenance(workbench, 'draft.md')).trim().split('\n')).toHaveLength(2);
      }).toPass();
      await expect(dialog).toHaveCount(0);
    } finally {
      await rm(outside, { recursive: true, force: true });
    }
  });
});
