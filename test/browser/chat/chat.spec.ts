/** The chat as a person meets it: real drops, the real clipboard, the real demo model, in the real workbench. */
import { existsSync } from 'node:fs';
import { copyFile, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Frame, Locator } from '@playwright/test';
import { endlessModel } from '../endlessModel.ts';
import { expect, folderWith, test } from '../workbench.ts';
import { WorkbenchWindow } from '../workbenchWindow.ts';

const film = 'chest-left-effusion.dcm';
const shared = join(dirname(fileURLToPath(import.meta.url)), '../../../../shared/data');

// On a laptop's battery too.
test.use({ settings: { 'llavaMed.answer.temperature': 0, 'llavaMed.engine.prepareImages': 'always' } });

const dropped = (workbench: WorkbenchWindow, chat: Frame, ...names: readonly string[]): Promise<void> =>
  workbench.drop(chat.getByTestId('transcript'), ...names.map((name) => join(workbench.folder, name)));

/** Exchanges whose answer has come to an end. */
const ended = (chat: Frame): Locator => chat.locator('[data-testid="exchange"]:not([data-state="running"])');

/** Waits until the text is in a saved chat: what a window that opens again starts from. */
async function untilSaved(runFolder: string, text: string): Promise<void> {
  const chats = join(runFolder, 'data', 'user', 'User', 'globalStorage', 'llava-med.llava-med', 'chats');
  await expect
    .poll(async () => {
      const files = (await readdir(chats, { recursive: true })).filter((name) => name.endsWith('chat.json'));
      const texts = await Promise.all(files.map((name) => readFile(join(chats, name), 'utf8').catch(() => '')));
      return texts.some((saved) => saved.includes(text));
    })
    .toBe(true);
}

async function ask(chat: Frame, question: string): Promise<Locator> {
  const before = await chat.getByTestId('exchange').count();
  await chat.getByTestId('question-input').fill(question);
  await chat.getByTestId('question-input').press('Enter');
  await expect(ended(chat)).toHaveCount(before + 1);
  return chat.getByTestId('exchange').nth(before);
}

test('a film is dropped without Shift, asked about, answered; all of it outlives hiding and a reload', async ({
  workbench,
  runFolder,
}) => {
  let chat = await workbench.openChat();
  await expect(chat.getByTestId('research-notice')).toBeVisible();
  await expect(chat.getByTestId('demo-notice')).toBeVisible();
  await workbench.screenshot('chat-empty');

  await dropped(workbench, chat, film);
  await expect(chat.getByTestId('image-name')).toHaveText(film);
  await expect(chat.getByTestId('image-size')).toHaveText(/^\d+×\d+$/);
  await expect(chat.getByTestId('badge')).toHaveText(/CR|DX/);
  await expect(chat.getByTestId('image-ready')).toHaveText('ready');
  await expect(chat.getByTestId('announcer')).toHaveText(`Added ${film}.`);
  await workbench.screenshot('chat-dropped');
  await workbench.runCommand('LLaVA-Med: Unload the Model');
  await expect(workbench.statusBarItem('LLaVA-Med demo')).toHaveAttribute('aria-label', /not loaded/);
  await expect(chat.getByTestId('image-ready')).toHaveCount(0);

  await chat.getByTestId('suggestion').filter({ hasText: 'Is there a pleural effusion?' }).click();
  await expect(chat.getByTestId('question')).toHaveText('Is there a pleural effusion?');
  await expect(ended(chat)).toHaveCount(1);
  await expect(chat.getByTestId('answer')).toHaveText(/yes|left/i);
  await expect(chat.getByTestId('receipt')).toHaveText(/Image accepted: \d+ tokens, \d+×\d+ as the model saw it/);
  await expect(chat.getByTestId('stats')).toHaveText(/first token .*tokens\/s/);
  await expect(chat.getByTestId('spoken-answer')).toContainText((await chat.getByTestId('answer').innerText()).trim());
  await workbench.screenshot('chat-answer');

  await chat.getByTestId('what-model-sees').click();
  await expect(chat.getByTestId('preview-seen').locator('img')).toBeVisible();
  await workbench.screenshot('chat-what-model-sees');
  await workbench.page.keyboard.press('Escape');
  await expect(chat.getByTestId('preview')).toHaveCount(0);

  const second = await ask(chat, 'Which side?');
  await expect(second).toHaveAttribute('data-state', 'done');
  const transcript = await chat.getByTestId('transcript').innerText();

  await workbench.hideSideBar();
  chat = await workbench.openChat();
  await expect(chat.getByTestId('exchange')).toHaveCount(2);
  expect(await chat.getByTestId('transcript').innerText()).toBe(transcript);

  await chat.getByTestId('question-input').fill('Is the heart enlarged?');
  await untilSaved(runFolder, 'Is the heart enlarged?');
  await workbench.reload();
  chat = await workbench.openChat();
  await expect(chat.getByTestId('exchange')).toHaveCount(2);
  expect(await chat.getByTestId('transcript').innerText()).toBe(transcript);
  await expect(chat.getByTestId('question-input')).toHaveValue('Is the heart enlarged?');
  await chat.getByTestId('question-input').press('Enter');
  await expect(ended(chat)).toHaveCount(3);
  await expect(chat.locator('[data-state="done"]')).toHaveCount(3);

  await chat.getByTestId('question-input').press('ArrowUp');
  await expect(chat.getByTestId('question-input')).toHaveValue('Is the heart enlarged?');
  await workbench.runCommand('LLaVA-Med: New Chat');
  await expect(chat.getByTestId('empty')).toBeVisible();
  await expect(chat.getByTestId('image-card')).toHaveCount(0);
});

test('images come by paste and by button, and go again; what is no image is refused by name, and of a folder slices are chosen; text is pasted and copied', async ({
  workbench,
}) => {
  const chat = await workbench.openChat();
  await workbench.pasteImage(chat.getByTestId('question-input'), join(workbench.folder, 'histology-inflammation.png'));
  await expect(chat.getByTestId('image-card')).toHaveCount(1);
  await expect(chat.getByTestId('badge')).toContainText('PNG');

  await chat.getByTestId('add-image').click();
  await workbench.pick('mri-left-frontal-tumour.dcm');
  await expect(chat.getByTestId('image-card')).toHaveCount(2);
  await expect(chat.getByTestId('badge').last()).toContainText('MR');
  await workbench.screenshot('chat-two-images');

  await writeFile(join(workbench.folder, 'letter.txt'), 'Dear colleague');
  await dropped(workbench, chat, 'letter.txt');
  await expect(chat.getByTestId('notice')).toContainText('letter.txt');
  await workbench.screenshot('chat-refused');
  await chat.getByTestId('notice-dismiss').click();
  await expect(chat.getByTestId('notice')).toHaveCount(0);

  await dropped(workbench, chat, 'ct-test-object');
  await expect(workbench.page.locator('.quick-input-widget')).toContainText('The middle slice');
  await workbench.page.keyboard.press('Escape');
  await expect(chat.getByTestId('image-card')).toHaveCount(2);

  await chat.getByTestId('image-remove').first().click();
  await expect(chat.getByTestId('image-card')).toHaveCount(1);
  await ask(chat, 'What modality is this?');
  await expect(chat.getByTestId('receipt')).toHaveCount(1);
  await chat.getByTestId('image-remove').click();
  await expect(chat.getByTestId('set-aside')).toBeVisible();

  await workbench.runCommand('LLaVA-Med: New Chat');
  await expect(chat.getByTestId('empty')).toBeVisible();
  await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await workbench.page.evaluate(() => navigator.clipboard.writeText('Is this image normal?'));
  await chat.getByTestId('question-input').click();
  await workbench.page.keyboard.press('Control+V');
  await expect(chat.getByTestId('question-input')).toHaveValue('Is this image normal?');
  await dropped(workbench, chat, 'chest-normal.dcm');
  await expect(chat.getByTestId('image-card')).toHaveCount(1);
  await chat.getByTestId('send').click();
  await expect(ended(chat)).toHaveCount(1);
  const answer = (await chat.getByTestId('answer').innerText()).trim();
  await chat.getByTestId('copy').click();
  await expect(async () => {
    expect(await workbench.page.evaluate(() => navigator.clipboard.readText())).toBe(answer);
  }).toPass();
});

test('images keep the order of the drop and have numbers, which card, receipt and line share; an image that was removed is taken up again', async ({
  workbench,
}) => {
  const chat = await workbench.openChat();
  const names = [film, 'chest-normal.dcm', 'mri-left-frontal-tumour.dcm', 'gross-haemorrhage.png'];
  await dropped(workbench, chat, ...names);
  await expect(chat.getByTestId('image-name')).toHaveText(names);
  await expect(chat.getByTestId('image-number')).toHaveText(['Image 1', 'Image 2', 'Image 3', 'Image 4']);
  for (const _ of [3, 4]) await chat.getByTestId('image-remove').last().click();
  await ask(chat, 'Which side?');
  await expect(chat.getByTestId('receipt')).toHaveText([
    /Image 1 · chest-left-effusion\.dcm · \d+ tokens, \d+×\d+ as the model saw it/,
    /Image 2 · chest-normal\.dcm · \d+ tokens/,
  ]);
  await ask(chat, 'Describe the image.');
  await workbench.screenshot('chat-numbered-images');

  await chat.getByTestId('composer').getByTestId('image-remove').first().click();
  const line = chat.getByTestId('set-aside');
  await expect(line).toBeVisible();
  await expect(chat.locator('[data-testid="exchange"] ~ [data-testid="set-aside"]')).toHaveCount(1);
  await expect(chat.locator('[data-testid="set-aside"] ~ [data-testid="exchange"]')).toHaveCount(0);
  await workbench.screenshot('chat-set-aside');
  await chat.getByTestId('image-take-up').click();
  await expect(line).toHaveCount(0);
});

test('an answer that the tags of its image contradict is marked', async ({ workbench }) => {
  const chat = await workbench.openChat();
  // A brain by its tags: the demo model describes what it sees, which is a chest.
  const header = await readFile(join(workbench.folder, film), 'latin1');
  const told = header.replace('CS\x02\0CR', 'CS\x02\0MR').replace('CHEST ', 'BRAIN ');
  expect(told).not.toBe(header);
  await writeFile(join(workbench.folder, 'told.dcm'), told, 'latin1');
  await dropped(workbench, chat, 'told.dcm');
  await expect(chat.getByTestId('badge')).toHaveText('MR');
  await ask(chat, 'What modality is this?');
  await expect(chat.getByTestId('against-tags').first()).toHaveText(
    /The answer says X-ray; the file's Modality is MR\./,
  );
  await workbench.screenshot('chat-against-tags');
  await dropped(workbench, chat, 'chest-normal.dcm');
  await chat.getByTestId('composer').getByTestId('image-remove').first().click();
  const second = await ask(chat, 'What modality is this?');
  await expect(second.getByTestId('against-tags')).toHaveCount(0);
});

test('two windows on one folder have a chat each, which both outlive a reload', async ({ workbench, runFolder }) => {
  const page = await workbench.page.context().newPage();
  const other = new WorkbenchWindow(page, workbench.folder);
  const [one, two] = ['chest-normal.dcm', 'mri-left-frontal-tumour.dcm'];
  const chat = await workbench.openChat();
  await dropped(workbench, chat, one);
  await ask(chat, 'Is this image normal?');
  // Chromium draws nothing in a tab that lies behind another.
  await page.bringToFront();
  await other.open(workbench.page.url());
  const otherChat = await other.openChat();
  await expect(otherChat.getByTestId('empty')).toBeVisible();
  await dropped(other, otherChat, two);
  await ask(otherChat, 'Describe the image.');
  await workbench.page.bringToFront();
  await ask(chat, 'Describe the image.');
  await untilSaved(runFolder, two);
  await workbench.reload();
  const again = await workbench.openChat();
  await expect(again.getByTestId('exchange')).toHaveCount(2);
  await expect(again.getByTestId('exchange').getByTestId('image-name')).toHaveText([one]);
  await again.getByTestId('regenerate').last().click();
  await expect(ended(again)).toHaveCount(2);
  await expect(again.locator('[data-state="done"]')).toHaveCount(2);
  await page.bringToFront();
  await expect(otherChat.getByTestId('exchange')).toHaveCount(1);
  await otherChat.getByTestId('regenerate').click();
  await expect(otherChat.locator('[data-state="done"]')).toHaveCount(1);
  await expect(otherChat.getByTestId('exchange').getByTestId('image-name')).toHaveText([two]);
  await page.close();
});

test.describe('a model that never comes to an end by itself', () => {
  test.use({
    prepare: folderWith(async (folder) => {
      const settings = { ...endlessModel(folder), 'llavaMed.answer.temperature': 0 };
      await writeFile(join(folder, '.vscode/settings.json'), JSON.stringify(settings));
    }),
  });

  test('an answer is stopped by button and by Escape, and another one is had by Regenerate', async ({ workbench }) => {
    let chat = await workbench.openChat();
    await dropped(workbench, chat, film);
    await expect(chat.getByTestId('image-card')).toHaveCount(1);
    await chat.getByTestId('question-input').fill('Long?');
    await chat.getByTestId('send').click();
    await expect(chat.getByTestId('answer')).not.toBeEmpty();
    await workbench.screenshot('chat-streaming');

    // Enter does not get lost: the question waits, can be had back, and Stop gives it back too
    const input = chat.getByTestId('question-input');
    await input.fill('And the heart?');
    await input.press('Enter');
    await expect(chat.getByTestId('queued')).toContainText('And the heart?');
    await expect(input).toHaveValue('');
    await workbench.screenshot('chat-queued');
    await chat.getByTestId('queued-edit').click();
    await expect(input).toHaveValue('And the heart?');
    await expect(chat.getByTestId('queued')).toHaveCount(0);
    await input.press('Enter');
    await expect(chat.getByTestId('queued')).toHaveCount(1);

    // nor does what is asked from the Explorer
    await workbench.explorerMenu('chest-normal.dcm', 'Ask LLaVA-Med about image');
    await workbench.page.locator('.quick-input-widget', { hasText: 'Ask LLaVA-Med about chest-normal.dcm' }).waitFor();
    await workbench.pick('Is there a pneumothorax?');
    chat = await workbench.openChat();
    await expect(chat.getByTestId('queued')).toHaveCount(2);
    await expect(chat.getByTestId('image-name').last()).toHaveText('chest-normal.dcm');
    await workbench.screenshot('chat-queued-from-explorer');

    await chat.getByTestId('stop').click();
    await expect(chat.locator('[data-state="stopped"]')).toHaveCount(1);
    await expect(chat.getByTestId('queued')).toHaveCount(0);
    await expect(chat.getByTestId('question-input')).toHaveValue('And the heart?\nIs there a pneumothorax?');
    await expect(chat.getByTestId('answer')).not.toBeEmpty();
    await expect(chat.getByTestId('demo-notice')).toHaveCount(0);

    await chat.getByTestId('regenerate').click();
    await expect(chat.getByTestId('stop')).toBeVisible();
    await expect(chat.getByTestId('answer')).not.toBeEmpty();
    await chat.getByTestId('question-input').focus();
    await workbench.page.keyboard.press('Escape');
    await expect(chat.locator('[data-state="stopped"]')).toHaveCount(1);
    await expect(chat.getByTestId('send')).toBeVisible();
  });
});

test.describe('a file without extension', () => {
  test.use({ prepare: folderWith((folder) => copyFile(join(folder, film), join(folder, 'IM0001'))) });

  test('"Ask LLaVA-Med about image" from the Explorer, on a file without extension, and from the palette', async ({
    workbench,
  }) => {
    await workbench.explorerMenu('IM0001', 'Ask LLaVA-Med about image');
    await workbench.page.locator('.quick-input-widget', { hasText: 'Ask LLaVA-Med about IM0001' }).waitFor();
    await workbench.screenshot('chat-question');
    await workbench.pick('Is there a pleural effusion?');
    const chat = await workbench.openChat();
    await expect(ended(chat)).toHaveCount(1);
    await expect(chat.getByTestId('answer')).toHaveText(/yes|left/i);

    await workbench.openFile('gross-haemorrhage.png');
    // A preview that is still opening takes the focus, and with it the picker away.
    await expect(workbench.statusBarItem('256x256')).toBeVisible();
    await workbench.runCommand('Ask LLaVA-Med about image');
    await workbench.page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'the image in the active editor' })
      .first()
      .click();
    await workbench.page
      .locator('.quick-input-widget', { hasText: 'Ask LLaVA-Med about gross-haemorrhage.png' })
      .waitFor();
    await workbench.fillQuickInput('What do you see?');
    await workbench.page.keyboard.press('Enter');
    await expect(ended(chat)).toHaveCount(2);
    await expect(chat.getByTestId('set-aside')).toBeVisible();
    await expect(chat.getByTestId('question').last()).toHaveText('What do you see?');
    await expect(chat.getByTestId('receipt')).toHaveCount(2);
    await workbench.screenshot('chat-from-command');
  });
});

test('an answer is put into the open report as a proposal', async ({ workbench }) => {
  const chat = await workbench.openChat();
  await dropped(workbench, chat, film);
  await expect(chat.getByTestId('image-card')).toHaveCount(1);
  const exchange = await ask(chat, 'Describe the image.');
  const words = (await exchange.getByTestId('answer').innerText()).trim().split(/\s+/).slice(0, 3).join(' ');
  await workbench.openFile('report-chest.md');
  await exchange.getByTestId('insert').click();
  await expect(workbench.codeLens('Accept')).toBeVisible();
  await expect(workbench.editorLine(words)).toBeVisible();
  await workbench.screenshot('chat-inserted');
});

test('real images are shown, accepted and answered', async ({ workbench }) => {
  test.skip(!existsSync(shared), 'the shared data folder is not beside this checkout');
  test.setTimeout(300_000);
  const figures = join(shared, 'llava-med-qa50/images');
  const pictures = (await readdir(figures))
    .filter((name) => /\.jpe?g$/i.test(name))
    .sort()
    .slice(0, 5)
    .map((name) => join(figures, name));
  const films = ['cr_chest_mono1_10bit.dcm', 'le_explicit_ct16s.dcm'].map((name) => join(shared, 'dicom/corpus', name));
  const chat = await workbench.openChat();
  for (const path of [...films, ...pictures]) {
    await workbench.drop(chat.getByTestId('transcript'), path);
    await expect(chat.getByTestId('image-card')).toHaveCount(1);
    await ask(chat, 'Describe the image.');
    await expect(chat.locator('[data-state="done"]')).toHaveCount(1);
    await expect(chat.getByTestId('receipt')).toBeVisible();
    await expect(chat.getByTestId('answer')).not.toBeEmpty();
    await expect(chat.getByTestId('demo-notice')).toBeVisible();
    if (path === films[0]) await workbench.screenshot('chat-real-film');
    await workbench.runCommand('LLaVA-Med: New Chat');
    await expect(chat.getByTestId('empty')).toBeVisible();
  }
});
