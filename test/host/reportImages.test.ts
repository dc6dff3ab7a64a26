/** Which image a report is about: the step that asks, the comparison before an insert, paths that leave the workspace. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ChatImage } from '../../src/host/chat/chat.ts';
import { ModelQueue } from '../../src/host/models/modelQueue.ts';
import { OutsideImages } from '../../src/host/report/documents/outsideImages.ts';
import {
  between,
  codeOf,
  draft,
  empty,
  film,
  lenses,
  openReport,
  openReportBeside,
  useReports,
  workspaceFolder,
} from './reportEditor.ts';

const noImages = empty.slice(empty.indexOf('# Chest'));

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(what);
}

/** Leaves what is asked, again and again, until the work is done. */
async function leaving(work: Promise<unknown>): Promise<void> {
  const state = { done: false };
  void work.finally(() => {
    state.done = true;
  });
  for (let attempt = 0; attempt < 200 && !state.done; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  }
  assert.ok(state.done, 'the command has ended');
  await work;
}

function filmOf(name: string): string {
  return join(workspaceFolder().fsPath, name);
}

/** An image as the chat hands it over with an answer. */
function chatImage(name: string): ChatImage {
  const path = filmOf(name);
  return {
    name,
    source: { kind: 'file', path },
    isCopy: false,
    fileSha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
    sopInstanceHash: undefined,
    frame: 0,
    window: undefined,
    notes: [],
    phantom: 'chest_xray',
    load: () => Promise.reject(new Error('not asked')),
  };
}

describe('the images of a report', () => {
  useReports();

  beforeEach(async () => {
    await vscode.workspace.saveAll(false);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  for (const [name, command] of [
    ['Draft Findings', 'llavaMed.draftFindings'],
    ['Fill Technique', 'llavaMed.fillTechnique'],
  ] as const) {
    it(`${name} of a report that names none asks, and does nothing when the step is left`, async () => {
      const text = noImages.replace('## Findings', '## Technique\n\n## Findings');
      const document = await openReport(text);
      await leaving(Promise.resolve(vscode.commands.executeCommand(command, document.uri.toString())));
      assert.equal(document.getText(), text);
      assert.deepEqual(await lenses(document), []);
    });
  }

  for (const [name, yaml, line] of [
    ['a list of maps', `images:\n  - path: ${film}\n  - chest-normal.dcm`, 2],
    ['invalid YAML', `title: x\nimages: [${film}`, 3],
  ] as const) {
    it(`stops at front matter that cannot be read whole, and marks the line: ${name}`, async () => {
      const text = `---\n${yaml}\n---\n\n${noImages}`;
      const document = await openReport(text);
      await vscode.commands.executeCommand('llavaMed.draftFindings', document.uri.toString());
      await vscode.commands.executeCommand('llavaMed.chooseReportImages', document.uri.toString());
      await vscode.commands.executeCommand('llavaMed.insertIntoReport', { text: 'Left.', images: [chatImage(film)] });
      assert.equal(document.getText(), text);
      const found = (): vscode.Diagnostic | undefined =>
        vscode.languages.getDiagnostics(document.uri).find((one) => codeOf(one) === 'front-matter');
      await until(() => found() !== undefined, 'the line is marked');
      assert.equal(found()?.range.start.line, line);
    });
  }

  it('follows an alias to the images that it stands for', async () => {
    const document = await openReport(`---\nfilms: &f [chest-right-effusion.dcm]\nimages: *f\n---\n\n${noImages}`);
    await draft(document);
    assert.match(between(document.getText(), '## Findings', '## Impression'), /right/i);
  });

  describe('inserting an answer', () => {
    const insert = (images: readonly ChatImage[], text = 'Left effusion.'): Thenable<unknown> =>
      vscode.commands.executeCommand('llavaMed.insertIntoReport', { text, images });

    it('asks nothing where the report names its images', async () => {
      const document = await openReport(empty);
      await insert([chatImage(film)]);
      assert.match(document.getText(), /## Findings\n\nLeft effusion\.\n/);
    });

    it('asks first where the report names another, and leaves the report alone when that is left', async () => {
      const document = await openReport(empty);
      await leavingDialog(insert([chatImage('mri-left-frontal-tumour.dcm')]));
      assert.equal(document.getText(), empty);
    });

    it('asks first where the report names none', async () => {
      const document = await openReport(noImages);
      await leavingDialog(insert([chatImage(film)]));
      assert.equal(document.getText(), noImages);
    });

    it('asks before it puts the same answer in a second time', async () => {
      const document = await openReport(empty);
      await insert([chatImage(film)]);
      const once = document.getText();
      await leavingDialog(insert([chatImage(film)]));
      assert.equal(document.getText(), once);
    });

    it('asks which of several open reports', async () => {
      const first = await openReport(empty);
      const second = await openReportBeside(empty);
      await leaving(Promise.resolve(insert([chatImage(film)])));
      assert.equal(first.getText(), empty);
      assert.equal(second.getText(), empty);
      const inserted = insert([chatImage(film)]);
      const state = { done: false };
      void inserted.then(() => {
        state.done = true;
      });
      for (let attempt = 0; attempt < 100 && !state.done; attempt += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      }
      await inserted;
      assert.equal(first.getText(), empty, 'the report that was used last comes first');
      assert.match(second.getText(), /Left effusion\./);
    });
  });

  describe('paths that leave the workspace', () => {
    let outside: string;

    before(() => {
      outside = mkdtempSync(join(tmpdir(), 'outside-'));
      copyFileSync(filmOf(film), join(outside, 'other.dcm'));
      symlinkSync(join(outside, 'other.dcm'), filmOf('link.dcm'));
    });

    after(() => {
      rmSync(outside, { recursive: true, force: true });
      rmSync(filmOf('link.dcm'), { force: true });
    });

    for (const [name, path] of [
      ['absolute', () => join(outside, 'other.dcm')],
      ['a link', () => 'link.dcm'],
      ['relative', () => '../../../../../../../../../../etc/hostname'],
    ] as const) {
      it(`are not read when the person says no: ${name}`, async () => {
        const text = empty.replace(film, path());
        const document = await openReport(text);
        await leavingDialog(vscode.commands.executeCommand('llavaMed.draftFindings', document.uri.toString()));
        assert.equal(document.getText(), text);
      });
    }

    it('are remembered for the file and the report, without their names', async () => {
      const kept = new Map<string, unknown>();
      const memento = {
        keys: () => [...kept.keys()],
        get: (key: string, otherwise: unknown) => kept.get(key) ?? otherwise,
        update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
      } as unknown as vscode.Memento;
      const images = new OutsideImages(memento);
      const document = await openReport(empty);
      const paths = [join(outside, 'other.dcm'), filmOf('link.dcm'), filmOf(film)];
      assert.deepEqual(await images.unasked(document, paths), paths.slice(0, 2));
      await images.allow(document, [filmOf('link.dcm')]);
      assert.deepEqual(await new OutsideImages(memento).unasked(document, paths), [], 'the link and its file are one');
      const another = await openReport(empty);
      assert.deepEqual(await images.unasked(another, paths), paths.slice(0, 2));
      assert.doesNotMatch(JSON.stringify([...kept]), /other\.dcm|link\.dcm/);
    });
  });

  it('a save with an open draft does not wait for what is asked about it', async () => {
    const document = await openReport(empty);
    await draft(document);
    const text = document.getText();
    assert.ok(await document.save());
    assert.equal(readFileSync(document.uri.fsPath, 'utf8'), text);
    assert.equal(document.getText(), text);
  });
});

describe('the queue before the model', () => {
  it('knows what came before, and forgets what is done', () => {
    const queue = new ModelQueue();
    const [first, second] = [
      { name: 'the draft of the Findings', stop: () => undefined },
      { name: 'an answer in the chat', stop: () => undefined },
    ];
    const leave = queue.enter(first);
    queue.enter(second);
    assert.deepEqual(queue.ahead(first), []);
    assert.deepEqual(queue.ahead(second), [first]);
    assert.equal(queue.tellAhead(second, 'The question is answered next.'), 'the draft of the Findings');
    leave();
    assert.deepEqual(queue.ahead(second), []);
    assert.equal(queue.tellAhead(second, 'The question is answered next.'), undefined);
  });
});

/** Leaves the dialog that a command asks in; the host's tests cannot press a button of it. */
async function leavingDialog(work: Thenable<unknown>): Promise<void> {
  await leaving(Promise.resolve(work));
}
