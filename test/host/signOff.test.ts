/** Draft, preliminary, final, addendum: what is written, what is recorded, what is asked. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { SignOffRecord } from '../../src/report/signOff/signOffRecord.ts';
import {
  between,
  draft,
  empty,
  lenses,
  openReport,
  openReportBeside,
  press,
  sidecarText,
  typeBefore,
  useReports,
  workspaceFolder,
} from './reportEditor.ts';

const plain = '## Findings\n\nLeft effusion.\n\n## Impression\n\nLeft effusion.\n';
const writeable = 'workbench.action.files.setActiveEditorWriteableInSession';

describe('signing off', () => {
  useReports();
  const { showWarningMessage, showQuickPick, showInputBox } = vscode.window;
  let asked: string[];
  /** Buttons that are pressed, one for each dialog; none left: the dialog is left. */
  let answers: string[];
  let reason: RegExp;
  let typed: string | undefined;

  before(() => {
    vscode.window.showWarningMessage = async (
      message: string,
      { modal, detail = '' }: vscode.MessageOptions,
    ): Promise<string | undefined> => {
      // A notification, such as that of a draft in a saved file, is not waited for.
      if (modal !== true) return undefined;
      asked.push(`${message}\n${detail}`);
      return answers.shift();
    };
    vscode.window.showQuickPick = (async (items: readonly vscode.QuickPickItem[]) =>
      items.find(({ label }) => reason.test(label))) as unknown as typeof showQuickPick;
    vscode.window.showInputBox = async () => typed;
  });
  beforeEach(() => {
    asked = [];
    answers = [];
    reason = /urgent/;
    typed = undefined;
  });
  afterEach(async () => {
    await vscode.commands.executeCommand(writeable);
  });
  after(() => {
    Object.assign(vscode.window, { showWarningMessage, showQuickPick, showInputBox });
  });

  async function run(document: vscode.TextDocument, command: string, ...buttons: string[]): Promise<void> {
    answers = buttons;
    await vscode.commands.executeCommand(`llavaMed.${command}`, document.uri.toString());
  }

  function records(document: vscode.TextDocument): SignOffRecord[] {
    return sidecarText(document)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as SignOffRecord)
      .filter((record) => 'status' in record);
  }

  function keyOf(document: vscode.TextDocument, key: string): string | undefined {
    return new RegExp(`^${key}: "?(.*?)"?$`, 'm').exec(document.getText())?.[1];
  }

  async function titles(document: vscode.TextDocument): Promise<string[]> {
    return (await lenses(document)).map(({ title }) => title);
  }

  it('writes time and hash in one undo step, saves, records hashes only, and locks', async () => {
    const document = await openReport(plain);
    await run(document, 'signFinal', 'Sign');
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /^Sign report-\d+\.md as final\?[^]*not a medical device/);
    assert.equal(keyOf(document, 'status'), 'final');
    assert.match(keyOf(document, 'signed') ?? '', /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.ok(document.getText().endsWith(plain));
    assert.equal(document.isDirty, false);
    assert.equal(readFileSync(document.uri.fsPath, 'utf8'), document.getText());
    const [record] = records(document);
    assert.deepEqual(
      { ...record, time: '' },
      {
        version: 1,
        event: 'status',
        status: 'final',
        time: '',
        content: keyOf(document, 'signed-sha256'),
        override: null,
        drafts: [],
      },
    );
    assert.ok((await titles(document)).some((title) => title.startsWith('$(lock) Final, signed ')));

    const signed = document.getText();
    if ((await vscode.commands.getCommands(true)).includes(writeable)) {
      await vscode.commands.executeCommand('type', { text: 'x' });
      assert.equal(document.getText(), signed);
      await vscode.commands.executeCommand(writeable);
    }
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), plain);
  });

  it('signs nothing when the dialog is left', async () => {
    const document = await openReport(plain);
    await run(document, 'signFinal');
    assert.equal(document.getText(), plain);
    assert.deepEqual(records(document), []);
  });

  it('names an open draft as in the way, shows it, and signs all the same for a reason', async () => {
    const document = await openReport(empty);
    await draft(document);
    await run(document, 'signFinal', 'Show First');
    assert.match(asked[0] ?? '', /not ready[^]*Line \d+: A draft of the model that nobody has accepted/);
    assert.equal(keyOf(document, 'status'), undefined);
    const at = vscode.window.activeTextEditor?.selection.start;
    assert.ok(at && at.line > document.positionAt(document.getText().indexOf('## Findings')).line);

    reason = /Another reason/;
    typed = 'Mr Example waits in the ward';
    await run(document, 'signFinal', 'Sign Anyway…');
    assert.equal(keyOf(document, 'status'), 'final');
    assert.equal(keyOf(document, 'override'), typed);
    const [record] = records(document);
    assert.equal(record?.override?.reason, 'other');
    assert.equal(record.override.problems['unreviewed-draft'], 1);
    assert.ok(!sidecarText(document).includes('Example'));
  });

  it('records how far an accepted draft was changed', async () => {
    const document = await openReport(empty);
    await draft(document);
    await press(document, 'Accept');
    const heading = document.getText().indexOf('## Findings');
    const words = document.getText().slice(heading).split('\n')[2] ?? '';
    while (!(await typeBefore(document, words.slice(3), 'MINE'))) await delay(50);
    // Whatever stands in the way of this text: it is signed for what is recorded.
    await run(document, 'signFinal', 'Sign Anyway…');
    if (keyOf(document, 'status') !== 'final') await run(document, 'signFinal', 'Sign');
    const [outcome] = records(document)[0]?.drafts ?? [];
    assert.equal(outcome?.editDistance, 4);
    assert.ok(outcome.sentences > 0);
    assert.equal(outcome.unchangedSentences, outcome.sentences - 1);
  });

  it('goes from preliminary to final and back to a draft, each recorded', async () => {
    const document = await openReport(`---\ntitle: x # mine\n---\n${plain}`);
    const before = document.getText();
    await run(document, 'markPreliminary');
    assert.equal(keyOf(document, 'status'), 'preliminary');
    await run(document, 'signFinal', 'Sign');
    assert.equal(keyOf(document, 'status'), 'final');
    await run(document, 'reopenReport');
    assert.equal(keyOf(document, 'status'), 'final');
    await run(document, 'reopenReport', 'Reopen');
    assert.equal(document.getText(), before);
    assert.deepEqual(
      records(document).map(({ status }) => status),
      ['preliminary', 'final', 'draft'],
    );
  });

  it('takes an addendum below what is signed, and tells of a change in it', async () => {
    const document = await openReport(plain);
    await run(document, 'addAddendum');
    assert.equal(document.getText(), plain);
    await run(document, 'signFinal', 'Sign');
    await run(document, 'addAddendum');
    assert.match(document.getText(), /\n\n## Addendum \(\d{4}-\d\d-\d\d \d\d:\d\d\)\n\n$/);
    await vscode.commands.executeCommand('type', { text: 'No pneumothorax.' });
    assert.ok(document.getText().endsWith(')\n\nNo pneumothorax.'));
    assert.ok((await titles(document)).includes('Add Addendum'));
    assert.deepEqual(
      records(document).map(({ event }) => event),
      ['status', 'addendum'],
    );
    while (!(await typeBefore(document, 'Left effusion', 'X'))) await delay(50);
    assert.deepEqual(
      (await titles(document)).filter((title) => /Changed|Addendum|Reopen/.test(title)),
      ['$(warning) Changed after sign-off', 'Reopen'],
    );
  });

  it('finds a draft that nobody has accepted where this window does not know it, and marks it again', async () => {
    const first = await openReport(empty);
    await draft(first);
    const words = between(first.getText(), '## Findings', '## Impression');
    // As by a copy on another machine: the records are there, the marks are not.
    const other = await openReport(plain.replace('Left effusion.', words));
    const name = createHash('sha256').update(vscode.workspace.asRelativePath(other.uri)).digest('hex');
    const sidecar = vscode.Uri.joinPath(workspaceFolder(), '.llava-med', `${name}.jsonl`);
    await vscode.workspace.fs.writeFile(sidecar, Buffer.from(sidecarText(first)));
    assert.ok(!(await titles(other)).includes('Accept'));
    await run(other, 'signFinal');
    assert.match(asked[0] ?? '', /not ready[^]*A draft of .*that nobody has accepted\. It is marked again/);
    await press(other, 'Accept');
    await run(other, 'signFinal');
    assert.doesNotMatch(asked[1] ?? '', /nobody has accepted/);
  });

  it('takes a report that only says final for none that is signed', async () => {
    const document = await openReport(`---\nstatus: final\n---\n${plain}`);
    assert.ok(!(await titles(document)).some((title) => title.startsWith('$(lock)')));
    await run(document, 'addAddendum');
    assert.ok(!document.getText().includes('Addendum'));
    await run(document, 'signFinal', 'Sign');
    assert.match(asked[0] ?? '', /^Sign report-\d+\.md as final/);
    assert.match(keyOf(document, 'signed-sha256') ?? '', /^[\da-f]{64}$/);
  });

  it('names the checks that are off, but for what always stops a signing', async () => {
    const settings = vscode.workspace.getConfiguration('llavaMed');
    const off = { 'template-field': 'off', laterality: 'off' };
    await settings.update('report.severities', off, vscode.ConfigurationTarget.Global);
    try {
      const document = await openReport(plain.replace('Left effusion', '[left | right] effusion'));
      await run(document, 'signFinal');
      assert.match(asked[0] ?? '', /not ready[^]*Checks that are off[^]*: laterality\./);
    } finally {
      await settings.update('report.severities', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('leaves a signed report as it is, whatever is asked of it', async () => {
    const document = await openReport(empty);
    await draft(document);
    await run(document, 'signFinal', 'Sign Anyway…');
    assert.equal(keyOf(document, 'status'), 'final');
    await vscode.commands.executeCommand(writeable);
    const signed = document.getText();
    assert.deepEqual(
      (await titles(document)).filter((title) => /Accept|Discard|Regenerate/.test(title)),
      [],
    );
    const { showErrorMessage } = vscode.window;
    const told: string[] = [];
    vscode.window.showErrorMessage = async (message: string): Promise<undefined> => {
      told.push(message);
      return undefined;
    };
    try {
      for (const command of ['acceptAllProposals', 'discardAllProposals', 'chooseImageRoles', 'chooseReportImages'])
        await run(document, command);
      await delay(50);
    } finally {
      Object.assign(vscode.window, { showErrorMessage });
    }
    assert.equal(document.getText(), signed);
    assert.equal(told.filter((message) => message.includes('signed as final')).length, 4);
  });

  it('signs what saving has made of the report once it was checked again, and asked about', async () => {
    const document = await openReport(plain);
    const formatting = vscode.workspace.onWillSaveTextDocument((event) => {
      const at = document.getText().indexOf('Left effusion');
      if (event.document === document && at >= 0)
        event.waitUntil(
          Promise.resolve([
            vscode.TextEdit.replace(new vscode.Range(document.positionAt(at), document.positionAt(at + 4)), 'Right'),
          ]),
        );
    });
    try {
      while (!(await typeBefore(document, '## Findings', '\n'))) await delay(50);
      await run(document, 'signFinal', 'Sign', 'Sign Anyway…');
    } finally {
      formatting.dispose();
    }
    assert.ok(asked.length >= 2);
    assert.match(asked[1] ?? '', /Saving changed the report since you were asked/);
  });

  it('locks a signed report again when it comes to the front', async function () {
    if (!(await vscode.commands.getCommands(true)).includes(writeable)) this.skip();
    const document = await openReport(plain);
    await run(document, 'signFinal', 'Sign');
    const signed = document.getText();
    await vscode.commands.executeCommand(writeable);
    await openReportBeside(plain);
    await vscode.window.showTextDocument(document);
    await delay(500);
    await vscode.commands.executeCommand('type', { text: 'x' });
    assert.equal(document.getText(), signed);
  });
});
