import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { violations } from './axe.ts';
import { expect, folderWith, test } from './workbench.ts';
import { writeCheckpoint } from '../fixtures/checkpoint.ts';
import { sparseModel, sparseProjector, string } from '../fixtures/sparsePair.ts';
import type { WorkbenchWindow } from './workbenchWindow.ts';

async function inspected(workbench: WorkbenchWindow, file: string): Promise<ReturnType<WorkbenchWindow['webview']>> {
  await workbench.openFile(file);
  return workbench.webview('[data-testid="inspect"][data-verdict]');
}

/** The name of a folder within the one at the path. */
const insideOf = (path: string): string => `inside-${basename(path)}`;

/** In the simple dialog of a workbench in a browser, which has read the folder when it lists what `insideOf` put there. */
async function chooseFolder(workbench: WorkbenchWindow, title: string, path: string, button: string): Promise<void> {
  await workbench.answerFileDialog(title, `${path}/`, button, insideOf(path));
}

test.describe('a model file in the editor', () => {
  test.use({
    prepare: folderWith(async (folder) => {
      for (const pair of ['right', 'suspicious', 'wrong', 'alone']) await mkdir(join(folder, pair));
      sparseModel(join(folder, 'right'), 'right-model');
      sparseProjector(join(folder, 'right'), 'right-mmproj');
      sparseModel(join(folder, 'suspicious'), 'suspicious-model');
      sparseProjector(join(folder, 'suspicious'), 'suspicious-mmproj', {
        fields: { 'general.name': string('llava-v1.5-7b') },
      });
      sparseModel(join(folder, 'wrong'), 'wrong-model');
      sparseProjector(join(folder, 'wrong'), 'wrong-mmproj', {}, 24);
      sparseProjector(join(folder, 'alone'), 'alone-mmproj', {}, 22);
    }),
  });

  test('shows what it is and whether it can be trusted; a wrong one is mended in a copy', async ({ workbench }) => {
    let page = await inspected(workbench, 'right/right-model.gguf');
    await expect(page.getByTestId('verdict')).toHaveText('Right');
    await expect(page.getByTestId('rows')).toContainText('CLIP ViT-L/14, 23 of its 24 layers');
    await expect(page.getByTestId('use')).toBeVisible();
    await expect(page.getByTestId('rows')).toContainText(/[0-9a-f]{64} \(right-model\.gguf\)/);
    expect(await violations(page)).toEqual([]);
    await workbench.screenshot('inspect-right');

    page = await inspected(workbench, 'suspicious/suspicious-mmproj.gguf');
    await expect(page.getByTestId('verdict')).toHaveText('Suspicious');
    await expect(page.getByTestId('finding')).toContainText('LLaVA-Med, and the projector LLaVA 1.5');
    await workbench.screenshot('inspect-suspicious');

    page = await inspected(workbench, 'wrong/wrong-model.gguf');
    await expect(page.getByTestId('verdict')).toHaveText('Wrong');
    await expect(page.getByTestId('finding')).toContainText('All 24 layers of the vision tower are run');
    await expect(page.getByTestId('use')).toHaveCount(0);
    expect(await violations(page)).toEqual([]);
    await workbench.screenshot('inspect-wrong');

    await page.getByTestId('mend').click();
    await workbench.answerFileDialog('The mended copy');
    await expect(page.getByTestId('verdict')).toHaveText('Right');
    await expect(page.getByTestId('rows')).toContainText('wrong-mmproj-mended.gguf');
    await workbench.screenshot('inspect-mended');

    page = await inspected(workbench, 'alone/alone-mmproj.gguf');
    await expect(page.getByTestId('verdict')).toHaveText('Wrong');
    await expect(page.getByTestId('finding')).toContainText('22 layers of the vision tower are run');
    await expect(page.getByTestId('rows')).toContainText('none beside it');
    await expect(page.getByTestId('mend')).toHaveCount(0);
  });
});

test.describe('a checkpoint', () => {
  test.use({
    prepare: folderWith(async (folder) => {
      writeCheckpoint(join(folder, 'weights'), 'official', { towerLayers: 60 });
      for (const name of ['weights', 'models']) await mkdir(join(folder, name, insideOf(name)), { recursive: true });
    }),
  });

  test('is converted with progress, cancelled, converted again; the result is used and asked', async ({
    workbench,
  }) => {
    const convert = async (): Promise<void> => {
      await workbench.runCommand('LLaVA-Med: Convert a Checkpoint…');
      await chooseFolder(workbench, 'The folder that the checkpoint', join(workbench.folder, 'weights'), 'Convert');
      await workbench.pick('Q8_0');
      await workbench.pick('The one inside the checkpoint');
      await chooseFolder(workbench, 'The folder for the model', join(workbench.folder, 'models'), 'Write Here');
    };
    await convert();
    const progress = workbench.notification('Converting weights');
    await expect(progress).toContainText('Comparing with the checkpoint');
    await workbench.screenshot('convert-progress');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await expect(progress).toHaveCount(0);

    await convert();
    const done = workbench.notification('weights-Q8_0.gguf is ready');
    await expect(done).toContainText('Checked against the checkpoint itself');
    await workbench.screenshot('convert-done');
    await done.getByRole('button', { name: 'Use This Model' }).click();
    await expect(workbench.notification('weights is ready')).toBeVisible();
    const chat = await workbench.openChat();
    await workbench.drop(chat.getByTestId('transcript'), join(workbench.folder, 'chest-left-effusion.dcm'));
    await expect(chat.getByTestId('image-name')).toHaveText('chest-left-effusion.dcm');
    await chat.getByTestId('suggestion').first().click();
    await expect(chat.locator('[data-state="done"]')).toHaveCount(1);
    await workbench.screenshot('convert-asked');
    await rm(join(workbench.folder, 'models'), { recursive: true });
  });
});
