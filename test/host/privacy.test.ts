/** What the editor writes down about patients: de-identified copies by the command, and nothing of them in the log. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { format } from 'node:util';
import * as vscode from 'vscode';
import { PromptLibrary } from '../../src/host/chat/prompts/promptLibrary.ts';
import { ModelQueue } from '../../src/host/models/modelQueue.ts';
import { type LocalServices, createLocalServices } from '../../src/assistant/localServices.ts';
import { lastExchange } from '../../src/conversation/conversation.ts';
import type { ChatServices } from '../../src/host/chat/chatServices.ts';
import { ChatSession } from '../../src/host/chat/chatSession.ts';
import { deidentify, type DeidentifyAnswers } from '../../src/host/privacy/deidentify.ts';
import { writeRandomPair } from '../fixtures/randomGguf.ts';
import { plantedFile, type PlantedFile } from '../unit/deidentify/plantedFile.ts';

const NAME = 'Muster^Erika 19540312.dcm';
const QUESTION = 'Does Erika Muster, born 12 March 1954, have an effusion?';

/** A log that is also kept as text. */
function keptLog(lines: string[]): vscode.LogOutputChannel {
  const channel = vscode.window.createOutputChannel('privacy.test', { log: true });
  return new Proxy(channel, {
    get: (target, property) => {
      if (!['trace', 'debug', 'info', 'warn', 'error', 'append', 'appendLine'].includes(String(property)))
        return Reflect.get(target, property) as unknown;
      return (...values: unknown[]) => {
        lines.push(format(...values));
      };
    },
  });
}

describe('patients', function () {
  this.timeout(180_000);
  const lines: string[] = [];
  const log = keptLog(lines);
  let folder: string;
  let patient: string;
  let planted: PlantedFile;
  let local: LocalServices;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'llava-med-privacy-'));
    patient = join(folder, 'Muster^Erika');
    mkdirSync(patient);
    planted = await plantedFile('explicitLE');
    writeFileSync(join(patient, NAME), planted.bytes);
    writeFileSync(join(patient, `cut ${NAME}`), planted.bytes.subarray(0, planted.bytes.length - 40));
    writeFileSync(join(patient, 'Muster.txt'), 'Erika Muster');
    const pair = writeRandomPair(folder, 'random', { width: 256 });
    const settings = {
      load: () => ({ pair, gpu: 'cpu' as const, contextSize: 4096, threads: 1 }),
      saveSampling: async () => undefined,
      sampling: () => ({ temperature: 0, topP: 1, maxTokens: 4, seed: 1 }),
    };
    local = createLocalServices({
      distDir: join(__dirname, '..', '..'),
      settings,
      log: (line) => {
        log.debug(line);
      },
    });
  });

  after(async () => {
    await local.dispose();
    log.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are not in the copies that the command makes of a folder', async () => {
    const output = vscode.Uri.file(join(folder, 'copies'));
    const answers: DeidentifyAnswers = { options: { dates: 'shift', keepUids: false, cleanDescriptors: true }, output };
    const path: string | undefined = await vscode.commands.executeCommand(
      'llavaMed.deidentify',
      vscode.Uri.file(patient),
      undefined,
      answers,
    );
    assert.ok(path !== undefined && path.endsWith('.txt'));
    const written = readdirSync(output.fsPath, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    assert.deepEqual(written.map(({ name }) => name.replace(/.*\./, '')).sort(), ['dcm', 'json', 'txt']);
    const text = written
      .map(({ parentPath, name }) => name + readFileSync(join(parentPath, name), 'latin1'))
      .join('\n');
    assert.doesNotMatch(text, /Erika|Muster/);
    assert.deepEqual(
      planted.planted.filter(({ kind, value }) => kind === 'text' && text.includes(value)),
      [],
    );
    assert.match(readFileSync(path, 'utf8'), /1 de-identified, 1 refused, 1 skipped/);
    assert.deepEqual(readFileSync(join(patient, NAME)), Buffer.from(planted.bytes));
  });

  it('are in no log, whatever is done with their images', async () => {
    const settings = {
      usesDemo: false,
      prepareImages: () => 'always' as const,
      load: () => {
        throw new Error('not asked');
      },
      saveSampling: async () => undefined,
      sampling: () => ({ temperature: 0, topP: 1, maxTokens: 4, seed: 1 }),
    };
    const memento: vscode.Memento = {
      keys: () => [],
      get: () => undefined,
      update: async () => undefined,
    } as vscode.Memento;
    const services: ChatServices = {
      ...local,
      settings,
      modelQueue: new ModelQueue(),
      prompts: new PromptLibrary(vscode.Uri.file(join(folder, 'global'))),
      globalStorage: vscode.Uri.file(join(folder, 'global')),
      engineName: 'node-llama-cpp',
      workspaceName: 'test',
      autoLoad: { expectQuestion: async () => undefined },
      onBattery: async () => false,
      log,
      extensionUri: vscode.Uri.file(folder),
      chats: vscode.Uri.file(join(folder, 'chats', 'workspace')),
      storage: vscode.Uri.file(join(folder, 'storage')),
      memento,
    };
    const session = await ChatSession.restore(services);
    const file = (name: string) => ({ source: { kind: 'file', path: join(patient, name) } as const });
    await session.addImages([file(NAME)]);
    await session.addImages([file(`cut ${NAME}`), file('Muster.txt'), file('missing Muster.dcm')]);
    await session.ask(QUESTION);
    assert.notEqual(lastExchange(session.conversation)?.answer.text, '');
    rmSync(join(patient, `cut ${NAME}`));
    await session.close();

    const output = vscode.Uri.file(join(folder, 'more-copies'));
    const answers: DeidentifyAnswers = { options: { dates: 'keep', keepUids: true, cleanDescriptors: false }, output };
    await deidentify(services, vscode.Uri.file(patient), undefined, answers);
    void deidentify(services, vscode.Uri.file(join(patient, 'missing Muster.dcm')), undefined, answers);
    await delay(500);

    const text = lines.join('\n');
    for (const expected of [
      /Image attached: dicom/,
      /Image refused: imaging: /,
      /Answered: /,
      /De-identification: 1 files written/,
      /De-identification: imaging: fileMissing/,
    ])
      assert.match(text, expected);
    assert.doesNotMatch(text, /Erika|Muster|1954|effusion/);
    assert.deepEqual(
      planted.planted.filter(({ value }) => text.includes(value)),
      [],
    );
    assert.doesNotMatch(text, /\d+(\.\d+){5}/, 'a UID');
  });
});
