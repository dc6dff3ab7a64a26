/** Drafting into a report, inside the real extension host and with the real engine and the demo model. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

const film = 'chest-left-effusion.dcm';
const empty = `---\nimages: [${film}]\n---\n\n# Chest\n\n## Indication\n\nCough.\n\n## Findings\n\n## Impression\n`;
const filled = empty.replace('## Findings\n', '## Findings\n\nMy own words.\n');

let count = 0;

function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return folder.uri;
}

async function openReport(text: string, extension = 'md'): Promise<vscode.TextDocument> {
  count += 1;
  const uri = vscode.Uri.joinPath(workspaceFolder(), `report-${String(count)}.${extension}`);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

async function actionsAt(document: vscode.TextDocument, words: string): Promise<vscode.CodeAction[]> {
  const position = document.positionAt(document.getText().indexOf(words));
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, new vscode.Range(position, position));
  return actions.filter((action) => /LLaVA-Med|Draft/.test(action.title));
}

/** The titles offered at some words, once they are as expected: a file just written may still be read once more by the editor. */
async function titlesAt(document: vscode.TextDocument, words: string, expected: readonly string[]): Promise<void> {
  let titles: string[] = [];
  for (let attempt = 0; attempt < 20; attempt += 1) {
    titles = (await actionsAt(document, words)).filter((action) => action.disabled === undefined).map((action) => action.title);
    if (titles.join() === expected.join()) return;
    await delay(100);
  }
  assert.deepEqual(titles, expected);
}

async function lenses(document: vscode.TextDocument): Promise<vscode.Command[]> {
  const all = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
  return all.flatMap((lens) => (lens.command?.command.startsWith('llavaMed.') ? [lens.command] : []));
}

async function press(document: vscode.TextDocument, title: string): Promise<void> {
  const lens = (await lenses(document)).find((command) => command.title === title);
  assert.ok(lens, `a lens "${title}"`);
  await vscode.commands.executeCommand(lens.command, ...(lens.arguments as unknown[]));
}

/** Finds the code action; what it answers runs it, until the draft stands in the document. */
async function findDraft(document: vscode.TextDocument, words = '## Findings'): Promise<() => Promise<void>> {
  let command: vscode.Command | undefined;
  for (let attempt = 0; attempt < 20 && !command; attempt += 1) command = (await actionsAt(document, words))[0]?.command;
  assert.ok(command);
  const { command: id, arguments: list } = command;
  return async () => {
    await vscode.commands.executeCommand(id, ...(list as unknown[]));
  };
}

async function draft(document: vscode.TextDocument, words?: string): Promise<void> {
  await (await findDraft(document, words))();
}

function between(text: string, from: string, to: string): string {
  return text.slice(text.indexOf(from) + from.length, text.indexOf(to)).trim();
}

async function hoverText(document: vscode.TextDocument, words: string): Promise<string> {
  const position = document.positionAt(document.getText().indexOf(words) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers.flatMap((hover) => hover.contents).map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
}

async function insertInDocument(document: vscode.TextDocument, offset: number, text: string): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(offset), text);
  return vscode.workspace.applyEdit(edit);
}

interface Line {
  readonly event: string;
  readonly proposal: string;
  readonly section: string;
  readonly images: readonly { readonly file: string }[];
  readonly text: string;
}

function sidecarText(document: vscode.TextDocument): string {
  const name = createHash('sha256').update(vscode.workspace.asRelativePath(document.uri)).digest('hex');
  const path = join(workspaceFolder().fsPath, '.llava-med', `${name}.jsonl`);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function provenance(document: vscode.TextDocument): Line[] {
  return sidecarText(document).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Line);
}

describe('report', () => {
  before(async () => {
    await vscode.extensions.getExtension('llava-med.llava-med')?.activate();
    const settings = vscode.workspace.getConfiguration('llavaMed');
    await settings.update('answer.temperature', 0, vscode.ConfigurationTarget.Global);
    assert.ok(readdirSync(workspaceFolder().fsPath).includes(film), `${film} is among the samples`);
  });

  after(async () => {
    await vscode.workspace.getConfiguration('llavaMed').update('answer.temperature', undefined, vscode.ConfigurationTarget.Global);
    await vscode.workspace.saveAll(false);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  describe('code actions', () => {
    it('offers the draft on the heading of Findings and in its text', async () => {
      const document = await openReport(filled);
      await titlesAt(document, '## Findings', ['Draft Findings with LLaVA-Med']);
      await titlesAt(document, 'own words', ['Draft Findings with LLaVA-Med']);
    });

    it('offers the Impression in its section, once there are Findings', async () => {
      await titlesAt(await openReport(filled), '## Impression', ['Draft Impression from Findings']);
      await titlesAt(await openReport(empty), '## Impression', []);
    });

    it('offers nothing in other sections and other texts', async () => {
      const document = await openReport(filled);
      await titlesAt(document, 'Cough.', []);
      await titlesAt(document, '# Chest', []);
      await titlesAt(await openReport('# Notes\n\n## Findings\n'), '## Findings', []);
      await titlesAt(await openReport('FINDINGS: x\nIMPRESSION: y\n', 'py'), 'FINDINGS', []);
    });

    it('knows plain-text reports', async () => {
      await titlesAt(await openReport('FINDINGS: x\nIMPRESSION: y\n', 'txt'), 'x', ['Draft Findings with LLaVA-Med']);
    });
  });

  describe('a draft of the Findings', () => {
    it('arrives in an empty section as one undo step, with its lenses', async () => {
      const document = await openReport(empty);
      await draft(document);
      const text = between(document.getText(), '## Findings', '## Impression');
      assert.ok(text.length > 10, 'a sentence at least');
      assert.deepEqual((await lenses(document)).map((lens) => lens.title), ['Accept', 'Discard', 'Regenerate']);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), empty);
      assert.deepEqual(await lenses(document), []);
      await vscode.commands.executeCommand('redo');
      assert.equal(between(document.getText(), '## Findings', '## Impression'), text);
      assert.equal((await lenses(document)).length, 3);
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
      assert.match(await hoverText(document, words), /Drafted by LLaVA-Med[^]*not a medical device[^]*not reviewed yet/);
      await press(document, 'Accept');
      assert.equal(document.getText(), text);
      assert.deepEqual(await lenses(document), []);
      assert.match(await hoverText(document, words), /accepted by a person/);
    });

    for (const [name, start] of [['an empty', empty], ['a filled', filled], ['a filled (CRLF)', filled.replaceAll('\n', '\r\n')]] as const) {
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
      assert.deepEqual((await lenses(document)).map((lens) => lens.title), ['Accept', 'Discard', 'Regenerate', 'Keep Both', 'Compare']);
      await press(document, 'Accept');
      assert.equal(between(document.getText(), '## Findings', '## Impression'), both.replace('My own words.', '').trim());
      await vscode.commands.executeCommand('undo');
      assert.equal(between(document.getText(), '## Findings', '## Impression'), both);
      assert.equal((await lenses(document)).length, 5);
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
      assert.equal((await lenses(document)).length, 3);
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
      const drafting = run();
      let settled = false;
      void drafting.finally(() => { settled = true; });
      let typed = '';
      let top = '';
      for (let key = 0; !settled && key < 400; key += 1) {
        const letter = String.fromCharCode(97 + (key % 26));
        if (await insertInDocument(document, document.getText().indexOf('Cough.') + 6 + typed.length, letter)) typed += letter;
        if (await insertInDocument(document, document.getText().indexOf('# Chest') + 7 + top.length, letter)) top += letter;
        await delay(10);
      }
      await drafting;
      assert.ok(typed.length > 5, 'something was typed meanwhile');
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
      edit.delete(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(document.getText().indexOf('## Impression'))));
      assert.ok(await vscode.workspace.applyEdit(edit));
      await drafting;
      assert.equal(document.getText(), empty.replace('## Findings\n\n', ''));
      assert.deepEqual(await lenses(document), []);
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

  describe('provenance', () => {
    it('is written beside the report: hashes and ids, no words of the report', async () => {
      const document = await openReport(empty);
      await draft(document);
      const words = between(document.getText(), '## Findings', '## Impression');
      await insertInDocument(document, document.getText().indexOf(words) + 3, 'MINE');
      await press(document, 'Accept');
      const lines = provenance(document);
      assert.deepEqual(lines.map((line) => `${line.event} ${line.section}`), ['drafted findings', 'edited findings']);
      const film64 = createHash('sha256').update(readFileSync(join(workspaceFolder().fsPath, film))).digest('hex');
      assert.deepEqual(lines.map((line) => line.images.map((image) => image.file)), [[film64], [film64]]);
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
      assert.equal(problem?.code, 'laterality');
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, problem.range);
      const fix = actions.find((action) => action.title === 'Change "Right" to "Left"');
      assert.ok(fix?.edit);
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
      assert.match(document.getText(), /Impression\nLeft effusion\.\n$/);
      assert.deepEqual(await problems(document, 0), []);
    });

    it('marks a draft until a person has judged it', async () => {
      const document = await openReport(empty);
      await draft(document);
      assert.deepEqual((await problems(document, 1)).map(({ code }) => code), ['unreviewedDraft']);
      await press(document, 'Accept');
      assert.deepEqual(await problems(document, 0), []);
    });
  });

  describe('inserting an answer of the chat', () => {
    it('goes below the Findings of the report that is open, as a proposal', async () => {
      const document = await openReport(filled);
      await vscode.commands.executeCommand('llavaMed.insertIntoReport', { text: 'Findings: Left effusion.' });
      assert.match(document.getText(), /My own words\.\n\nLeft effusion\.\n\n## Impression/);
      assert.deepEqual((await lenses(document)).map((lens) => lens.title), ['Accept', 'Discard', 'Regenerate']);
      await press(document, 'Discard');
      assert.equal(document.getText(), filled);
    });

    it('opens a new report where none is open', async () => {
      await vscode.workspace.saveAll(false);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.commands.executeCommand('llavaMed.insertIntoReport', { text: 'Left effusion.' });
      const document = vscode.window.activeTextEditor?.document;
      assert.ok(document?.isUntitled);
      assert.match(document.getText(), /^---\nimages: \[\]\n---[^]*## Findings\n\nLeft effusion\.\n\n## Impression\n/);
      assert.equal((await lenses(document)).length, 3);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });
  });
});
