/** The prompt library and the parameters of a conversation, by keys, in the real workbench. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Locator } from '@playwright/test';
import { violations } from '../axe.ts';
import { expect, folderWith, test } from '../workbench.ts';

const film = 'chest-left-effusion.dcm';
const scan = 'mri-left-frontal-tumour.dcm';

/** Exchanges whose answer has come to an end. */
const ended = (chat: Frame): Locator => chat.locator('[data-testid="exchange"]:not([data-state="running"])');

test.describe('prompts', () => {
  test.use({
    prepare: folderWith(async (folder) => {
      await mkdir(join(folder, '.llava-med/prompts'), { recursive: true });
      await writeFile(join(folder, '.llava-med/prompts/broken.md'), '---\ntask: guess\n---\nIs it?\n');
    }),
  });

  test('a slash lists those for the image; keys choose one, which is filled from the file; files of the workspace come and go', async ({
    workbench,
  }) => {
    const { page } = workbench;
    const chat = await workbench.openChat();
    const field = chat.getByTestId('question-input');
    const list = chat.getByTestId('prompt-list');
    const options = chat.getByTestId('prompt-option');
    await expect(workbench.notification('broken.md')).toContainText('line 2');

    await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, film));
    await expect(chat.getByTestId('image-name')).toHaveText(film);
    await field.focus();
    await page.keyboard.type('left and/or right');
    await expect(list).toHaveCount(0);
    await field.fill('');

    await page.keyboard.type('/');
    await expect(list).toBeVisible();
    await expect(options.first()).toContainText('chest X-ray');
    await expect(chat.getByTestId('announcer')).toContainText('Prompts: ');
    await workbench.screenshot('prompts-list');
    expect(await violations(chat)).toEqual([]);
    await page.keyboard.type('desc');
    await expect(options.first()).toContainText('/describe');
    await expect(field).toHaveAttribute('aria-activedescendant', 'prompt-option-0');
    await page.keyboard.press('ArrowDown');
    await expect(field).toHaveAttribute('aria-activedescendant', 'prompt-option-1');
    await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue('Describe this chest X-ray image in detail.');
    await expect(chat.getByTestId('exchange')).toHaveCount(0);
    await expect(list).toHaveCount(0);

    // Escape keeps the text; the next slash opens the list again.
    await field.fill('');
    await page.keyboard.type('Tell me /qual');
    await expect(list).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(list).toHaveCount(0);
    await expect(field).toHaveValue('Tell me /qual');
    await field.fill('');
    await page.keyboard.type('/is-there');
    await page.keyboard.press('Tab');
    await expect(field).toHaveValue('Is there ${selection} in this image? Answer yes or no.');
    // What is open is selected: it is typed over.
    await page.keyboard.type('an effusion');
    await expect(field).toHaveValue('Is there an effusion in this image? Answer yes or no.');

    const own = join(workbench.folder, '.llava-med/prompts/own-question.md');
    await writeFile(own, '---\ndescription: Of this department\n---\nIs the ${bodyPart} ${modality} usual here?\n');
    await field.fill('');
    await page.keyboard.type('/own');
    await expect(options).toHaveCount(1);
    await expect(options.first()).toContainText('workspace');
    await options.first().click();
    await expect(field).toHaveValue('Is the chest X-ray usual here?');
    await rm(own);
    await field.fill('');
    await page.keyboard.type('/own');
    await expect(list).toHaveCount(0);
  });

  test('the selection of the editor goes in; a question is kept as a prompt', async ({ workbench }) => {
    const { page } = workbench;
    await writeFile(join(workbench.folder, 'words.md'), 'a midline shift\n');
    await workbench.openFile('words.md');
    // An editor that has just opened takes no key yet.
    await expect(async () => {
      await page.keyboard.press('Control+A');
      await expect(page.getByText(/\(\d+ selected\)/)).toBeVisible({ timeout: 2000 });
    }).toPass();
    const chat = await workbench.openChat();
    const field = chat.getByTestId('question-input');
    await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, scan));
    await expect(chat.getByTestId('image-name')).toHaveText(scan);
    await field.focus();
    await page.keyboard.type('/is-there');
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue('Is there a midline shift in this image? Answer yes or no.');

    await field.fill('Where is the ${modality} abnormal?');
    await workbench.runCommand('LLaVA-Med: New Prompt…');
    await workbench.fillQuickInput('where-abnormal');
    await page.keyboard.press('Enter');
    await workbench.pick('For all who work in');
    await workbench.editorTab('where-abnormal.md').waitFor();
    expect(await readFile(join(workbench.folder, '.llava-med/prompts/where-abnormal.md'), 'utf8')).toContain(
      'Where is the ${modality} abnormal?',
    );
    await field.fill('');
    await field.focus();
    await page.keyboard.type('/where-ab');
    await expect(chat.getByTestId('prompt-option')).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await expect(chat.getByTestId('prompt-manage')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(page.locator('.quick-input-widget')).toContainText('/where-abnormal');
    await workbench.pick('/where-abnormal');
    await workbench.pick('Use in the Question');
    await expect(field).toHaveValue('Where is the MRI abnormal?');
  });
});

test('the parameters of a chat: a preset is in the next answer, a bad value is refused, the default is saved', async ({
  workbench,
  runFolder,
}) => {
  const settings = join(runFolder, 'data/user/User/settings.json');
  const before = await readFile(settings, 'utf8');
  let chat = await workbench.openChat();
  await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, film));
  await expect(chat.getByTestId('image-name')).toHaveText(film);
  await expect(chat.getByTestId('parameters-mark')).toHaveCount(0);
  const button = chat.getByRole('button', { name: 'Parameters' });
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await button.press('Enter');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await expect(chat.getByTestId('parameters-temperature')).toHaveValue('0.2');
  await workbench.screenshot('parameters');
  expect(await violations(chat)).toEqual([]);

  await chat.getByLabel('Preset').selectOption('varied');
  await expect(chat.getByTestId('parameters-temperature')).toHaveValue('0.8');
  await expect(chat.getByTestId('parameters-random')).toBeChecked();
  await expect(chat.getByTestId('parameters-mark')).toContainText('temperature 0.8');
  await chat.getByTestId('question-input').fill('Is there a pleural effusion?');
  await chat.getByTestId('question-input').press('Enter');
  await expect(ended(chat)).toHaveCount(1);
  await chat.getByTestId('details').click();
  await expect(chat.getByTestId('answer-details')).toContainText(/Temperature\s*0\.8/);

  const temperature = chat.getByTestId('parameters-temperature');
  await temperature.fill('warm');
  await temperature.press('Enter');
  await temperature.blur();
  await expect(chat.getByTestId('parameters-temperature-error')).toHaveText('Type a number from 0 to 2.');
  await expect(temperature).toHaveAttribute('aria-invalid', 'true');
  await expect(chat.getByTestId('parameters-mark')).toContainText('temperature 0.8');
  expect(await violations(chat)).toEqual([]);
  await workbench.screenshot('parameters-refused');

  await temperature.fill('0,5');
  await temperature.blur();
  await expect(temperature).toHaveValue('0.5');
  await expect(chat.getByTestId('parameters-preset')).toHaveValue('own');
  await chat.getByTestId('parameters-save').click();
  await expect(chat.getByTestId('parameters-mark')).not.toContainText('temperature');
  await temperature.press('Escape');
  await expect(chat.getByTestId('parameters-panel')).toHaveCount(0);
  await expect(button).toBeFocused();

  await workbench.runCommand('LLaVA-Med: New Chat');
  await expect(chat.getByTestId('empty')).toBeVisible();
  await workbench.reload();
  chat = await workbench.openChat();
  await expect(chat.getByTestId('parameters-mark')).toHaveCount(0);
  await chat.getByTestId('parameters').click();
  await expect(chat.getByTestId('parameters-temperature')).toHaveValue('0.5');
  await chat.getByTestId('parameters-system-prompt').fill('Answer briefly.');
  await chat.getByTestId('parameters-system-prompt').blur();
  await expect(chat.getByTestId('parameters-mark')).toContainText('system prompt');
  await chat.getByTestId('parameters-reset').click();
  await expect(chat.getByTestId('parameters-system-prompt')).toHaveValue('');

  // The settings are the run's: they go back to what they were.
  expect(JSON.parse(await readFile(settings, 'utf8'))).toMatchObject({ 'llavaMed.answer.temperature': 0.5 });
  await writeFile(settings, before);
});
