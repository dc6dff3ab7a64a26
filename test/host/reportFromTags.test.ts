/** What a report takes from its images' tags and names, and what it leaves as a person wrote it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { between, empty, film, openReport, until, useReports, workspaceFolder } from './reportEditor.ts';

const contrast = '120 mL iohexol, delay 70 s, [slice thickness]';

describe('a report and the tags of its images', () => {
  useReports();

  const withSections = (technique: string, comparison: string, front = `images: [${film}]`): string =>
    empty
      .replace(/^images: .*$/m, front)
      .replace('## Findings\n', `## Technique\n\n${technique}\n\n## Comparison\n\n${comparison}\n\n## Findings\n`);

  it('keeps the words of a person beside a field', async () => {
    const text = withSections(contrast, '[date]');
    const document = await openReport(text);
    await vscode.commands.executeCommand('llavaMed.draftAllSections', document.uri.toString());
    assert.equal(between(document.getText(), '## Technique', '## Comparison').trim(), contrast);
  });

  it('fills a Comparison of fields alone with the prior image, and offers it there', async () => {
    const front = `images: [${film}, chest-normal.dcm]\nroles: {chest-normal.dcm: prior}`;
    const document = await openReport(withSections(contrast, '[none, or the earlier studies]', front));
    const titles = async (words: string): Promise<string[]> =>
      (
        await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          new vscode.Range(
            document.positionAt(document.getText().indexOf(words)),
            document.positionAt(document.getText().indexOf(words)),
          ),
        )
      ).map(({ title }) => title);
    assert.ok((await titles('## Comparison')).includes('Fill Comparison from the Dates of the Images'));
    assert.ok(!(await titles('## Technique')).some((title) => title.startsWith('Fill Technique')));
    await vscode.commands.executeCommand('llavaMed.fillComparison', document.uri.toString());
    assert.match(
      between(document.getText(), '## Comparison', '## Findings'),
      /radiograph of the chest|Chest radiograph/i,
    );
    assert.ok(!(await titles('## Comparison')).some((title) => title.startsWith('Fill')), 'not once it is written');
  });

  it('names its images from its own folder once it has one', async () => {
    const path = vscode.Uri.joinPath(workspaceFolder(), 'reports', 'from-untitled.md');
    const untitled = await vscode.workspace.openTextDocument(path.with({ scheme: 'untitled' }));
    await vscode.window.showTextDocument(untitled);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(untitled.uri, new vscode.Position(0, 0), empty);
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.ok(await untitled.save());
    await until(
      () => readFileSync(path.fsPath, 'utf8').startsWith(`---\nimages: [../${film}]\n---\n`),
      'the file says so',
    );
    const saved = await vscode.workspace.openTextDocument(path);
    await until(
      () => saved.getText() === empty.replace(film, `../${film}`) && !saved.isDirty,
      'and nothing else changed',
    );
  });
});
