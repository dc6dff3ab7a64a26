/**
 * The chat's session with the real engine, decoder and editor services, on a model of random weights: what it says
 * means nothing, how it is handled is all.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { ModelQueue } from '../../src/host/models/modelQueue.ts';
import { type LocalServices, createLocalServices } from '../../src/assistant/localServices.ts';
import { type ChatAnswer, isAnswering, lastExchange } from '../../src/conversation/conversation.ts';
import type { ChatServices } from '../../src/host/chat/chatServices.ts';
import { ChatSession } from '../../src/host/chat/chatSession.ts';
import { writeRandomPair } from '../fixtures/randomGguf.ts';

const KILLS = 20;

/** Keeps what a window's state would: JSON. */
class MapMemento implements vscode.Memento {
  readonly #values = new Map<string, string>();
  keys(): readonly string[] {
    return [...this.#values.keys()];
  }
  get<T>(key: string, fallback?: T): T | undefined {
    const value = this.#values.get(key);
    return value === undefined ? fallback : (JSON.parse(value) as T);
  }
  async update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, JSON.stringify(value));
  }
}

describe('chat session', function () {
  this.timeout(180_000);
  let folder: string;
  let local: LocalServices;
  let services: ChatServices;
  let session: ChatSession;
  let notices: string[];
  let maxTokens: number;
  const log = vscode.window.createOutputChannel('chat.test', { log: true });

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'llava-med-chat-'));
    const pair = writeRandomPair(folder, 'random', { endless: true, width: 256 });
    const settings = {
      usesDemo: false,
      load: () => ({ pair, gpu: 'cpu' as const, contextSize: 4096, threads: 1 }),
      sampling: () => ({ temperature: 0, topP: 1, maxTokens, seed: 1 }),
    };
    local = createLocalServices({ distDir: join(__dirname, '..', '..'), settings });
    services = {
      ...local,
      settings,
      modelQueue: new ModelQueue(),
      log,
      extensionUri: vscode.Uri.file(folder),
      storage: vscode.Uri.file(join(folder, 'storage')),
      memento: new MapMemento(),
    };
  });

  beforeEach(async () => {
    maxTokens = 8;
    services = { ...services, memento: new MapMemento() };
    await open();
  });

  afterEach(async () => {
    await session.close();
  });

  after(async () => {
    await local.dispose();
    log.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A window that is opened on what the last one saved. */
  async function open(): Promise<void> {
    session = await ChatSession.restore(services);
    notices = [];
    session.onNotice((message) => notices.push(message));
  }

  function answer(): ChatAnswer {
    const exchange = lastExchange(session.conversation);
    assert.ok(exchange);
    return exchange.answer;
  }

  async function picture(shade: number): Promise<Uint8Array> {
    return local.imaging.thumbnail(
      { width: 64, height: 48, rgb: new Uint8Array(64 * 48 * 3).map((_, index) => (index * shade) % 256) },
      64,
    );
  }

  async function drop(name: string, shade = 3): Promise<void> {
    await session.addImages([{ source: { kind: 'bytes', name, bytes: await picture(shade) } }]);
  }

  const keptFolders = (): string[] => readdirSync(join(folder, 'storage', 'chat-images'));

  /** Settles once the running answer has some text. */
  async function firstWords(): Promise<void> {
    for (let waited = 0; isAnswering(session.conversation) && answer().text === ''; waited += 5) {
      assert.ok(waited < 60_000, 'no text came');
      await delay(5);
    }
    assert.ok(isAnswering(session.conversation), 'the answer ended before it could be disturbed');
  }

  it('answers about a dropped image, with the receipt and the figures', async () => {
    await drop('film.png');
    const grown: number[] = [];
    session.onDidGrow(() => grown.push(answer().text.length));
    await session.ask('What is this?');
    assert.equal(answer().state, 'cut', answer().failure?.message);
    assert.equal(answer().stats?.answerTokens, maxTokens);
    assert.ok(grown.length > 1, 'the answer came in pieces');
    assert.deepEqual(
      grown,
      [...grown].sort((a, b) => a - b),
    );
    assert.equal(answer().model?.name, 'random LLaVA');
    const [image] = session.conversation.images;
    assert.deepEqual([image?.name, image?.format, image?.width, image?.height], ['film.png', 'png', 64, 48]);
    assert.deepEqual([image?.receipt?.tokens, image?.receipt?.width, image?.receipt?.height], [16, 56, 56]);
    assert.deepEqual(answer().about, [image?.id]);
  });

  it('goes on after a reload: text, image and all, though the image never had a file', async () => {
    await drop('pasted.png');
    await session.ask('One?');
    const before = session.conversation;
    await session.close();
    await open();
    assert.deepEqual(session.conversation, before);
    await session.ask('Two?');
    assert.notEqual(answer().text, '');
    assert.deepEqual(answer().about, [before.images[0]?.id]);
    assert.ok((answer().stats?.reusedTokens ?? 0) > 16, 'the image was still known to the engine');
  });

  it('stops when told, keeps what was written, and answers the next question', async () => {
    maxTokens = 3000;
    await drop('film.png');
    const asked = session.ask('Long?');
    await firstWords();
    session.stop();
    await asked;
    assert.equal(answer().state, 'stopped');
    assert.notEqual(answer().text, '');
    maxTokens = 4;
    await session.ask('Short?');
    assert.equal(answer().stats?.answerTokens, 4);
  });

  it(`keeps its text when the engine is killed during an answer, ${String(KILLS)} times in a row`, async function () {
    this.timeout(KILLS * 30_000); // each time a new engine loads the model
    await drop('film.png');
    for (let kill = 0; kill < KILLS; kill += 1) {
      maxTokens = 3000;
      const asked = session.ask(`Question ${String(kill)}?`);
      await firstWords();
      const written = answer().text;
      killEngine();
      await asked;
      assert.equal(answer().state, 'failed');
      assert.equal(answer().failure?.code, 'childDied');
      assert.ok(answer().failure?.waysOut.includes('retry'));
      assert.ok(answer().text.startsWith(written), 'the text that had come is kept');
      maxTokens = 4;
      await session.retry();
      assert.equal(answer().stats?.answerTokens, 4, answer().failure?.message);
    }
    assert.equal(session.conversation.exchanges.length, KILLS);
  });

  it('starts a new chat in the middle of an answer: nothing of the old one is left, in it or on disk', async () => {
    maxTokens = 3000;
    await drop('film.png');
    assert.equal(keptFolders().length, 1);
    const asked = session.ask('Long?');
    await firstWords();
    session.newChat('none');
    await asked;
    await delay(100);
    assert.deepEqual([session.conversation.images, session.conversation.exchanges], [[], []]);
    assert.deepEqual(keptFolders(), []);
  });

  it('says which file is no image, and adds nothing', async () => {
    writeFileSync(join(folder, 'letter.txt'), 'Dear colleague');
    await session.addImages(
      ['letter.txt', 'gone.dcm'].map((name) => ({ source: { kind: 'file', path: join(folder, name) } })),
    );
    assert.deepEqual(session.conversation.images, []);
    assert.equal(notices.filter((notice) => /^letter\.txt is .*DICOM/u.test(notice)).length, 1, notices.join());
    assert.equal(notices.filter((notice) => notice.startsWith('gone.dcm: no such file')).length, 1, notices.join());
  });

  it('does not answer about a file that has changed since it was added', async () => {
    const path = join(folder, 'film.png');
    writeFileSync(path, await picture(3));
    await session.addImages([{ source: { kind: 'file', path } }]);
    await session.close();
    await open();
    writeFileSync(path, await picture(5));
    await session.ask('What is this?');
    assert.equal(answer().state, 'failed');
    assert.match(answer().failure?.message ?? '', /^film\.png has changed/u);
    writeFileSync(path, await picture(3));
    await session.retry();
    assert.equal(answer().state, 'cut', answer().failure?.message);
  });

  it('turns to another image: the model is no longer told of the first', async () => {
    await drop('first.png', 3);
    await session.ask('One?');
    const second = await session.addImages([
      { source: { kind: 'bytes', name: 'second.png', bytes: await picture(7) } },
    ]);
    await session.askOnlyAbout(
      second.map(({ id }) => id),
      'And this one?',
    );
    assert.deepEqual(
      answer().about,
      second.map(({ id }) => id),
    );
    assert.deepEqual(
      session.conversation.images.map(({ active }) => active),
      [false, true],
    );
    assert.equal(session.conversation.exchanges.length, 2);
  });

  it('takes another frame or window of a file for another image, and shows the model each as it is seen', async () => {
    const source = {
      kind: 'file',
      path: join(__dirname, '..', '..', '..', 'samples', 'us-beating-chamber.dcm'),
    } as const;
    const voi = { kind: 'window', center: 70, width: 120 } as const;
    await session.addImages([{ source }]);
    await session.addImages([{ source, frame: 8, voi }]);
    await session.addImages([{ source, frame: 8, voi }]);
    const { images } = session.conversation;
    assert.deepEqual(
      images.map(({ frame, frames, voi: chosen, window }) => [frame, frames, chosen, window]),
      [
        [undefined, 16, undefined, { center: 128, width: 256 }],
        [8, 16, voi, { center: 70, width: 120 }],
      ],
    );
    const preparation = { kind: 'padToSquare', imageSize: 56, padColor: [122, 116, 104] } as const;
    for (const [index, options] of [{}, { frame: 8, voi }].entries()) {
      const expected = await local.imaging.modelInput(await local.imaging.decode(source, options), preparation);
      assert.equal((await session.images.seen(images[index]!, preparation)).sha256, expected.sha256);
    }
    await session.ask('What is this?');
    assert.deepEqual(
      session.conversation.images.map(({ receipt }) => receipt?.tokens),
      [16, 16],
    );
  });

  it('says what the model is busy with, not that it prepares the image', async () => {
    await drop('film.png');
    const leave = services.modelQueue.enter({ name: 'the draft of the Findings', stop: () => undefined });
    const told: string[] = [];
    const listening = session.onProgress((progress) => {
      told.push(progress.stage === 'waiting' ? progress.busyWith : progress.stage);
    });
    await session.ask('What is this?');
    listening.dispose();
    leave();
    assert.ok(told.includes('the draft of the Findings'), told.join());
    assert.ok(!told.includes('preparingImages'), told.join());
  });

  it('adds the same image once', async () => {
    await drop('film.png');
    await drop('copy of film.png');
    assert.deepEqual(
      session.conversation.images.map(({ name }) => name),
      ['film.png'],
    );
    assert.equal(keptFolders().length, 1);
  });
});

/** Ends the engine's child of this extension host as the kernel would for want of memory. */
function killEngine(): void {
  const children = execFileSync('pgrep', ['-f', '-P', String(process.pid), 'engineChild'], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(Number);
  const newest = children.at(-1);
  assert.ok(newest);
  process.kill(newest, 'SIGKILL');
}
