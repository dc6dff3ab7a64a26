/** Reports from templates in the real editor: which one fits, fields, macros, files of one's own. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { TemplateLibrary } from '../../src/host/report/templates/templateLibrary.ts';
import { between, empty, film, hoverText, openReport, useReports, workspaceFolder } from './reportEditor.ts';

/** Takes the first entry of whatever is asked until the work is done. */
async function takingTheFirst(work: Thenable<unknown>): Promise<void> {
  const state = { done: false };
  const ended = Promise.resolve(work).finally(() => {
    state.done = true;
  });
  for (let attempt = 0; attempt < 200 && !state.done; attempt += 1) {
    await delay(100);
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
  assert.ok(state.done, 'the command has ended');
  await ended;
}

function editor(): vscode.TextEditor {
  const active = vscode.window.activeTextEditor;
  assert.ok(active);
  return active;
}

function selected(): string {
  return editor().document.getText(editor().selection);
}

/** Puts the cursor behind the last of some words. */
function cursorBehind(words: string): vscode.Position {
  const { document } = editor();
  const position = document.positionAt(document.getText().lastIndexOf(words) + words.length);
  editor().selection = new vscode.Selection(position, position);
  return position;
}

async function newReportFrom(...names: readonly string[]): Promise<vscode.TextDocument> {
  const uris = names.map((name) => vscode.Uri.joinPath(workspaceFolder(), name));
  await takingTheFirst(vscode.commands.executeCommand('llavaMed.newReport', uris[0], uris));
  const { document } = editor();
  assert.ok(document.isUntitled);
  return document;
}

describe('report templates', () => {
  useReports();
  const own = (): string => join(workspaceFolder().fsPath, '.llava-med');

  function writeOwn(kind: 'templates' | 'macros', name: string, text: string): void {
    mkdirSync(join(own(), kind), { recursive: true });
    writeFileSync(join(own(), kind, name), text);
  }

  afterEach(async () => {
    rmSync(join(own(), 'templates'), { recursive: true, force: true });
    rmSync(join(own(), 'macros'), { recursive: true, force: true });
    if (vscode.window.activeTextEditor?.document.isUntitled === true)
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  describe('a new report', () => {
    it('is offered the template that fits the tags of the image first', async () => {
      const text = (await newReportFrom(film)).getText();
      assert.ok(text.startsWith(`---\nimages: [${film}]\n---\n`), text.slice(0, 60));
      assert.match(text, /^# Chest radiograph/m);
      assert.match(between(text, '## Technique', '## Comparison'), /radiograph of the chest/i);
      assert.match(selected(), /^\[.*\]$/, 'the first field is selected');
    });

    it('names all images that were selected, and fits the first of them', async () => {
      const text = (await newReportFrom('ct-right-kidney-stone.dcm', 'histology-inflammation.png')).getText();
      assert.ok(text.includes('ct-right-kidney-stone.dcm') && text.includes('histology-inflammation.png'));
      assert.match(text, /^# CT of the abdomen/im);
    });

    it('names the first image of each series of a folder', async () => {
      const text = (await newReportFrom('ct-test-object')).getText();
      assert.equal(text.split('ct-test-object/').length, 2, text.slice(0, 200));
    });

    it('is not opened when the question is left', async () => {
      await openReport(empty);
      const uri = vscode.Uri.joinPath(workspaceFolder(), film);
      const state = { done: false };
      const work = Promise.resolve(vscode.commands.executeCommand('llavaMed.newReport', uri, [uri])).finally(() => {
        state.done = true;
      });
      for (let attempt = 0; attempt < 100 && !state.done; attempt += 1) {
        await delay(100);
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      }
      await work;
      assert.equal(editor().document.getText(), empty);
    });
  });

  describe('fields', () => {
    const text = `${empty}\nHeart [size: normal | large], ratio [ratio]. See [1] and [a link](x.md).\n`;

    it('are gone to one after another, at any later time, and from the last to the first', async () => {
      const document = await openReport(text);
      cursorBehind('# Chest');
      const way: string[] = [];
      for (const command of ['nextField', 'nextField', 'nextField', 'previousField']) {
        await vscode.commands.executeCommand(`llavaMed.${command}`);
        way.push(selected());
      }
      const [size, ratio] = ['[size: normal | large]', '[ratio]'];
      assert.deepEqual(way, [size, ratio, size, ratio]);
      assert.equal(document.getText(), text, 'nothing is chosen by passing by');
    });

    it('offer their choices, which take their place', async () => {
      const document = await openReport(text);
      const position = cursorBehind('large]');
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      const values = list.items.filter(({ kind }) => kind === vscode.CompletionItemKind.Value);
      assert.deepEqual(
        values.map(({ insertText }) => insertText),
        ['normal', 'large'],
      );
      const range = values[0]?.range;
      assert.ok(range instanceof vscode.Range);
      assert.equal(document.getText(range), '[size: normal | large]');
    });

    it('say what may stand there', async () => {
      const document = await openReport(text);
      assert.match(await hoverText(document, '[size'), /To be filled:\*\* size[^]*- normal\n- large/);
      assert.doesNotMatch(await hoverText(document, '[1]'), /To be filled/);
    });
  });

  describe('macros', () => {
    async function completions(position: vscode.Position, trigger?: string): Promise<vscode.CompletionItem[]> {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        editor().document.uri,
        position,
        trigger,
      );
      // The editor has snippets of its own for Markdown.
      return list.items.filter(
        ({ kind, command }) => kind === vscode.CompletionItemKind.Snippet && command?.command !== '_snippet.markAsUsed',
      );
    }

    it('are completed by a dot and their name at the start of a word, those of the fitting template first', async () => {
      writeOwn('macros', 'clear-lungs.md', 'The lungs are clear. [more]\n');
      const text = empty.replace('## Findings\n', '## Findings\n\n.cl\n');
      await openReport(text);
      // What was read a second ago is good enough while somebody types.
      await delay(1100);
      const items = await completions(cursorBehind('.cl'));
      const mine = items.find(({ filterText }) => filterText === '.clear-lungs');
      assert.ok(mine?.insertText instanceof vscode.SnippetString);
      assert.match(mine.insertText.value, /^The lungs are clear\. \$\{1:/);
      const sorted = items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
      assert.equal(sorted[0]?.filterText, '.normal-chest-radiograph');
    });

    it('are not offered behind a full stop, and not in other texts', async () => {
      await openReport(empty);
      assert.deepEqual(await completions(cursorBehind('Cough.'), '.'), []);
      await openReport('# Notes\n\n.cl');
      assert.deepEqual(await completions(cursorBehind('.cl')), []);
    });

    it('go where the cursor is, fields as tab stops', async () => {
      writeOwn('macros', 'clear-lungs.md', 'The lungs are clear in [part].\n');
      const document = await openReport(empty);
      cursorBehind('Cough.');
      await vscode.commands.executeCommand('llavaMed.insertMacro', 'clear-lungs');
      assert.match(document.getText(), /^Cough\.The lungs are clear in \[part\]\.$/m);
      assert.equal(selected(), '[part]');
    });

    it('put each part into its section, below what stands there, as one step', async () => {
      writeOwn('macros', 'old.md', '## Indication\n\nFor comparison.\n\n## Impression\n\nUnchanged.\n');
      const document = await openReport(empty);
      await vscode.commands.executeCommand('llavaMed.insertMacro', 'old');
      const text = document.getText();
      assert.match(text, /Cough\.\n\nFor comparison\.\n\n## Findings\n\n## Impression\n\nUnchanged\.\n/);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), empty);
    });
  });

  describe('the normal report', () => {
    it('fills the sections in which nobody has written, as one step', async () => {
      const text = empty.replace('## Impression\n', '## Impression\n\nMy own.\n');
      const document = await openReport(text);
      await vscode.commands.executeCommand('llavaMed.insertNormalReport');
      assert.match(between(document.getText(), '## Findings', '## Impression'), /^Devices: .*\n\nLungs: Clear/);
      assert.match(document.getText(), /## Indication\n\nCough\.\n[^]*## Impression\n\nMy own\.\n$/);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), text);
    });

    it('takes the place of what the template asked for', async () => {
      const document = await newReportFrom(film);
      await vscode.commands.executeCommand('llavaMed.insertNormalReport');
      const text = document.getText();
      assert.doesNotMatch(between(text, '## Findings', '## Impression'), /\[/);
      assert.match(text, /## Indication\n\n\[/, 'the other fields stay');
    });
  });

  describe('files of one’s own', () => {
    const mine =
      '---\ntemplate: My chest film\nmodality: CR\nbodyPart: CHEST\n---\n# Mine\n\n## Findings\n\n## Impression\n';

    it('come before the built-in ones where they fit as well', async () => {
      writeOwn('templates', 'mine.md', mine);
      writeOwn('templates', 'broken.md', '---\ntemplate: [\n---\n## Findings\n');
      assert.match((await newReportFrom(film)).getText(), /^# Mine$/m);
    });

    it('that cannot be read are told of, and the others are there', async () => {
      writeOwn('templates', 'mine.md', mine);
      writeOwn('templates', 'broken.md', '---\ntemplate: Mine\nmodality: {a: b}\n---\n## Findings\n');
      writeOwn('templates', 'large.md', 'x'.repeat(1024 * 1024 + 1));
      writeOwn('macros', 'latin.md', 'x');
      writeFileSync(join(own(), 'macros', 'latin.md'), Buffer.from([0x4b, 0xf6, 0x6e, 0x69, 0x67]));
      symlinkSync(join(workspaceFolder().fsPath, 'report-chest.md'), join(own(), 'macros', 'link.md'));
      const elsewhere = mkdtempSync(join(tmpdir(), 'templates-'));
      try {
        const { templates, macros, broken } = await new TemplateLibrary(vscode.Uri.file(elsewhere)).read();
        assert.ok(templates.some(({ id, source }) => id === 'mine' && source === 'workspace'));
        assert.deepEqual(broken.map(({ path, line }) => `${basename(path)} ${String(line)}`).sort(), [
          'broken.md 3',
          'large.md undefined',
          'latin.md undefined',
          'link.md undefined',
        ]);
        assert.ok(broken.every(({ reason }) => /\.$/.test(reason)));
        assert.ok(!macros.some(({ source }) => source === 'workspace'));
      } finally {
        rmSync(elsewhere, { recursive: true });
      }
    });
  });
});
