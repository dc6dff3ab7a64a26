/** What reports offer besides the draft itself: code actions, provenance, checks, answers of the chat. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import {
  between,
  codeOf,
  draft,
  empty,
  filled,
  film,
  lenses,
  openReport,
  press,
  provenance,
  sidecarText,
  titlesAt,
  typeBefore,
  until,
  useReports,
  workspaceFolder,
} from './reportEditor.ts';

async function closeAll(): Promise<void> {
  await vscode.workspace.saveAll(false);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

const all = 'Draft All Empty Sections with LLaVA-Med';

describe('reports', () => {
  useReports();

  describe('code actions', () => {
    it('offers the draft on the heading of Findings and in its text', async () => {
      const document = await openReport(filled);
      await titlesAt(document, '## Findings', ['Draft Findings with LLaVA-Med', all]);
      await titlesAt(document, 'own words', ['Draft Findings with LLaVA-Med', all]);
    });

    it('offers the Impression in its section, once there are Findings', async () => {
      await titlesAt(await openReport(filled), '## Impression', ['Draft Impression from Findings', all]);
      await titlesAt(await openReport(empty), '## Impression', [all]);
    });

    it('offers nothing in other sections and other texts', async () => {
      const document = await openReport(filled);
      await titlesAt(document, 'Cough.', []);
      await titlesAt(document, '# Chest', []);
      await titlesAt(await openReport('# Notes\n\n## Findings\n'), '## Findings', []);
      await titlesAt(await openReport('FINDINGS: x\nIMPRESSION: y\n', 'py'), 'FINDINGS', []);
    });

    it('knows plain-text reports', async () => {
      await titlesAt(await openReport('FINDINGS: x\nIMPRESSION: y\n', 'txt'), 'x', [
        'Draft Findings with LLaVA-Med',
        all,
      ]);
    });
  });

  describe('provenance', () => {
    it('is written beside the report: hashes and ids, no words of the report', async () => {
      const document = await openReport(empty);
      await draft(document);
      const words = between(document.getText(), '## Findings', '## Impression');
      while (!(await typeBefore(document, words.slice(3), 'MINE'))) await delay(50);
      await press(document, 'Accept');
      const lines = provenance(document);
      assert.deepEqual(
        lines.map((line) => `${line.event} ${line.section}`),
        ['drafted findings', 'edited findings'],
      );
      const film64 = createHash('sha256')
        .update(readFileSync(join(workspaceFolder().fsPath, film)))
        .digest('hex');
      assert.deepEqual(
        lines.map((line) => line.images.map((image) => image.file)),
        [[film64], [film64]],
      );
      assert.equal(lines[0]?.text, createHash('sha256').update(words).digest('hex'));
      for (const word of [film, 'Cough', 'report-', words]) assert.ok(!sidecarText(document).includes(word), word);
    });
  });

  describe('checks', () => {
    async function problems(document: vscode.TextDocument, expected: number): Promise<vscode.Diagnostic[]> {
      for (let wait = 0; wait < 50; wait += 1) {
        const found = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'LLaVA-Med');
        if (found.length === expected) return found;
        await delay(100);
      }
      return vscode.languages.getDiagnostics(document.uri);
    }

    it('marks a side that contradicts the Findings; the quick fix puts it right', async () => {
      const document = await openReport('## Findings\nLeft effusion.\n\n## Impression\nRight effusion.\n');
      const [problem] = await problems(document, 1);
      assert.ok(problem);
      assert.equal(codeOf(problem), 'laterality');
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        problem.range,
      );
      const fix = actions.find((action) => action.title === 'Change "Right" to "Left"');
      assert.ok(fix?.edit);
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
      assert.match(document.getText(), /Impression\nLeft effusion\.\n$/);
      assert.deepEqual(await problems(document, 0), []);
    });

    it('marks a finding that only the Impression has, and offers no fix', async () => {
      const document = await openReport('## Findings\nLeft effusion.\n\n## Impression\nLeft effusion. Rib fracture.\n');
      const [problem] = await problems(document, 1);
      assert.ok(problem);
      assert.equal(codeOf(problem), 'impression-unsupported');
      assert.equal(document.getText(problem.range), 'fracture');
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        problem.range,
      );
      assert.deepEqual(
        actions.filter(({ title }) => /Change|Add the/.test(title)),
        [],
      );
    });

    it('checks a long report in slices; a change in between starts anew', async () => {
      const long = 'The heart is normal, and no pneumothorax is seen.\n'.repeat(8000);
      const document = await openReport(
        `INDICATION: Cough.\n\nFINDINGS:\n${long}Left effusion.\n\nIMPRESSION:\nRight effusion.\n`,
        'txt',
      );
      assert.deepEqual((await problems(document, 1)).map(codeOf), ['laterality']);
      const rewrite = async (from: string, to: string): Promise<void> => {
        const edit = new vscode.WorkspaceEdit();
        const start = document.getText().lastIndexOf(from);
        edit.replace(
          document.uri,
          new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)),
          to,
        );
        assert.ok(await vscode.workspace.applyEdit(edit));
      };
      await rewrite('Right effusion', 'Left effusion');
      // While the check of that text waits or runs.
      await delay(450);
      await rewrite('IMPRESSION:', 'SOMETHING ELSE');
      const codes = (): unknown[] => vscode.languages.getDiagnostics(document.uri).map(codeOf);
      for (let wait = 0; wait < 100 && codes().join() !== 'missing-section'; wait += 1) await delay(100);
      assert.deepEqual(codes(), ['missing-section']);
    });

    it('marks a draft until a person has judged it', async () => {
      const document = await openReport(empty);
      const codes = (): unknown[] => vscode.languages.getDiagnostics(document.uri).map(codeOf);
      await draft(document);
      await until(() => codes().includes('unreviewed-draft'), 'the draft is marked');
      assert.deepEqual(codes(), ['unreviewed-draft', 'empty-section']);
      await press(document, 'Accept');
      await until(() => !codes().includes('unreviewed-draft'), 'nothing waits');
      assert.deepEqual(codes(), ['empty-section']);
    });
  });

  describe('inserting an answer of the chat', () => {
    it('goes below the Findings of the report that is open, as a proposal', async () => {
      await closeAll();
      const document = await openReport(filled);
      await vscode.commands.executeCommand('llavaMed.insertIntoReport', { text: 'Findings: Left effusion.' });
      assert.match(document.getText(), /My own words\.\n\nLeft effusion\.\n\n## Impression/);
      assert.deepEqual(
        (await lenses(document)).map((lens) => lens.title),
        ['Accept', 'Discard', 'By Sentence', 'Regenerate', 'Regenerate…', 'Provenance'],
      );
      await press(document, 'Discard');
      assert.equal(document.getText(), filled);
    });

    it('opens a new report where none is open', async () => {
      await closeAll();
      await vscode.commands.executeCommand('llavaMed.insertIntoReport', { text: 'Left effusion.' });
      const document = vscode.window.activeTextEditor?.document;
      assert.ok(document?.isUntitled);
      assert.match(document.getText(), /^---\nimages: \[\]\n---[^]*## Findings\n\nLeft effusion\.\n\n## Impression\n/);
      assert.equal((await lenses(document)).length, 6);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });
  });
});
