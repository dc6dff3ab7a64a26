/** A whole report without a mouse: drafted, edited, concluded, signed. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, folderWith, test } from './workbench.ts';

const film = 'chest-left-effusion.dcm';
const report = `---\nimages: [${film}]\n---\n\n# Chest film\n\n## Indication\n\nCough.\n\n## Technique\n\n## Comparison\n\nNone.\n\n## Findings\n\n## Impression\n`;

/** Keys that a person presses; each counts. */
class Keys {
  readonly #page: Page;
  count = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.#page.keyboard.press(key);
      this.count += 1;
    }
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
    this.count += text.length;
  }

  /** Keeps the sentence at the cursor, which goes to the next one. */
  async nextSentence(): Promise<void> {
    const place = this.#page.getByText(/^Ln \d+, Col/);
    const before = await place.innerText();
    // The key works once the extension has heard of the cursor's place: press again, as a person does.
    await expect(async () => {
      await this.press('Control+Alt+.');
      await expect(place).not.toHaveText(before, { timeout: 3000 });
    }).toPass();
  }

  /** By the palette, with as many letters as name the command. */
  async command(letters: string, title: string): Promise<void> {
    await this.press('F1');
    const row = this.#page.locator('.quick-input-list .monaco-list-row').first();
    await this.#page.locator('.quick-input-widget input').first().waitFor();
    await this.type(letters);
    await expect(row).toContainText(title);
    await this.press('Enter');
  }
}

test.use({
  settings: { 'llavaMed.answer.temperature': 0 },
  prepare: folderWith(async (folder) => {
    await writeFile(join(folder, 'draft.md'), report);
  }),
});

test('a report is drafted, edited, concluded and signed by keyboard alone', async ({ workbench }) => {
  const { page } = workbench;
  const keys = new Keys(page);
  await workbench.openFile('draft.md');
  await page.getByText(/^Ln \d+, Col/).waitFor();
  await workbench.statusBarItem('Draft').waitFor();
  await keys.command('draft all', 'Draft All Empty Sections');
  await expect(workbench.codeLens('By Sentence')).toBeVisible();
  // To the sentences of the Findings, two of which are put into other words.
  await keys.command('sentence by', 'Review Draft Sentence by Sentence');
  await expect(workbench.codeLens('Accept Sentence')).toBeVisible();
  await keys.nextSentence();
  await keys.press('Control+Delete', 'Control+Delete');
  await keys.type('On this film ');
  await keys.nextSentence();
  await keys.press('Control+Delete');
  await keys.type('Also ');
  await workbench.screenshot('report-keyboard-edited');
  await keys.press('Control+Alt+Enter');
  await expect(workbench.codeLens('Accept Sentence')).toHaveCount(0);
  // The Impression was wished for with the rest, and follows.
  await expect(workbench.codeLens('Regenerate')).toBeVisible();
  await keys.press('Control+End', 'ArrowUp');
  await expect(async () => {
    await keys.press('Control+Alt+Enter');
    await expect(workbench.codeLens('Regenerate')).toHaveCount(0, { timeout: 2000 });
  }).toPass();
  await keys.command('sign report', 'Sign Report as Final');
  await expect(page.locator('.monaco-dialog-box')).toContainText('not a medical device');
  await workbench.screenshot('report-keyboard-sign');
  await keys.press('Enter');
  await expect(page.locator('.monaco-dialog-box')).toHaveCount(0);
  await expect(workbench.statusBarItem('Final')).toBeVisible();
  await workbench.screenshot('report-keyboard-final');
  const saved = await readFile(join(workbench.folder, 'draft.md'), 'utf8');
  // Locked: a key changes nothing.
  await page.keyboard.type('x');
  await expect(page.locator('.tabs-container .tab.active.dirty')).toHaveCount(0);
  expect(await workbench.savedText('draft.md')).toBe(saved);
  expect(saved).toMatch(/status: final\n/);
  expect(saved).toContain('On this film ');
  expect(saved).toContain('Also ');
  expect(saved).toMatch(/## Impression\s+\S/);
  console.log(`A whole report by keyboard alone: ${String(keys.count)} keys`);
});
