/**
 * The chat's session with the real engine, decoder and editor services, on a model of random weights: what it says
 * means nothing, how it is handled is all.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
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
      log,
      extensionUri: vscode.Uri.file(folder),
      chats: vscode.Uri.file(join(folder, 'chats')),
      storage: vscode.Uri.file(join(folder, 'storage')),
      memento: new MapMemento(),
    };
  });

  beforeEach(async () => {
    maxTokens = 8;
    rmSync(services.chats.fsPath, { recursive: true, force: true });
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
    session.onNotice(({ message }) => notices.push(message));
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

  /** Images whose bytes are kept, of all windows. */
  const keptFolders = (): string[] =>
    readdirSync(services.chats.fsPath).flatMap((chat) => {
      const images = join(services.chats.fsPath, chat, 'images');
      return existsSync(images) ? readdirSync(images) : [];
    });

  /** Settles once the running answer has some text. */
  async function firstWords(): Promise<void> {
    for (let waited = 0; isAnswering(session.conversation) && answer().text === ''; waited += 5) {
      assert.ok(waited < 60_000, 'no text came');
      await delay(5);
    }
    assert.ok(isAnswering(session.conversation), 'the answer ended before it could be disturbed');
  }

  /** Settles once so many exchanges have come to an end and nothing waits. */
  async function idle(exchanges: number): Promise<void> {
    const isIdle = (): boolean =>
      session.conversation.exchanges.length === exchanges &&
      !isAnswering(session.conversation) &&
      session.waiting.length === 0;
    for (let waited = 0; !isIdle(); waited += 5) {
      assert.ok(waited < 60_000, 'the chat does not come to rest');
      await delay(5);
    }
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
    assert.deepEqual(answer().receipts, [{ imageId: image?.id, tokens: 16, width: 56, height: 56, cached: false }]);
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
      answer().receipts?.map(({ imageId, tokens }) => [imageId, tokens]),
      images.map(({ id }) => [id, 16]),
    );
  });

  it('tells the model nothing of an image that was taken away, and all of it again when it is taken up', async () => {
    const prompts: number[] = [];
    const put = async (question: string): Promise<void> => {
      await session.ask(question);
      assert.equal(answer().state, 'cut', answer().failure?.message);
      prompts.push(answer().stats?.promptTokens ?? 0);
    };
    await drop('a.png', 3);
    await put('Which side?');
    await put('Describe it.');
    const [a] = session.conversation.images;
    session.removeImage(a!.id);
    await drop('b.png', 7);
    await put('Which side?');
    assert.equal(prompts[2], prompts[0], 'the same tokens are read as in a chat that has just begun');
    session.removeImage(session.conversation.images[1]!.id);
    await drop('a again.png', 3);
    assert.deepEqual(
      session.conversation.images.map(({ active }) => active),
      [true, false],
      'it is the image that was set aside',
    );
    session.newChat('none');
    await drop('a.png', 3);
    await put('Which side?');
    const [again] = session.conversation.images;
    session.removeImage(again!.id);
    session.takeUpImage(again!.id);
    await put('Describe it.');
    assert.equal(prompts[4], prompts[1], 'what was said holds again');
  });

  it('names images for the model where there are several, and re-uses what it has read of them', async () => {
    await drop('a.png', 3);
    await session.ask('Which side?');
    const alone = answer().stats?.promptTokens ?? 0;
    await drop('b.png', 7);
    await session.ask('Which side?');
    const { promptTokens = 0, reusedTokens = 0 } = answer().stats ?? {};
    assert.ok(reusedTokens >= alone, `${String(reusedTokens)} of ${String(alone)} re-used`);
    // each printable character is a token of its own in the fixture's vocabulary
    const named = promptTokens - reusedTokens - 16;
    assert.ok(named > 'Image 2: '.length, String(named));
  });

  it('keeps images in the order in which they were dropped, though the first takes longest to read', async () => {
    const large = await local.imaging.thumbnail(
      { width: 2000, height: 2000, rgb: new Uint8Array(2000 * 2000 * 3).map((_, index) => (index * 7919) % 256) },
      2000,
    );
    const names = ['large.png', ...Array.from({ length: 11 }, (_, index) => `small ${String(index)}.png`)];
    await Promise.all(
      names.map(async (name, index) =>
        session.addImages([
          picture(index + 2).then((small) => ({
            source: { kind: 'bytes' as const, name, bytes: index === 0 ? large : small },
          })),
        ]),
      ),
    );
    assert.deepEqual(
      session.conversation.images.map(({ name }) => name),
      names,
    );
  });

  it('lets a question wait for the answer before it, and puts it then', async () => {
    await drop('film.png');
    maxTokens = 60;
    const first = session.ask('One?');
    await firstWords();
    await session.ask('Two?');
    assert.deepEqual(
      session.waiting.map(({ question }) => question),
      ['Two?'],
    );
    await first;
    await idle(2);
    assert.deepEqual(
      session.conversation.exchanges.map(({ question, answer: { state } }) => [question, state]),
      [
        ['One?', 'cut'],
        ['Two?', 'cut'],
      ],
    );
    assert.deepEqual(session.waiting, []);
  });

  it('gives a waiting question back as text after Stop, on request, and after a reload', async () => {
    const drafts: string[] = [];
    session.onDraft((draft) => drafts.push(draft));
    await drop('film.png');
    maxTokens = 3000;
    let asked = session.ask('Long?');
    await firstWords();
    await session.ask('Two?');
    session.keepDraft('and three');
    session.stop();
    await asked;
    await idle(1);
    assert.deepEqual([session.draft, drafts], ['Two?\nand three', ['Two?\nand three']]);
    session.keepDraft('');
    asked = session.ask('Long again?');
    await firstWords();
    await session.ask('Four?');
    await session.ask('Five?');
    session.unqueue(session.waiting[0]!.id, true);
    session.unqueue(session.waiting[0]!.id, false);
    assert.deepEqual([session.draft, session.waiting], ['Four?', []]);
    await session.ask('Six?');
    await session.close();
    await asked;
    await open();
    assert.deepEqual([session.draft, session.waiting], ['Six?\nFour?', []]);
  });

  it('lets a question about another image wait too, and then turns to that image', async () => {
    await drop('film.png');
    maxTokens = 60;
    const first = session.ask('One?');
    await firstWords();
    const added = await session.addImages([{ source: { kind: 'bytes', name: 'b.png', bytes: await picture(7) } }]);
    await session.askOnlyAbout(
      added.map(({ id }) => id),
      'And this one?',
    );
    await first;
    await idle(2);
    assert.deepEqual(
      answer().about,
      added.map(({ id }) => id),
    );
  });

  it('answers a question that waited for an image that was being read', async () => {
    const reading = drop('film.png');
    while (session.adding.length === 0) await delay(1);
    await session.ask('What is this?');
    assert.equal(session.waiting.length, 1);
    await reading;
    await idle(1);
    assert.equal(answer().about?.length, 1);
  });

  it('has a way out of a file that is no model: another one, and Retry', async () => {
    const { settings } = services;
    const wrong = join(folder, 'letter.gguf');
    writeFileSync(wrong, 'Dear colleague');
    await drop('film.png');
    const load = settings.load.bind(settings);
    settings.load = () => ({ ...load(), pair: { modelPath: wrong, projectorPath: undefined } });
    try {
      await session.ask('What is this?');
      assert.equal(answer().state, 'failed');
      assert.match(answer().failure?.message ?? '', /letter\.gguf is not a GGUF file/u);
      assert.deepEqual(answer().failure?.waysOut, ['chooseModel', 'retry']);
    } finally {
      settings.load = load;
    }
    await session.retry();
    assert.equal(answer().state, 'cut', answer().failure?.message);
  });

  it('is one of two windows on a folder: each keeps its chat and its images', async () => {
    await drop('one.png', 3);
    const other = await ChatSession.restore(services);
    try {
      assert.deepEqual(other.conversation.images, []);
      await other.addImages([{ source: { kind: 'bytes', name: 'two.png', bytes: await picture(7) } }]);
      await session.ask('One?');
      await other.ask('Two?');
      await session.regenerate();
      const third = await ChatSession.restore(services);
      await third.close();
      await other.retry();
      for (const [one, name] of [
        [session, 'one.png'],
        [other, 'two.png'],
      ] as const) {
        assert.deepEqual(
          one.conversation.images.map((image) => image.name),
          [name],
        );
        assert.equal(lastExchange(one.conversation)?.answer.state, 'cut');
      }
      assert.equal(keptFolders().length, 2);
    } finally {
      await other.close();
    }
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
