import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './workbench.ts';

test('a file of the Explorer is de-identified into a folder, with a report', async ({ workbench }) => {
  const copies = join(workbench.folder, 'copies');
  await mkdir(copies);
  await workbench.explorerMenu('chest-left-effusion.dcm', 'De-identify DICOM Files');
  const picker = workbench.page.locator('.quick-input-widget');
  await picker.locator('.monaco-list-row', { hasText: 'Shift dates' }).click();
  await workbench.screenshot('deidentify-options');
  await picker.getByText('OK', { exact: true }).click();
  // The dialog of a window in a browser: a path to type, which it may put its own in place of while it opens; it looks
  // at the path before it closes.
  await expect(picker.locator('input').first()).toHaveValue(/\/$/);
  await expect(async () => {
    if (await picker.isVisible()) {
      await picker.locator('input').first().fill(`${copies}/`, { timeout: 5000 });
      await picker.getByText('Write Copies Here', { exact: true }).click({ timeout: 5000 });
    }
    await expect(picker).toBeHidden({ timeout: 5000 });
  }).toPass();
  // A toast goes away by itself; the list keeps what it said.
  const said = workbench.page.locator('.notifications-center .notification-list-item', {
    hasText: '1 file de-identified',
  });
  await expect(async () => {
    await workbench.runCommand('Notifications: Show Notifications');
    await said.waitFor({ timeout: 3000 });
  }).toPass({ timeout: 60_000 });
  await workbench.screenshot('deidentify-done');
  await said.getByText('Open Report').click();
  await workbench.editorLine('Retain Longitudinal Temporal Information Modified Dates').waitFor();
  await workbench.screenshot('deidentify-report');
  const written = (await readdir(copies, { recursive: true })).filter((name) => /\.\w+$/.test(name));
  expect(written.map((name) => name.replace(/.*\./, '')).sort()).toEqual(['dcm', 'json', 'txt']);
  const copy = await readFile(join(copies, written.find((name) => name.endsWith('.dcm')) ?? ''), 'latin1');
  expect(copy).toContain('113107');
});
