/** What a report, a file or a tag says is text wherever the workbench shows it: nothing of it can be clicked. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hostileStrings } from '../unit/text/hostileStrings.ts';
import { expect, test } from './workbench.ts';

const link = hostileStrings['a link that runs a command'];

test('a report cannot put a link that runs a command into a notification; the name of a file is text in pickers and what they lead to', async ({
  workbench,
}) => {
  const { page } = workbench;
  const name = '$(alert) chest\u202Egnp.dcm';
  await writeFile(join(workbench.folder, name), 'no image');
  await writeFile(join(workbench.folder, 'plain.md'), '# Chest\n\n## Findings\n\n## Impression\n');
  const images = JSON.stringify([link]);
  await writeFile(
    join(workbench.folder, 'evil.md'),
    `---\nimages: ${images}\n---\n\n## Technique\n\n## Findings\n\n## Impression\n`,
  );
  await workbench.openFile('evil.md');
  await workbench.goToLine(7);
  await workbench.codeAction('Draft Findings with LLaVA-Med');
  const toast = workbench.notification('Choose the film');
  await expect(toast).toContainText('[Choose the film] (command:workbench.action.files.newUntitledFile) - a.dcm', {
    timeout: 60_000,
  });
  await expect(toast.locator('a[href], .monaco-link, a:not(.action-label):not(.monaco-button)')).toHaveCount(0);
  await workbench.screenshot('foreign-text-toast');
  // Where the words are, a click does nothing.
  await toast.getByText('Choose the film').click();
  await expect(page.locator('.tabs-container .tab')).toHaveCount(1);

  await workbench.runCommand('Notifications: Clear All Notifications');
  await workbench.openFile('plain.md');
  await workbench.goToLine(3);
  await workbench.codeAction('Draft Findings with LLaVA-Med');
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'gnp.dcm' });
  await expect(row).toContainText('$ (alert) chest⟨U+202E⟩gnp.dcm');
  // The list is laid anew once the pictures are there.
  await expect(row).toContainText('cannot be read');
  await expect(row.locator('.codicon-alert')).toHaveCount(0);
  await workbench.screenshot('foreign-text-picker');
  await row.click();
  await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
  await expect(workbench.notification('gnp.dcm')).toContainText('$ (alert) chest⟨U+202E⟩gnp.dcm', { timeout: 60_000 });
});
