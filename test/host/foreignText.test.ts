/** What the editor is handed of texts from outside: its own answers where it gives them, else its calls, recorded. */
import type { Imaging } from '../../src/imaging/imaging.ts';
import { fileChoice } from '../../src/host/report/images/imageChoices.ts';
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';
import { EngineError } from '../../src/protocol/engineError.ts';
import { failureForLog } from '../../src/host/chat/chatFailure.ts';
import { type Log, safeLog } from '../../src/host/messages/log.ts';
import { registerModelStatus } from '../../src/host/models/modelStatus.ts';
import { ModelSettings } from '../../src/host/models/modelSettings.ts';
import { tailMessage } from '../../src/host/report/drafting/draftProgress.ts';
import { pickReportImages } from '../../src/host/report/images/imagePicker.ts';
import { ReportError, tellFailure } from '../../src/host/report/documents/reportFailure.ts';
import { withCancellableProgress } from '../../src/host/messages/cancellableProgress.ts';
import type { Engine, EngineState, ModelDescription } from '../../src/protocol/engine.ts';
import { hostileStrings } from '../unit/text/hostileStrings.ts';
import { lenses, openReport, useReports, workspaceFolder } from './reportEditor.ts';

const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;
const icon = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g;
const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const markdown = new MarkdownIt({ html: true, linkify: true });

/** Records what a function of `vscode.window` is called with while `run` lasts; `answer` takes its place. */
async function recorded(
  name: 'showErrorMessage' | 'withProgress' | 'createStatusBarItem' | 'createQuickPick',
  answer: (...given: never[]) => unknown,
  run: () => unknown,
): Promise<void> {
  const window = vscode.window as unknown as Record<string, unknown>;
  const before = window[name];
  window[name] = answer;
  try {
    await run();
  } finally {
    window[name] = before;
  }
}

function assertNoLink(message: string, what: string): void {
  assert.deepEqual(message.match(link), null, what);
  assert.doesNotMatch(message, unseen, what);
  assert.ok(message.length <= 1000, what);
}

describe('text from outside', () => {
  useReports();
  const lines: string[] = [];
  const keep = (entry: string): void => {
    lines.push(entry);
  };
  const log: Log = safeLog({
    debug: keep,
    info: keep,
    warn: keep,
    error: keep,
    show: () => undefined,
    dispose: () => undefined,
  });

  it('is no link in a notification about a failure, nor in one about progress', async () => {
    const messages: string[] = [];
    const take = (message: string): Promise<undefined> => {
      messages.push(message);
      return Promise.resolve(undefined);
    };
    await recorded('showErrorMessage', take, async () => {
      for (const text of Object.values(hostileStrings))
        await tellFailure(
          new ReportError(`The report names ${text} as an image.`),
          { inLog: 'Drafting', inWords: 'Drafting' },
          undefined,
          log,
        );
    });
    const progress = async (
      { title }: vscode.ProgressOptions,
      run: (reporter: unknown, token: vscode.CancellationToken) => Thenable<unknown>,
    ): Promise<unknown> => {
      messages.push(title ?? '');
      const report = ({ message }: { message: string }): number => messages.push(message);
      return run({ report }, new vscode.CancellationTokenSource().token);
    };
    await recorded('withProgress', progress, async () => {
      for (const text of Object.values(hostileStrings))
        await withCancellableProgress(tailMessage('Drafting'), async (_signal, report) => {
          report({ message: tailMessage(text) });
        });
    });
    assert.equal(messages.length, 3 * Object.keys(hostileStrings).length);
    for (const message of messages) assertNoLink(message, message);
  });

  it('is no icon and no link in the status bar and its tooltip', async () => {
    const item: Partial<vscode.StatusBarItem> = { show: () => undefined, dispose: () => undefined };
    await recorded(
      'createStatusBarItem',
      () => item,
      () => {
        for (const [what, text] of Object.entries(hostileStrings)) {
          const ready: EngineState = { kind: 'ready', model: named(text) };
          const failed: EngineState = { kind: 'failed', error: new EngineError({ code: 'notGguf', message: text }) };
          for (const state of [ready, failed]) {
            const engine = { state, onDidChangeState: () => ({ dispose: () => undefined }) } as unknown as Engine;
            registerModelStatus(engine, new ModelSettings({ modelPath: '', projectorPath: undefined }, ''), {
              unloadedAfterMs: undefined,
            }).dispose();
            assert.equal((item.text ?? '').match(icon)?.length, 1, what);
            assert.doesNotMatch(item.text ?? '', unseen, what);
            assert.doesNotMatch(item.accessibilityInformation?.label ?? '', unseen, what);
            assertDead(item.tooltip as vscode.MarkdownString, what);
          }
        }
      },
    );
  });

  it('is no icon in a picker of files', async () => {
    const names = Object.values(hostileStrings)
      .filter((name) => !/[/\0]|\p{Cs}/u.test(name) && Buffer.byteLength(name) < 200)
      .map((name) => `${name}.dcm`);
    assert.ok(names.length > 8);
    for (const name of names) writeFileSync(join(workspaceFolder().fsPath, name), '');
    const create = vscode.window.createQuickPick;
    let items: readonly vscode.QuickPickItem[] = [];
    const open = (): vscode.QuickPick<vscode.QuickPickItem> => {
      const picker = create();
      const show = picker.show.bind(picker);
      picker.show = () => {
        ({ items } = picker);
        show();
        picker.hide();
      };
      return picker;
    };
    try {
      const choices = names.map((name) => fileChoice(join(workspaceFolder().fsPath, name), 'workspace'));
      // The files are empty: the decoder that is asked for their thumbnails refuses them.
      const imaging = { decode: () => Promise.reject(new Error('empty')) } as unknown as Imaging;
      await recorded('createQuickPick', open, () => pickReportImages(choices, imaging));
    } finally {
      for (const name of names) rmSync(join(workspaceFolder().fsPath, name));
    }
    assert.ok(items.length >= names.length, String(items.length));
    for (const { label, description } of items) {
      assert.equal(label.match(icon), null, label);
      assert.doesNotMatch(label + (description ?? ''), unseen, label);
    }
  });

  it('is text in a draft, in its hover and its lenses, and in problems', async () => {
    for (const [what, text] of Object.entries(hostileStrings)) {
      if (text.length > 1000) continue;
      const document = await openReport('# Chest\n\n## Findings\n\n## Impression\n');
      await vscode.commands.executeCommand('llavaMed.insertIntoReport', {
        text: `Clear. ${text}\n\nSecond line.`,
        model: { name: text, sha256: 'a'.repeat(64), backend: 'cpu', isDemo: false },
      });
      const position = document.positionAt(document.getText().indexOf('Second line.') + 1);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        position,
      );
      const ours = hovers
        .flatMap(({ contents }) => contents)
        .find((content) => content instanceof vscode.MarkdownString && content.value.includes('Drafted by LLaVA'));
      assert.ok(ours instanceof vscode.MarkdownString, what);
      assertDead(ours, what);
      for (const { title, tooltip } of await lenses(document)) {
        assert.equal(title.match(icon), null);
        assert.doesNotMatch(title + (tooltip ?? ''), unseen);
      }
      for (const { message, source } of vscode.languages.getDiagnostics(document.uri))
        if (source === 'LLaVA-Med') assert.doesNotMatch(message, unseen, what);
    }
  });

  it('makes no entry of its own in the log', () => {
    lines.length = 0;
    for (const text of Object.values(hostileStrings))
      log.error(
        `No answer: ${failureForLog(new EngineError({ code: 'childDied', message: 'It ended.', detail: text }))}`,
      );
    assert.equal(lines.length, Object.keys(hostileStrings).length);
    for (const entry of lines) {
      const [, ...more] = entry.split('\n');
      for (const line of more) assert.match(line, /^ {4}/);
      assert.doesNotMatch(entry.replaceAll('\n', ''), unseen);
    }
  });
});

function named(name: string): ModelDescription {
  const memory = { needsBytes: 1e9, decisions: ['Weights are read into memory.'] };
  const facts = { name, fileType: name, backend: 'cpu', contextSize: 4096, isDemo: false, sha256: '', memory };
  return facts as unknown as ModelDescription;
}

/** Drawn as generously as can be, it has no element but those of our own marks. */
function assertDead({ value, isTrusted, supportHtml }: vscode.MarkdownString, what: string): void {
  assert.ok(isTrusted === undefined || isTrusted === false, what);
  assert.ok(supportHtml !== true, what);
  assert.doesNotMatch(value.replaceAll('\n', ''), unseen, what);
  const drawn = markdown.render(value).replace(/<\/?(?:p|strong|ul|li)>/g, '');
  assert.doesNotMatch(drawn, /<[a-z/]/i, what);
}
