/** Images that the decoder doubts, and images that the demo model has never learned: nothing about them is silent. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from '../workbench.ts';
import type { WorkbenchWindow } from '../workbenchWindow.ts';

test.use({ settings: { 'llavaMed.answer.temperature': 0, 'llavaMed.answer.maxTokens': 40 } });

/** A film that no one has taken: two dark lungs in a bright chest. */
async function writeFilm(path: string): Promise<void> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="560"><rect width="480" height="560" fill="#111"/>
    <path d="M60 560C40 220 120 60 240 60S440 220 420 560z" fill="#9a9a9a"/>
    <ellipse cx="160" cy="290" rx="62" ry="150" fill="#2b2b2b"/><ellipse cx="320" cy="290" rx="62" ry="150" fill="#2b2b2b"/>
    <ellipse cx="265" cy="380" rx="80" ry="70" fill="#c8c8c8"/><rect x="228" y="60" width="24" height="500" fill="#d8d8d8"/></svg>`;
  await sharp(Buffer.from(svg)).blur(6).jpeg({ quality: 90 }).toFile(path);
}

test('the demo model about no phantom says that its answer means nothing; a damaged image says so and is asked about only after a question', async ({
  workbench,
}) => {
  await writeFilm(join(workbench.folder, 'film.jpg'));
  const chat = await workbench.openChat();
  await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, 'film.jpg'));
  await expect(chat.getByTestId('image-card')).toHaveCount(1);
  await chat.getByTestId('question-input').fill('Is there a pneumothorax?');
  await chat.getByTestId('question-input').press('Enter');
  await expect(chat.getByTestId('insert')).toBeVisible();
  await expect(chat.getByTestId('demo-warning')).toHaveText(
    'The demo model knows drawn phantoms only. This image is none: the answer means nothing.',
  );
  await workbench.screenshot('doubts-no-phantom');

  await chat.getByTestId('insert').click();
  const dialog = workbench.page.getByRole('dialog').filter({ hasText: 'Insert it all the same?' });
  await expect(dialog).toContainText('the answer means nothing');
  await workbench.screenshot('doubts-insert');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(workbench.editorLine('## Findings')).toHaveCount(0);

  await chat.getByTestId('image-remove').click();
  await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, 'chest-normal.dcm'));
  await expect(chat.getByTestId('image-card')).toHaveCount(2);
  await chat.getByTestId('question-input').fill('Is there a pleural effusion?');
  await chat.getByTestId('question-input').press('Enter');
  await expect(chat.getByTestId('insert')).toHaveCount(2);
  await expect(chat.getByTestId('demo-warning'), 'a phantom is what it knows').toHaveCount(1);
  await workbench.runCommand('LLaVA-Med: New Chat');
  await aboutADamagedImage(workbench);
});

async function aboutADamagedImage(workbench: WorkbenchWindow): Promise<void> {
  const whole = await readFile(join(workbench.folder, 'chest-left-effusion.dcm'));
  await writeFile(join(workbench.folder, 'cut.dcm'), whole.subarray(0, Math.round(whole.length * 0.16)));
  const chat = await workbench.openChat();
  await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, 'cut.dcm'));
  const says = 'The file holds 15 % of its pixels; the rest of the picture is missing and left empty.';
  await expect(chat.getByTestId('image-card').getByTestId('image-note')).toHaveText(says);
  await expect(chat.getByTestId('announcer')).toContainText(says);

  await chat.getByTestId('question-input').fill('Is there a pleural effusion?');
  await chat.getByTestId('question-input').press('Enter');
  const question = chat.getByRole('alert', { name: 'A damaged image' });
  await expect(question).toContainText(`cut.dcm is damaged. ${says}`);
  await expect(chat.getByTestId('exchange')).toHaveCount(0);
  await workbench.screenshot('doubts-damaged');

  await chat.getByTestId('remove-damaged').click();
  await expect(chat.getByTestId('image-card')).toHaveCount(0);
  await expect(question).toHaveCount(0);
  await expect(chat.getByTestId('question-input')).toHaveValue('Is there a pleural effusion?');

  await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, 'cut.dcm'));
  await expect(chat.getByTestId('image-card')).toHaveCount(1);
  await chat.getByTestId('question-input').press('Enter');
  await chat.getByTestId('ask-anyway').click();
  await expect(chat.getByTestId('insert')).toBeVisible();
  await expect(chat.getByTestId('receipt').getByTestId('image-note')).toHaveText(says);
  await workbench.screenshot('doubts-damaged-answer');

  await workbench.openFile('cut.dcm');
  const viewer = await workbench.webview('[data-testid="canvas-left"]');
  await expect(viewer.getByTestId('note')).toHaveText(says);
  await workbench.screenshot('doubts-damaged-viewer');
}
