/** A draft that grows, is judged sentence by sentence, written again as wished, and reproduced from its provenance. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { writeRandomPair } from '../fixtures/randomGguf.ts';
import {
  between,
  draft,
  empty,
  film,
  findDraft,
  hoverText,
  lenses,
  openReport,
  press,
  provenance,
  until,
  useReports,
  workspaceFolder,
} from './reportEditor.ts';

function findings(document: vscode.TextDocument): string {
  return between(document.getText(), '## Findings', '## Impression');
}

describe('reviewing drafts', () => {
  useReports();

  describe('while a draft is written', () => {
    const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('llavaMed');
    let changed: Record<string, unknown>;

    before(async () => {
      const folder = vscode.Uri.joinPath(workspaceFolder(), 'endless-review').fsPath;
      mkdirSync(folder);
      const { modelPath, projectorPath } = writeRandomPair(folder, 'random', {
        endless: true,
        width: 512,
        contextLength: 16384,
      });
      changed = {
        'model.path': modelPath,
        'model.projectorPath': projectorPath,
        'answer.maxTokens': 8192,
        'engine.contextSize': 16384,
      };
      for (const [name, value] of Object.entries(changed))
        await settings().update(name, value, vscode.ConfigurationTarget.Global);
    });
    after(async () => {
      for (const name of Object.keys(changed))
        await settings().update(name, undefined, vscode.ConfigurationTarget.Global);
    });

    it('its words come into the report as they are written; Stop takes them out, and leaves no undo step behind', async () => {
      const document = await openReport(empty);
      const drafting = (await findDraft(document))();
      await until(() => findings(document).length > 20, 'the first words stand');
      const first = findings(document).length;
      await until(() => findings(document).length > first + 20, 'more words follow');
      assert.deepEqual(
        (await lenses(document)).map(({ title }) => title),
        ['Stop'],
      );
      assert.match(await hoverText(document, findings(document).slice(-3)), /being written|not a medical device/);
      await press(document, 'Stop');
      await drafting;
      assert.equal(document.getText(), empty);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), empty);
    });

    it('undo takes it out and ends it', async () => {
      const document = await openReport(empty);
      const drafting = (await findDraft(document))();
      await until(() => findings(document).length > 20, 'the first words stand');
      await until(async () => {
        await vscode.commands.executeCommand('undo');
        return findings(document) === '';
      }, 'undo takes it out');
      await drafting;
      assert.equal(document.getText(), empty);
      assert.deepEqual(await lenses(document), []);
    });

    it('who types elsewhere loses nothing, and their cursor stays', async () => {
      const document = await openReport(`${empty}\nStable.\n`);
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor?.document === document);
      const end = document.positionAt(document.getText().length - 1);
      editor.selection = new vscode.Selection(end, end);
      // The window hears of it a moment later; a place that is told while text comes above it is another one.
      await delay(500);
      const drafting = (await findDraft(document))();
      await until(() => findings(document).length > 20, 'the first words stand');
      let typed = '';
      for (let key = 0; key < 40; key += 1) {
        const letter = String.fromCharCode(97 + (key % 26));
        await vscode.commands.executeCommand('type', { text: letter });
        typed += letter;
        await delay(60);
      }
      const length = findings(document).length;
      await until(() => findings(document).length > length, 'it goes on in the pause');
      assert.ok(document.getText().endsWith(`Stable.${typed}\n`), 'each letter stands where it was typed');
      assert.equal(
        document.offsetAt(editor.selection.active),
        document.getText().length - 1,
        'the cursor stands behind them',
      );
      await press(document, 'Stop');
      await drafting;
      assert.equal(document.getText(), `${empty}\nStable.${typed}\n`);
    });
  });

  describe('sentence by sentence', () => {
    it('keeps what is accepted, takes out what is not, and records how many', async () => {
      const document = await openReport(empty);
      await draft(document);
      const sentences = findings(document).split(/(?<=\.)\s+/);
      assert.ok(sentences.length > 3, findings(document));
      await press(document, 'By Sentence');
      assert.deepEqual(
        (await lenses(document)).map(({ title }) => title),
        ['Accept Sentence', 'Discard Sentence', 'Accept the Rest', 'As a Whole'],
      );
      await press(document, 'Accept Sentence');
      await press(document, 'Discard Sentence');
      assert.equal(findings(document), [sentences[0], ...sentences.slice(2)].join(' '));
      await vscode.commands.executeCommand('undo');
      assert.equal(findings(document), sentences.join(' '), 'undo brings the sentence back');
      await press(document, 'Discard Sentence');
      for (const [index] of sentences.entries()) if (index > 1) await press(document, 'Accept Sentence');
      assert.deepEqual(await lenses(document), [], 'all sentences are judged');
      assert.equal(findings(document), [sentences[0], ...sentences.slice(2)].join(' '));
      await until(() => provenance(document).length === 2, 'the decision is recorded');
      const last = provenance(document).at(-1) as unknown as {
        event: string;
        sentences: unknown;
        editDistance: number;
      };
      assert.equal(last.event, 'edited');
      assert.deepEqual(last.sentences, { accepted: sentences.length - 1, edited: 0, discarded: 1 });
      assert.equal(last.editDistance, (sentences[1]?.length ?? 0) + 1);
    });

    it('leaves a sentence alone that nobody saw when a lens is pressed twice', async () => {
      const document = await openReport(empty);
      await draft(document);
      await press(document, 'By Sentence');
      const words = findings(document);
      for (const title of ['Accept Sentence', 'Discard Sentence']) {
        const lens = (await lenses(document)).find((one) => one.title === title);
        assert.ok(lens?.arguments);
        for (let times = 0; times < 2; times += 1)
          await vscode.commands.executeCommand(lens.command, ...(lens.arguments as unknown[]));
      }
      const sentences = words.split(/(?<=\.)\s+/);
      assert.equal(findings(document), [sentences[0], ...sentences.slice(2)].join(' '));
      await press(document, 'Accept the Rest');
      await until(() => provenance(document).length === 2, 'the decision is recorded');
    });

    it('discards the draft with its last sentence', async () => {
      const document = await openReport(empty);
      await draft(document);
      await press(document, 'By Sentence');
      for (let left = 0; left < 20 && (await lenses(document)).length > 0; left += 1)
        await press(document, 'Discard Sentence');
      assert.equal(document.getText(), empty);
      await until(() => provenance(document).at(-1)?.event === 'discarded', 'it is recorded as discarded');
    });
  });

  it('drafts all empty sections: from tags, from the image, and the Impression once the Findings are accepted', async () => {
    const document = await openReport(empty.replace('## Findings\n', '## Technique\n\n## Comparison\n\n## Findings\n'));
    await vscode.commands.executeCommand('llavaMed.draftAllSections', document.uri.toString());
    assert.match(between(document.getText(), '## Technique', '## Comparison'), /radiograph of the chest/i);
    assert.equal(between(document.getText(), '## Comparison', '## Findings'), '', 'no earlier image, no comparison');
    assert.match(findings(document), /effusion/);
    assert.doesNotMatch(document.getText().split('## Impression')[1] ?? '', /\w/, 'the Impression waits');
    await press(document, 'Accept');
    await until(() => /effusion/.test(document.getText().split('## Impression')[1] ?? ''), 'the Impression follows');
    await until(async () => (await lenses(document)).some(({ title }) => title === 'Accept'), 'as a draft');
    await vscode.commands.executeCommand('llavaMed.acceptAllProposals', document.uri.toString());
    assert.deepEqual(await lenses(document), []);
  });

  it('writes a draft again as a person wishes, and remembers that without the words', async () => {
    const document = await openReport(empty);
    await draft(document);
    const { showQuickPick } = vscode.window;
    vscode.window.showQuickPick = (async (items: readonly vscode.QuickPickItem[]) =>
      items.find(({ label }) => label === 'Shorter.')) as unknown as typeof showQuickPick;
    try {
      await press(document, 'Regenerate…');
    } finally {
      vscode.window.showQuickPick = showQuickPick;
    }
    await until(() => provenance(document).length === 2, 'another draft is recorded');
    const [first, second] = provenance(document) as unknown as { prompt: string; wishSha256?: string }[];
    assert.deepEqual([first?.prompt, second?.prompt], ['findings-1', 'findings-1, again-1']);
    assert.match(second?.wishSha256 ?? '', /^[0-9a-f]{64}$/);
    await press(document, 'Accept');
    assert.match(
      await hoverText(document, findings(document).slice(-8)),
      /as a person wished\\. A person accepted them/,
    );
  });

  it('reproduces an accepted draft to the character, from what the sidecar keeps', async () => {
    const document = await openReport(empty);
    await draft(document);
    const words = findings(document);
    await press(document, 'Accept');
    await until(() => provenance(document).length === 2, 'the decision is recorded');
    await vscode.commands.executeCommand('llavaMed.unloadModel');
    await vscode.commands.executeCommand('llavaMed.reproduceDraft', document.uri.toString());
    const sides = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'llava-med-reproduced');
    assert.deepEqual(
      sides.map((side) => side.getText()),
      [words, words],
    );
    assert.match(sides.map(({ uri }) => uri.path).join(), /drafted.*reproduced/);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    assert.ok(document.getText().includes(words));
  });

  it('names the roles of several images to the model, and keeps them', async () => {
    const other = 'chest-right-effusion.dcm';
    const document = await openReport(
      empty.replace(`images: [${film}]`, `images: [${film}, ${other}]\nroles: {${other}: prior}`),
    );
    await draft(document);
    const [line] = provenance(document) as unknown as { prompt: string; images: { role?: string }[] }[];
    assert.equal(line?.prompt, 'findings-prior-1');
    assert.deepEqual(
      line.images.map(({ role }) => role),
      ['frontal', 'prior'],
    );
    await press(document, 'Discard');
  });

  it('keeps its provenance when the report is renamed', async () => {
    const document = await openReport(empty);
    await draft(document);
    await press(document, 'Accept');
    await until(() => provenance(document).length === 2, 'the decision is recorded');
    await document.save();
    const to = document.uri.with({ path: document.uri.path.replace(/\.md$/, '-renamed.md') });
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(document.uri, to);
    assert.ok(await vscode.workspace.applyEdit(edit));
    const renamed = await vscode.workspace.openTextDocument(to);
    await until(() => provenance(renamed).length === 2, 'the records go along');
  });
});
