/** Toasts, which the workbench that `npm start` serves shows. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeRandomPair } from '../fixtures/randomGguf.ts';
import { expect, test } from './workbench.ts';

const film = 'chest-left-effusion.dcm';

test.describe('toasts are seen', () => {
  test('a model that cannot be loaded is told of, with what can be done about it', async ({ workbench }) => {
    await writeFile(join(workbench.folder, 'letter.gguf'), 'Dear colleague');
    await writeFile(
      join(workbench.folder, '.vscode/settings.json'),
      JSON.stringify({ 'llavaMed.model.path': join(workbench.folder, 'letter.gguf') }),
    );
    await workbench.reload();
    await workbench.statusBarItem('LLaVA-Med').click();
    await workbench.pick('Load the model now');
    const toast = workbench.notification('letter.gguf is not a GGUF file');
    await expect(toast).toBeVisible();
    await expect(toast.getByRole('button', { name: 'Show the log' })).toBeVisible();
    await workbench.screenshot('start-toast-model');
  });

  test('the progress of a draft has a Cancel that cancels', async ({ workbench }) => {
    const pair = writeRandomPair(workbench.folder, 'random', { endless: true, width: 512, contextLength: 16384 });
    await writeFile(
      join(workbench.folder, '.vscode/settings.json'),
      JSON.stringify({
        'llavaMed.model.path': pair.modelPath,
        'llavaMed.model.projectorPath': pair.projectorPath,
        'llavaMed.engine.contextSize': 16384,
        'llavaMed.answer.maxTokens': 8192,
      }),
    );
    await writeFile(
      join(workbench.folder, 'draft.md'),
      `---\nimages: [${film}]\n---\n\n## Findings\n\n## Impression\n`,
    );
    await workbench.reload();
    await workbench.openFile('draft.md');
    await workbench.runCommand('LLaVA-Med: Draft Findings with LLaVA-Med');
    const toast = workbench.notification('Drafting Findings from');
    await expect(toast).toBeVisible();
    await workbench.screenshot('start-toast-draft');
    await toast.getByRole('button', { name: 'Cancel' }).click();
    await expect(workbench.notification('Drafting Findings from')).toHaveCount(0);
  });
});
