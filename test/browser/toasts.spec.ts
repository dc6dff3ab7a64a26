/** Toasts, which the workbench that `npm start` serves shows. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeRandomPair } from '../fixtures/randomGguf.ts';
import { expect, folderWith, test } from './workbench.ts';

const film = 'chest-left-effusion.dcm';

test.describe('a model that is none', () => {
  test.use({
    prepare: folderWith(async (folder) => {
      const model = join(folder, 'letter.gguf');
      await writeFile(model, 'Dear colleague');
      await writeFile(join(folder, '.vscode/settings.json'), JSON.stringify({ 'llavaMed.model.path': model }));
    }),
  });

  test('is told of in a toast, with what can be done about it', async ({ workbench }) => {
    await workbench.statusBarItem('LLaVA-Med').click();
    await workbench.pick('Load the model now');
    const toast = workbench.notification('letter.gguf is not a GGUF file');
    await expect(toast).toBeVisible();
    for (const name of ['Choose Model…', 'Use Demo Model', 'Show Log']) {
      const label = toast.getByRole('button', { name });
      await expect(label).toBeVisible();
      expect(await label.evaluate((element) => element.scrollWidth - element.clientWidth), name).toBeLessThanOrEqual(0);
    }
    await expect(workbench.notification('Loading the LLaVA-Med model'), 'ends with its error').toHaveCount(0);
    await workbench.screenshot('start-toast-model');
  });
});

test.describe('a draft that takes its time', () => {
  test.use({
    prepare: folderWith(async (folder) => {
      const pair = writeRandomPair(folder, 'random', { endless: true, width: 512, contextLength: 16384 });
      const settings = {
        'llavaMed.model.path': pair.modelPath,
        'llavaMed.model.projectorPath': pair.projectorPath,
        'llavaMed.engine.contextSize': 16384,
        'llavaMed.answer.maxTokens': 8192,
      };
      await writeFile(join(folder, '.vscode/settings.json'), JSON.stringify(settings));
      await writeFile(join(folder, 'draft.md'), `---\nimages: [${film}]\n---\n\n## Findings\n\n## Impression\n`);
    }),
  });

  test('shows its progress in a toast whose Cancel cancels', async ({ workbench }) => {
    await workbench.openFile('draft.md');
    await workbench.runCommand('LLaVA-Med: Draft Findings with LLaVA-Med');
    const toast = workbench.notification('Drafting Findings from');
    await expect(toast).toBeVisible();
    await workbench.screenshot('start-toast-draft');
    await toast.getByRole('button', { name: 'Cancel' }).click();
    await expect(workbench.notification('Drafting Findings from')).toHaveCount(0);
  });
});
