/** Toasts, which the workbench that `npm start` serves shows. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { endlessModel } from './endlessModel.ts';
import { expect, folderWith, test } from './workbench.ts';

const film = 'chest-left-effusion.dcm';

/** Pixels of a label that do not fit; whole numbers hide the fraction that is enough for the editor to cut it off. */
function overhang(label: Locator): Promise<number> {
  return label.evaluate((element) => {
    const text = document.createRange();
    text.selectNodeContents(element);
    const { paddingLeft, paddingRight, borderLeftWidth, borderRightWidth } = getComputedStyle(element);
    const around = [paddingLeft, paddingRight, borderLeftWidth, borderRightWidth].map(Number.parseFloat);
    const inside = around.reduce((rest, width) => rest - width, element.getBoundingClientRect().width);
    return text.getBoundingClientRect().width - inside;
  });
}

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
      expect(await overhang(label), name).toBeLessThan(0.01);
    }
    await expect(workbench.notification('Loading the LLaVA-Med model'), 'ends with its error').toHaveCount(0);
    await workbench.screenshot('start-toast-model');
  });
});

test.describe('a draft that takes its time', () => {
  test.use({
    prepare: folderWith(async (folder) => {
      await writeFile(join(folder, '.vscode/settings.json'), JSON.stringify(endlessModel(folder)));
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
