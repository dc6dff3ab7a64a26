/** What a radiologist does with a draft in the real workbench: while it comes, sentence by sentence, and afterwards. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endlessModel } from './endlessModel.ts';
import { expect, folderWith, test } from './workbench.ts';
import type { WorkbenchWindow } from './workbenchWindow.ts';

const film = 'chest-left-effusion.dcm';
const report = `---\nimages: [${film}]\n---\n\n# Chest film\n\n## Indication\n\nCough.\n\n## Technique\n\n## Comparison\n\n## Findings\n\n## Impression\n`;
const findingsLine = 15;

/** What the editor shows below a heading, up to the next one, as far as it is drawn. */
async function shown(workbench: WorkbenchWindow): Promise<string> {
  const lines = await workbench.page.locator('.editor-group-container.active .view-line').allInnerTexts();
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

function findings(text: string): string {
  return /## Findings\s+([^]*?)\s*## Impression/.exec(text)?.[1] ?? '';
}

test.describe('while a draft comes', () => {
  test.use({
    prepare: folderWith(async (folder) => {
      await writeFile(join(folder, '.vscode/settings.json'), JSON.stringify(endlessModel(folder)));
      await writeFile(join(folder, 'draft.md'), report);
    }),
  });

  test('who types ten keys a second elsewhere loses none, and the cursor stays', async ({ workbench }) => {
    const { page } = workbench;
    await workbench.openFile('draft.md');
    await workbench.goToLine(findingsLine);
    await workbench.codeAction('Draft Findings with LLaVA-Med');
    await expect(workbench.codeLens('Stop')).toBeVisible();
    await expect(workbench.codeLens('Accept')).toHaveCount(0);
    await workbench.screenshot('report-draft-comes');
    await workbench.goToLine(9);
    await page.keyboard.press('End');
    const words = ' For two weeks, with fever and pain on the left when breathing in; never smoked.';
    await page.keyboard.type(words, { delay: 100 });
    await expect(workbench.editorLine(`Cough.${words}`)).toBeVisible();
    await expect(page.getByText(`Ln 9, Col ${String(`Cough.${words}`.length + 1)}`, { exact: true })).toBeVisible();
    await workbench.screenshot('report-typed-while-a-draft-comes');
    await workbench.codeLens('Stop').click();
    await expect(workbench.codeLens('Stop')).toHaveCount(0);
    await page.keyboard.press('Control+Z');
    await expect(workbench.editorLine('Cough.')).toBeVisible();
    await page.keyboard.press('Control+Y');
    expect(await workbench.savedText('draft.md')).toBe(report.replace('Cough.', `Cough.${words}`));
  });
});

test.describe('a draft', () => {
  test.use({
    settings: { 'llavaMed.answer.temperature': 0 },
    prepare: folderWith(async (folder) => {
      await writeFile(join(folder, 'draft.md'), report);
    }),
  });

  test('is judged by sentences, checked against the image, reproduced after a reload, and its Impression compared', async ({
    workbench,
  }) => {
    const { page } = workbench;
    await workbench.openFile('draft.md');
    await workbench.goToLine(findingsLine);
    await workbench.runCommand('LLaVA-Med: Draft All Empty Sections');
    await expect(workbench.codeLens('By Sentence')).toBeVisible();
    expect(await shown(workbench)).toMatch(/radiograph of the chest/i);
    await workbench.codeLens('By Sentence').click();
    await expect(workbench.codeLens('Accept Sentence')).toBeVisible();
    await workbench.screenshot('report-by-sentence');
    const first = findings(await workbench.savedText('draft.md')).split(/(?<=\.)\s+/);
    await workbench.codeLens('Accept Sentence').click();
    await expect(async () => {
      await page.keyboard.press('Control+Alt+,');
      await expect(workbench.editorLine(first[1] ?? '')).toHaveCount(0, { timeout: 2000 });
    }).toPass();
    await workbench.screenshot('report-by-sentence-next');
    await workbench.codeLens('Accept the Rest').click();
    await expect(workbench.codeLens('Accept Sentence')).toHaveCount(0);
    // The Impression was wished for, and follows.
    await expect(workbench.codeLens('By Sentence')).toBeVisible();
    await expect(workbench.codeLens('Accept')).toBeVisible();
    await workbench.screenshot('report-impression-follows');
    await workbench.codeLens('Accept').click();
    await expect(workbench.codeLens('Accept')).toHaveCount(0);

    await workbench.runCommand('LLaVA-Med: Check All Sentences of the Findings');
    await expect(workbench.editorLine('5/5')).toBeVisible({ timeout: 60_000 });
    await workbench.openChat();
    await workbench.screenshot('report-claims');
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');

    await workbench.savedText('draft.md');
    await workbench.reload();
    await workbench.openFile('draft.md');
    await workbench.goToLine(findingsLine + 4);
    await workbench.runCommand('LLaVA-Med: Reproduce Draft');
    await expect(workbench.notification('is reproduced: the same text, character for character')).toBeVisible();
    await expect(workbench.editorTab('reproduced')).toBeVisible();
    await workbench.screenshot('report-reproduced');
  });
});
