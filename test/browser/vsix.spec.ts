/** The main job with the packaged extension, in a workbench that knows nothing of this checkout. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './workbench.ts';

test.use({ settings: { 'llavaMed.answer.temperature': 0 } });

test('the package answers about a dropped film, and says which side', async ({ workbench }) => {
  const chat = await workbench.openChat();
  await workbench.drop(chat.getByTestId('panel'), join(workbench.folder, 'chest-left-effusion.dcm'));
  await expect(chat.getByTestId('image-name')).toHaveText(/chest-left-effusion/);
  await chat.getByTestId('question-input').fill('On which side is the pleural effusion?');
  await chat.getByTestId('question-input').press('Enter');
  await expect(chat.getByTestId('stats')).toBeVisible({ timeout: 120_000 });
  await expect(chat.getByTestId('answer')).toHaveText(/left/i);
  await expect(chat.getByTestId('receipt')).toHaveText(/tokens/);
  await workbench.screenshot('vsix-answer');
});

test('the package holds what it needs and nothing else', async ({ runFolder, server }) => {
  expect(server.origin).toContain('127.0.0.1');
  const extensions = join(runFolder, 'data/extensions');
  const [folder] = (await readdir(extensions)).filter((name) => name.startsWith('llava-med.llava-med-'));
  if (folder === undefined) throw new Error('The package is not installed.');
  const files = await readdir(join(extensions, folder), { recursive: true });
  expect(
    (await readdir(join(extensions, folder)))
      .filter((name) => !name.startsWith('.'))
      .sort((a, b) => a.localeCompare(b)),
  ).toEqual(
    [
      'build',
      'changelog.md',
      'dist',
      'docs',
      'l10n',
      'LICENSE.txt',
      'media',
      'models',
      'package.json',
      'package.nls.de.json',
      'package.nls.json',
      'package.nls.zh-cn.json',
      'readme.md',
      'samples',
    ].sort((a, b) => a.localeCompare(b)),
  );
  expect(await readdir(join(extensions, folder, 'l10n'))).toEqual(['bundle.l10n.de.json', 'bundle.l10n.zh-cn.json']);
  // What a check's code in the Problems list leads to.
  expect(await readdir(join(extensions, folder, 'docs'))).toEqual(['reports.md']);
  // Each program of the product.
  const programs = (await readdir(join(extensions, folder, 'dist'))).filter((name) => /\.[cm]js$/.test(name));
  expect(programs.sort()).toEqual([
    'cli.mjs',
    'conversionChild.mjs',
    'engineChild.mjs',
    'extension.cjs',
    'imagingChild.mjs',
  ]);
  expect(
    (await readdir(join(extensions, folder, 'dist/webview'))).filter((name) => name.endsWith('.css')).sort(),
  ).toEqual([
    'chat.css',
    'compare.css',
    'evaluation.css',
    'history.css',
    'inspect.css',
    'statistics.css',
    'viewer.css',
  ]);
  expect(
    files.filter((file) =>
      /\.ts$|\.map$|\.bundle$|\.vsix$|linux-x64-(?:cuda|vulkan)|linux-arm|[/\\]tests?$/.test(file),
    ),
  ).toEqual([]);
});
