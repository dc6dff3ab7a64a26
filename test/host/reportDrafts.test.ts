/** Drafting into a report, inside the real extension host and with the real engine and the demo model. */
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
  filled,
  findDraft,
  hoverText,
  typeBefore,
  lenses,
  openReport,
  press,
  provenance,
  until,
  useReports,
  workspaceFolder,
} from './reportEditor.ts';

/** What the lenses above a draft of an empty section offer. */
const draftChoices = ['Accept', 'Discard', 'By Sentence', 'Regenerate', 'Regenerate…', 'Provenance'];

describe('report drafts', () => {
  useReports();

  describe('a draft of the Findings', () => {
    it('arrives in an empty section as one undo step, with its lenses', async () => {
      const document = await openReport(empty);
      await draft(document);
      const text = between(document.getText(), '## Findings', '## Impression');
      assert.ok(text.length > 10, 'a sentence at least');
      assert.deepEqual(
        (await lenses(document)).map((lens) => lens.title),
        draftChoices,
      );
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), empty);
      assert.deepEqual(await lenses(document), []);
      await vscode.commands.executeCommand('redo');
      assert.equal(between(document.getText(), '## Findings', '## Impression'), text);
      assert.equal((await lenses(document)).length, draftChoices.length);
    });

    it('sees the image: left and right effusion give different drafts', async () => {
      const drafts: string[] = [];
      for (const side of ['left', 'right']) {
        const document = await openReport(empty.replace(film, `chest-${side}-effusion.dcm`));
        await draft(document);
        drafts.push(between(document.getText(), '## Findings', '## Impression'));
      }
      assert.match(drafts[0] ?? '', /left/i);
      assert.match(drafts[1] ?? '', /right/i);
    });

    it('is kept by Accept, and its hover says what it is', async () => {
      const document = await openReport(empty);
      await draft(document);
      const text = document.getText();
      const words = between(text, '## Findings', '## Impression');
      // In the first line of an open draft a hover would cover the lenses.
      assert.equal(await hoverText(document, words), '');
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, document.positionAt(text.indexOf(words) + 1), '\n');
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.match(
        await hoverText(document, words.slice(1)),
        /Drafted by LLaVA\\-Med[^]*not a medical device[^]*drafted these Findings from chest\\-left\\-effusion\\\.dcm on[^]*Nobody has reviewed them yet/,
      );
      await vscode.commands.executeCommand('undo');
      await press(document, 'Accept');
      assert.equal(document.getText(), text);
      assert.deepEqual(await lenses(document), []);
      assert.match(await hoverText(document, words), /A person accepted them/);
    });

    for (const [name, start] of [
      ['an empty', empty],
      ['a filled', filled],
      ['a filled (CRLF)', filled.replaceAll('\n', '\r\n')],
    ] as const) {
      it(`leaves ${name} section byte for byte after Discard, and comes back with undo`, async () => {
        const document = await openReport(start);
        await draft(document);
        const drafted = document.getText();
        assert.notEqual(drafted, start);
        await press(document, 'Discard');
        assert.equal(document.getText(), start);
        assert.deepEqual(await lenses(document), []);
        await vscode.commands.executeCommand('undo');
        assert.equal(document.getText(), drafted);
        assert.ok((await lenses(document)).length >= 3);
      });
    }

    it('stands below the text of a filled section and takes its place by Accept', async () => {
      const document = await openReport(filled);
      await draft(document);
      const both = between(document.getText(), '## Findings', '## Impression');
      assert.ok(both.startsWith('My own words.'));
      assert.deepEqual(
        (await lenses(document)).map((lens) => lens.title),
        ['Accept', 'Discard', 'By Sentence', 'Regenerate', 'Regenerate…', 'Keep Both', 'Compare', 'Provenance'],
      );
      await press(document, 'Accept');
      assert.equal(
        between(document.getText(), '## Findings', '## Impression'),
        both.replace('My own words.', '').trim(),
      );
      await vscode.commands.executeCommand('undo');
      assert.equal(between(document.getText(), '## Findings', '## Impression'), both);
      assert.equal((await lenses(document)).length, 8);
      await press(document, 'Keep Both');
      assert.equal(between(document.getText(), '## Findings', '## Impression'), both);
      assert.deepEqual(await lenses(document), []);
    });

    it('is put in place of the one before by Regenerate, and undo brings that back', async () => {
      const document = await openReport(empty);
      await draft(document);
      const first = document.getText();
      await press(document, 'Regenerate');
      const second = document.getText();
      assert.equal((await lenses(document)).length, draftChoices.length);
      const ids = provenance(document).map((line) => line.proposal);
      assert.equal(ids.length, 2);
      assert.equal(new Set(ids).size, 1);
      if (second !== first) {
        await vscode.commands.executeCommand('undo');
        assert.equal(document.getText(), first);
      }
      await press(document, 'Discard');
      assert.equal(document.getText(), empty);
    });

    it('loses nothing that is typed elsewhere while it is written', async () => {
      const document = await openReport(empty);
      const run = await findDraft(document);
      // Another context size loads the model anew: time to type in, however fast the machine.
      const settings = vscode.workspace.getConfiguration('llavaMed');
      await settings.update('engine.contextSize', 1024, vscode.ConfigurationTarget.Global);
      const drafting = run();
      const state = { settled: false };
      void drafting.finally(() => {
        state.settled = true;
      });
      let typed = '';
      let top = '';
      for (let key = 0; !state.settled && key < 400; key += 1) {
        const letter = String.fromCharCode(97 + (key % 26));
        if (await typeBefore(document, '\n\n## Findings', letter)) typed += letter;
        if (await typeBefore(document, '\n\n## Indication', letter)) top += letter;
        await delay(10);
      }
      await drafting;
      await settings.update('engine.contextSize', undefined, vscode.ConfigurationTarget.Global);
      assert.ok(typed.length > 1, 'something was typed meanwhile');
      const expected = empty.replace('Cough.', `Cough.${typed}`).replace('# Chest', `# Chest${top}`);
      assert.ok(between(document.getText(), '## Findings', '## Impression').length > 10);
      await press(document, 'Discard');
      assert.equal(document.getText(), expected);
    });

    it('is not forced into a report whose section was removed meanwhile', async () => {
      const document = await openReport(empty);
      const run = await findDraft(document);
      const drafting = run();
      const edit = new vscode.WorkspaceEdit();
      const start = document.getText().indexOf('## Findings');
      edit.delete(
        document.uri,
        new vscode.Range(document.positionAt(start), document.positionAt(document.getText().indexOf('## Impression'))),
      );
      assert.ok(await vscode.workspace.applyEdit(edit));
      await drafting;
      assert.equal(document.getText(), empty.replace('## Findings\n\n', ''));
      assert.deepEqual(await lenses(document), []);
    });

    it('ends when its progress is cancelled, and the report stays as it was', async () => {
      const folder = vscode.Uri.joinPath(workspaceFolder(), 'endless').fsPath;
      mkdirSync(folder);
      const { modelPath, projectorPath } = writeRandomPair(folder, 'random', {
        endless: true,
        width: 512,
        contextLength: 16384,
      });
      const settings = vscode.workspace.getConfiguration('llavaMed');
      const changed = {
        'model.path': modelPath,
        'model.projectorPath': projectorPath,
        'answer.maxTokens': 8192,
        'engine.contextSize': 16384,
      };
      for (const [name, value] of Object.entries(changed))
        await settings.update(name, value, vscode.ConfigurationTarget.Global);
      try {
        const document = await openReport(empty);
        const drafting = (await findDraft(document))();
        const state = { ended: false };
        const hasEnded = (): boolean => state.ended;
        void drafting.finally(() => {
          state.ended = true;
        });
        await delay(3000);
        assert.equal(hasEnded(), false, 'it is being written');
        // The button "Cancel" of the notification, once that is there.
        for (let attempt = 0; attempt < 100 && !hasEnded(); attempt += 1) {
          await delay(200);
          await vscode.commands.executeCommand('notification.acceptPrimaryAction');
        }
        assert.ok(hasEnded(), 'a draft that would go on for 8192 tokens has ended');
        await drafting;
        assert.equal(document.getText(), empty);
        assert.deepEqual(await lenses(document), []);
      } finally {
        for (const name of Object.keys(changed))
          await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
      }
    });

    it('outlives the first save of a new report', async () => {
      const path = vscode.Uri.joinPath(workspaceFolder(), 'new-report.md');
      const untitled = await vscode.workspace.openTextDocument(path.with({ scheme: 'untitled' }));
      await vscode.window.showTextDocument(untitled);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(untitled.uri, new vscode.Position(0, 0), empty);
      assert.ok(await vscode.workspace.applyEdit(edit));
      await draft(untitled);
      const text = untitled.getText();
      assert.ok(await untitled.save());
      const saved = await vscode.workspace.openTextDocument(path);
      assert.equal(saved.getText(), text);
      assert.deepEqual(
        (await lenses(saved)).map((lens) => lens.title),
        draftChoices,
      );
      await until(() => provenance(saved).length === 1, 'its records come along');
      await press(saved, 'Discard');
      assert.equal(saved.getText(), empty);
      await until(() => provenance(saved).length === 2, 'and go on');
      assert.equal(new Set(provenance(saved).map((line) => line.proposal)).size, 1);
    });

    it('brings its section along where the report has none', async () => {
      const document = await openReport(empty.replace('## Findings\n\n', ''));
      await vscode.commands.executeCommand('llavaMed.draftFindings');
      assert.match(document.getText(), /Cough\.\n\n## Findings\n\n\S[^]*\n\n## Impression\n$/);
      await press(document, 'Discard');
      assert.equal(document.getText(), empty.replace('## Findings\n\n', ''));
    });
  });

  describe('a draft of the Impression', () => {
    const findings = empty.replace('## Findings\n', '## Findings\n\nModerate left pleural effusion.\n');

    it('is made from the Findings and stands beside what it would replace', async () => {
      const document = await openReport(`${findings}\nOld words.\n`);
      await draft(document, '## Impression');
      assert.match(document.getText(), /## Impression\n\nOld words\.\n\n\S/);
      await press(document, 'Accept');
      assert.doesNotMatch(document.getText(), /Old words/);
      assert.match(document.getText(), /## Impression\n\n\S[^]*\n$/);
    });

    it('waits until the draft of the Findings is judged', async () => {
      const document = await openReport(empty);
      await draft(document);
      const before = document.getText();
      await draft(document, '## Impression');
      assert.equal(document.getText(), before);
    });
  });
});
