/** Before a draft or an answer that means nothing, or of a damaged image, comes into a report, a person is asked. */
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ChatImage } from '../../src/host/chat/chat.ts';
import {
  between,
  draft,
  empty,
  filled,
  film,
  openReport,
  press,
  sidecarText,
  useReports,
  workspaceFolder,
} from './reportEditor.ts';

interface RecordedImage {
  readonly notes: readonly string[];
  readonly phantom?: boolean;
}

describe('doubts', () => {
  useReports();
  const original = vscode.window.showWarningMessage;
  let asked: string[];
  let answer: string | undefined;

  /** A modal dialog waits for a person; here its words are noted and the button is pressed. */
  before(() => {
    vscode.window.showWarningMessage = async (
      message: string,
      { detail = '' }: vscode.MessageOptions,
    ): Promise<string | undefined> => {
      asked.push(`${detail} ${message}`.trim());
      return answer;
    };
  });
  beforeEach(() => {
    asked = [];
    answer = undefined;
  });
  after(() => {
    vscode.window.showWarningMessage = original;
  });

  function recorded(document: vscode.TextDocument): readonly RecordedImage[] {
    const line = sidecarText(document).split('\n')[0] ?? '';
    return (JSON.parse(line) as { images: RecordedImage[] }).images;
  }

  it('asks before the demo model drafts from an image that is no phantom', async () => {
    copyFileSync(join(workspaceFolder().fsPath, 'us-beating-chamber.dcm'), join(workspaceFolder().fsPath, 'loop.dcm'));
    const document = await openReport(empty.replace(film, 'loop.dcm'));
    const before = document.getText();
    await draft(document);
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /This image is none: the answer means nothing\. Draft anyway\?/);
    assert.equal(document.getText(), before);
    assert.equal(sidecarText(document), '');

    answer = 'Draft Anyway';
    await draft(document);
    assert.equal(asked.length, 2);
    assert.notEqual(between(document.getText(), '## Findings', '## Impression'), '');
    assert.deepEqual(
      recorded(document).map(({ phantom }) => phantom),
      [false],
    );
    await press(document, 'Regenerate');
    assert.equal(asked.length, 2, 'another draft of the same image is no new question');
    await press(document, 'Discard');
  });

  it('asks before a damaged image is drafted from, and records the damage', async () => {
    const whole = readFileSync(join(workspaceFolder().fsPath, film));
    writeFileSync(join(workspaceFolder().fsPath, 'cut.dcm'), whole.subarray(0, Math.round(whole.length * 0.15)));
    const document = await openReport(empty.replace(film, 'cut.dcm'));
    answer = 'Draft Anyway';
    await draft(document);
    assert.equal(asked.length, 1);
    assert.match(
      asked[0] ?? '',
      /^The file holds 14 % of its pixels; the rest of the picture is missing and left empty\. Draft anyway\?$/,
    );
    assert.deepEqual(recorded(document), [{ ...recorded(document)[0], notes: ['pixelsMissing'], phantom: true }]);
    await press(document, 'Discard');
  });

  it('asks nothing about a phantom that is whole', async () => {
    const document = await openReport(empty);
    await draft(document);
    assert.deepEqual(asked, []);
    assert.deepEqual(
      recorded(document).map(({ notes, phantom }) => [notes, phantom]),
      [[[], true]],
    );
    await press(document, 'Discard');
  });

  it("asks before the demo model's answer about no phantom is inserted", async () => {
    const document = await openReport(filled);
    const image: Omit<ChatImage, 'load'> = {
      name: 'film.png',
      source: { kind: 'file', path: join(workspaceFolder().fsPath, 'film.png') },
      isCopy: false,
      fileSha256: 'ab'.repeat(32),
      sopInstanceHash: undefined,
      frame: 0,
      window: undefined,
      notes: [],
      phantom: undefined,
    };
    const model = { name: 'demo', sha256: 'cd'.repeat(32), backend: 'cpu', isDemo: true };
    const insert = (request: object): Thenable<unknown> =>
      vscode.commands.executeCommand('llavaMed.insertIntoReport', { text: 'Left pneumothorax.', model, ...request });
    await insert({ images: [image] });
    assert.equal(document.getText(), filled);
    assert.match(asked.join(), /the answer means nothing\. Insert it all the same\?/);

    answer = 'Insert Anyway';
    await insert({ images: [image] });
    assert.match(document.getText(), /Left pneumothorax\./);
    await press(document, 'Discard');

    asked = [];
    await insert({ images: [{ ...image, phantom: 'chest_xray' }] });
    await press(document, 'Discard');
    await insert({ images: [image], model: { ...model, isDemo: false } });
    await press(document, 'Discard');
    assert.doesNotMatch(asked.join(), /means nothing/, 'a phantom, and another model');
  });
});
