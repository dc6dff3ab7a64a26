/** A report in the real editor, and what a person can do with it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

export const film = 'chest-left-effusion.dcm';
export const empty = `---\nimages: [${film}]\n---\n\n# Chest\n\n## Indication\n\nCough.\n\n## Findings\n\n## Impression\n`;
export const filled = empty.replace('## Findings\n', '## Findings\n\nMy own words.\n');

let count = 0;

export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return folder.uri;
}

/** Opens a new report; no other one stays open, as an answer goes into the only one without a question. */
export async function openReport(text: string, extension = 'md'): Promise<vscode.TextDocument> {
  await vscode.workspace.saveAll(false);
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter((tab) => !tab.isDirty));
  return openReportBeside(text, extension);
}

/** Opens a new report in a tab of its own beside those that are open. */
export async function openReportBeside(text: string, extension = 'md'): Promise<vscode.TextDocument> {
  count += 1;
  const uri = vscode.Uri.joinPath(workspaceFolder(), `report-${String(count)}.${extension}`);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Waits, 30 s at most. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (await holds()) return;
    await delay(100);
  }
  assert.fail(what);
}

/** A problem's code; it leads to the page that explains it. */
export function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

export async function actionsAt(document: vscode.TextDocument, words: string): Promise<vscode.CodeAction[]> {
  const position = document.positionAt(document.getText().indexOf(words));
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(position, position),
  );
  return actions.filter((action) => /LLaVA-Med|Draft/.test(action.title));
}

/**
 * The titles offered at some words, once they are as expected: a file just written may still be read once more by the
 * editor.
 */
export async function titlesAt(
  document: vscode.TextDocument,
  words: string,
  expected: readonly string[],
): Promise<void> {
  let titles: string[] = [];
  for (let attempt = 0; attempt < 20; attempt += 1) {
    // The editor gives a request up when the document is read again.
    const actions = await actionsAt(document, words).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'Canceled') return [];
      throw error;
    });
    titles = actions.filter((action) => action.disabled === undefined).map((action) => action.title);
    if (titles.join() === expected.join()) return;
    await delay(100);
  }
  assert.deepEqual(titles, expected);
}

export async function lenses(document: vscode.TextDocument): Promise<vscode.Command[]> {
  const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
  return all.flatMap((lens) => (lens.command?.command.startsWith('llavaMed.') ? [lens.command] : []));
}

export async function press(document: vscode.TextDocument, title: string): Promise<void> {
  const lens = (await lenses(document)).find((command) => command.title === title);
  assert.ok(lens, `a lens "${title}"`);
  await vscode.commands.executeCommand(lens.command, ...(lens.arguments as unknown[]));
}

/** Finds the code action; what it answers runs it, until the draft stands in the document. */
export async function findDraft(document: vscode.TextDocument, words = '## Findings'): Promise<() => Promise<void>> {
  let command: vscode.Command | undefined;
  for (let attempt = 0; attempt < 20 && !command; attempt += 1)
    command = (await actionsAt(document, words))[0]?.command;
  assert.ok(command);
  const { command: id, arguments: list } = command;
  return async () => {
    await vscode.commands.executeCommand(id, ...(list as unknown[]));
  };
}

export async function draft(document: vscode.TextDocument, words?: string): Promise<void> {
  await (
    await findDraft(document, words)
  )();
}

export function between(text: string, from: string, to: string): string {
  return text.slice(text.indexOf(from) + from.length, text.indexOf(to)).trim();
}

export async function hoverText(document: vscode.TextDocument, words: string): Promise<string> {
  const position = document.positionAt(document.getText().indexOf(words) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}

/**
 * Types some words before others, as a person does. False when the document was changed from elsewhere in that moment.
 */
export async function typeBefore(document: vscode.TextDocument, words: string, text: string): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(document.getText().indexOf(words)), text);
  return vscode.workspace.applyEdit(edit);
}

interface Line {
  readonly event: string;
  readonly proposal: string;
  readonly section: string;
  readonly images: readonly { readonly file: string }[];
  readonly text: string;
}

export function sidecarText(document: vscode.TextDocument): string {
  const name = createHash('sha256').update(vscode.workspace.asRelativePath(document.uri)).digest('hex');
  const path = join(workspaceFolder().fsPath, '.llava-med', `${name}.jsonl`);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

export function provenance(document: vscode.TextDocument): Line[] {
  return sidecarText(document)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** Settings and end of a file of tests about reports: greedy answers, and no editor left open. */
export function useReports(): void {
  before(async () => {
    await vscode.extensions.getExtension('llava-med.llava-med')?.activate();
    const settings = vscode.workspace.getConfiguration('llavaMed');
    await settings.update('answer.temperature', 0, vscode.ConfigurationTarget.Global);
    assert.ok(readdirSync(workspaceFolder().fsPath).includes(film), `${film} is among the samples`);
  });

  after(async () => {
    await vscode.workspace
      .getConfiguration('llavaMed')
      .update('answer.temperature', undefined, vscode.ConfigurationTarget.Global);
    await vscode.workspace.saveAll(false);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
}
