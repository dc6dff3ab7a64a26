/** A model's words in the real browser: whatever it writes, nothing is fetched, followed or run. */
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';
import { root } from '../../../scripts/paths.mjs';
import { hostileStrings } from '../../unit/text/hostileStrings.ts';

declare const markdown: { renderMarkdown(text: string): string };

test('Markdown of a model is shown, and cannot fetch, link or script', async ({ page }) => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'webview/shared/markdown.ts')],
    bundle: true,
    format: 'iife',
    globalName: 'markdown',
    write: false,
  });
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.setContent('<main></main>');
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  const show = (text: string): Promise<string> =>
    page.evaluate((words) => {
      const main = document.querySelector('main');
      if (main !== null) main.innerHTML = markdown.renderMarkdown(words);
      return main?.innerHTML ?? '';
    }, text);

  expect(await show('**Findings.** A *left* effusion:\n\n- small\n- free')).toMatch(
    /<strong>Findings\.<\/strong>.*<em>left<\/em>[^]*<li>small<\/li>/,
  );
  expect(await show('| side | finding |\n|---|---|\n| left | effusion |')).toContain('<td>effusion</td>');
  for (const attack of [
    '![film](https://example.org/film.png)',
    '[report](https://example.org)',
    '<https://example.org>',
    '[a]: https://example.org\n\n[a]',
    '<img src=x onerror="document.title=\'run\'">',
    '<script>document.title="run"</script>',
    '<a href="command:workbench.action.quit">more</a>',
    '[more](command:workbench.action.quit)',
    '[more](COMMAND:workbench.action.quit "title")',
    '[more](vscode://file/etc/passwd)',
    '[more](vscode-insiders://x/y)',
    '[more](file:///etc/passwd)',
    '[more](javascript:document.title=1)',
    '<command:workbench.action.quit>',
    '<vscode:extension/x.y>',
    '![more](command:workbench.action.quit)',
    '[a]: command:workbench.action.quit\n\n[a]',
    'www.example.org and https://example.org and a@example.org',
    '$(alert) ![](data:text/html,x)',
    ...Object.values(hostileStrings),
    '<style>body{background:url(https://example.org/a.png)}</style>',
  ]) {
    await show(attack);
    expect(await page.locator('main :is(img, a, script, style, iframe, [style], [onerror])').count(), attack).toBe(0);
    expect(await page.locator('main').innerText(), attack).not.toBe('');
  }
  expect(await show('chest\u202Egnp.dcm\u0000')).toContain('chest⟨U+202E⟩gnp.dcm');
  expect(await page.title()).toBe('');
  expect(requests.filter((url) => url.includes('example.org'))).toEqual([]);
});
