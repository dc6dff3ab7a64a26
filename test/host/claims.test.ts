/** Sentences of a report checked against its image, inside the real extension host and with the demo model. */
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { checkTitle } from '../../src/host/report/claims/claimActions.ts';
import { empty, hoverText, openReport, typeBefore, useReports } from './reportEditor.ts';

const supported = 'There is a left pleural effusion.';
const contradicted = 'There is no pleural effusion.';

function reportWith(...sentences: readonly string[]): string {
  return empty.replace('## Findings\n', `## Findings\n\n${sentences.join('\n')}\n`);
}

async function checkAt(document: vscode.TextDocument, words: string): Promise<void> {
  const start = document.getText().indexOf(words) + 1;
  await vscode.commands.executeCommand('llavaMed.checkClaim', document.uri.toString(), start, start);
}

/** What the hover says once it says so; a hint goes a moment after its sentence was changed. */
async function hoverOnce(
  document: vscode.TextDocument,
  words: string,
  isSo: (text: string) => boolean,
): Promise<string> {
  let text = '';
  for (let attempt = 0; attempt < 40; attempt += 1) {
    text = await hoverText(document, words);
    if (isSo(text)) return text;
    await delay(100);
  }
  return text;
}

describe('claims of a report', () => {
  useReports();

  afterEach(async () => {
    await vscode.commands.executeCommand('llavaMed.clearClaims');
  });

  it('stand beside their sentence: borne out or not, in so many answers', async () => {
    const document = await openReport(reportWith(supported, contradicted));
    const text = document.getText();
    await checkAt(document, supported);
    assert.match(
      await hoverText(document, supported),
      /Research software, not a medical device[^]*Is there a left pleural effusion\\\?[^]*yes [345] of 5[^]*, as the sentence says[^]*chest\\-left\\-effusion\\\.dcm[^]*claim\\-finding\\-1[^]*not the probability/,
    );
    await checkAt(document, contradicted);
    assert.match(await hoverText(document, contradicted), /yes [345] of 5[^]*not as the sentence says/);
    assert.equal(document.getText(), text, 'nothing in the text is changed');
    assert.equal(document.isDirty, false);
  });

  it('follow edits elsewhere, and go when their sentence changes or the images do', async () => {
    const document = await openReport(reportWith(supported, contradicted));
    await vscode.commands.executeCommand('llavaMed.checkFindings', document.uri.toString());
    assert.match(await hoverText(document, supported), /as the sentence says/);
    await typeBefore(document, '# Chest', 'A line before.\n\n');
    assert.match(await hoverText(document, supported), /as the sentence says/);
    await typeBefore(document, 'left pleural', 'small ');
    assert.doesNotMatch(await hoverText(document, 'There is a small'), /sentence says/);
    assert.match(await hoverText(document, contradicted), /not as the sentence says/);
    await typeBefore(document, 'chest-left-effusion.dcm', 'chest-normal.dcm, ');
    const gone = await hoverOnce(document, contradicted, (text) => !text.includes('sentence says'));
    assert.doesNotMatch(gone, /sentence says/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('go when more is written behind a sentence that has no full stop', async () => {
    const document = await openReport(reportWith('No pneumothorax'));
    await checkAt(document, 'No pneumothorax');
    assert.match(await hoverText(document, 'No pneumothorax'), /no [345] of 5/);
    await typeBefore(document, '\n\n## Impression', ' or effusion');
    const gone = await hoverOnce(document, 'No pneumothorax', (text) => !text.includes('of 5'));
    assert.doesNotMatch(gone, /of 5/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('are not asked of what no image shows', async () => {
    const document = await openReport(reportWith('Follow-up in three months is recommended.'));
    await checkAt(document, 'Follow-up');
    assert.match(await hoverText(document, 'Follow-up'), /Not asked of the model[^]*advises/);
  });

  it('ask as often as the setting says', async () => {
    const settings = vscode.workspace.getConfiguration('llavaMed');
    await settings.update('report.claimSamples', 1, vscode.ConfigurationTarget.Global);
    try {
      const document = await openReport(reportWith(supported));
      await checkAt(document, supported);
      assert.match(await hoverText(document, supported), /yes 1 of 1/);
    } finally {
      await settings.update('report.claimSamples', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('are offered in the lightbulb of a sentence of the Findings, and not on a heading', async () => {
    const document = await openReport(reportWith(supported));
    const offered = async (words: string): Promise<boolean> => {
      const position = document.positionAt(document.getText().indexOf(words) + 1);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(position, position),
      );
      return actions.some(({ title }) => title === checkTitle());
    };
    assert.equal(await offered(supported), true);
    assert.equal(await offered('## Findings'), false);
    assert.equal(await offered('Cough.'), false);
  });

  it('are cleared', async () => {
    const document = await openReport(reportWith(supported));
    await checkAt(document, supported);
    assert.match(await hoverText(document, supported), /sentence says/);
    await vscode.commands.executeCommand('llavaMed.clearClaims');
    assert.doesNotMatch(await hoverText(document, supported), /sentence says/);
  });
});
