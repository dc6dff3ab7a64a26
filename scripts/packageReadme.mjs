import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';

/**
 * The README as the editor shows it on the extension's page, where nothing of the repository is at hand: without
 * pictures, and with the text of a link in place of a link to a file. package.json names it to vsce.
 */
export async function writePackageReadme() {
  const { vsce } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const target = join(root, vsce.readmePath);
  const text = await readFile(join(root, 'README.md'), 'utf8');
  await mkdir(dirname(target), { recursive: true });
  await writeFile(
    target,
    text.replaceAll(/^!\[[^\]]*\]\([^)]*\)\n+/gm, '').replaceAll(/\[([^\]]*)\]\((?!\w+:|#)[^)]+\)/g, '$1'),
  );
}
