import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../workbench.ts';

test('a conversation leaves as a note, as JSON with its images and as LLaVA’s, and comes back', async ({
  workbench,
}) => {
  test.slow();
  const { page, folder } = workbench;
  const picker = page.locator('.quick-input-widget');
  const dialog = page.locator('.monaco-dialog-box');

  /** Takes the name that is offered, in the workspace; answers where the file then is. */
  const saveAsOffered = async (ending: RegExp): Promise<string> => {
    await expect(picker.locator('input').first()).toHaveValue(ending);
    const path = await picker.locator('input').first().inputValue();
    await expect(async () => {
      if (await picker.isVisible()) await picker.getByRole('button', { name: 'OK' }).click({ timeout: 5000 });
      await expect(picker).toBeHidden({ timeout: 5000 });
    }).toPass();
    return path;
  };
  /** The dialog of a window in a browser: a path to type, which it may put its own in place of while it opens. */
  const choosePath = async (path: string, button: string): Promise<void> => {
    await expect(picker.locator('input').first()).toHaveValue(/\//);
    await expect(async () => {
      if (await picker.isVisible()) {
        await picker.locator('input').first().fill(path, { timeout: 5000 });
        await picker.getByText(button, { exact: true }).click({ timeout: 5000 });
      }
      await expect(picker).toBeHidden({ timeout: 5000 });
    }).toPass();
  };
  const exportAs = async (format: string, images: 'With Images' | 'Without'): Promise<void> => {
    await workbench.runCommand('LLaVA-Med: Export Conversation…');
    await workbench.pick(format);
    await expect(dialog).toContainText('They may identify the patient');
    await workbench.screenshot('export-images-asked');
    await dialog.getByRole('button', { name: images }).click();
  };

  const chat = await workbench.openChat();
  await workbench.drop(chat.getByTestId('transcript'), join(folder, 'chest-left-effusion.dcm'));
  await chat.getByTestId('question-input').fill('Is there an effusion?');
  await chat.getByTestId('question-input').press('Enter');
  await expect(chat.getByTestId('answer').first()).toContainText(/\w/, { timeout: 120_000 });

  await exportAs('Markdown', 'Without');
  const note = await saveAsOffered(/\/chat-[\d-]+\.md$/);
  await expect.poll(() => readFile(note, 'utf8').catch(() => '')).toContain('not a medical device');
  expect(await readFile(note, 'utf8')).toMatch(/## Question 1[\s\S]*effusion\\\?[\s\S]*\n> /);

  await exportAs('JSON', 'With Images');
  await choosePath(`${folder}/`, 'Export Here');
  const exported = async (): Promise<string> =>
    (await readdir(folder, { recursive: true })).find((name) => name.endsWith('conversation.json')) ?? '';
  await expect.poll(exported).not.toBe('');
  const json = join(folder, await exported());
  const written = JSON.parse(await readFile(json, 'utf8')) as {
    conversation: { images: { source: { file: string } }[]; exchanges: { question: string }[] };
  };
  const [image] = written.conversation.images;
  const copy = await readFile(join(json, '..', image?.source.file ?? ''));
  expect(copy.equals(await readFile(join(folder, 'chest-left-effusion.dcm')))).toBe(true);
  expect(await readFile(json, 'utf8')).not.toContain(folder);

  await exportAs('LLaVA', 'Without');
  const llava = await saveAsOffered(/\/chat-[\d-]+\.json$/);
  await expect.poll(() => readFile(llava, 'utf8').catch(() => '')).toContain('<image>\\n');

  for (const file of [json, llava]) {
    await workbench.runCommand('LLaVA-Med: Import Conversations…');
    await choosePath(file, 'Import');
    const said = workbench.notification('1 conversation imported');
    await said.waitFor();
    await expect(said).not.toContainText('not found');
    await said.getByRole('button', { name: 'Open' }).click();
    const opened = await workbench.openChat();
    await expect(opened.getByTestId('transcript')).toContainText('Is there an effusion?');
  }
  await workbench.screenshot('export-imported');
});
