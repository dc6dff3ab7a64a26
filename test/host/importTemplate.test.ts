/** Report templates in HTML, imported in the real editor. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { useReports } from './reportEditor.ts';

const html = `<html><head><title>CT: Sinuses / coronal</title></head><body>
<section data-section-name="Findings"><header>Findings</header>
<p><label for="a">Ostia:</label> <select id="a"><option selected>open<option>closed</select></p><script>x()</script></section>
<section data-section-name="Impression"><header>Impression</header><p><textarea name="Impression"></textarea></p></section></body></html>`;

describe('importing a template', () => {
  useReports();
  let folder = '';
  const setting = (value: string | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('llavaMed')
      .update('report.templatesFolder', value, vscode.ConfigurationTarget.Global);
  const own = (): string => join(folder, 'own', 'templates');

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'import-'));
    await setting(join(folder, 'own'));
  });
  after(async () => {
    await setting(undefined);
    rmSync(folder, { recursive: true });
  });

  function file(name: string, content: string | Uint8Array): vscode.Uri {
    writeFileSync(join(folder, name), content);
    return vscode.Uri.file(join(folder, name));
  }

  /** Imports into the first place that is offered, the user's. */
  async function importFiles(...uris: readonly vscode.Uri[]): Promise<void> {
    const state = { done: false };
    const work = Promise.resolve(vscode.commands.executeCommand('llavaMed.importTemplate', uris[0], uris)).finally(
      () => {
        state.done = true;
      },
    );
    for (let attempt = 0; attempt < 200 && !state.done; attempt += 1) {
      await delay(100);
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    }
    assert.ok(state.done, 'the command has ended');
    await work;
  }

  it('writes it under its title among the templates of the user, and opens it', async () => {
    await importFiles(file('sinus.html', html));
    assert.deepEqual(readdirSync(own()), ['CT Sinuses coronal.md']);
    const text = readFileSync(join(own(), 'CT Sinuses coronal.md'), 'utf8');
    assert.match(text, /^---\ntemplate: "CT: Sinuses \/ coronal"\nmodality:\n {2}- CT\n/);
    assert.match(text, /^Ostia: \[Ostia: open\* \| closed\]$/m);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), text);
  });

  it('takes several at once, in the encoding that each has, and leaves out what is no template', async () => {
    await importFiles(
      file(
        'knie.htm',
        Buffer.from('<meta charset="iso-8859-1"><title>Knie größer</title><h2>Befund</h2><p>ä', 'latin1'),
      ),
      file('wide.html', Buffer.from('\uFEFF<title>Wide</title><h2>Findings</h2><p>é', 'utf16le')),
      file('paper.html', '%PDF-1.7'),
    );
    assert.match(readFileSync(join(own(), 'Knie größer.md'), 'utf8'), /## Befund\n\nä\n$/);
    assert.match(readFileSync(join(own(), 'Wide.md'), 'utf8'), /## Findings\n\né\n$/);
    assert.equal(readdirSync(own()).length, 3);
  });

  it('writes nothing of a file that is no template, and asks for no place', async () => {
    const before = readdirSync(own());
    await importFiles(file('letter.html', 'Dear colleague'));
    assert.deepEqual(readdirSync(own()), before);
    assert.ok(!existsSync(join(own(), 'letter.md')));
  });
});
