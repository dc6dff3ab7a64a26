/**
 * The chat's session with the real engine, decoder and editor services, on a model of random weights: what it says
 * means nothing, how it is handled is all.
 */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { zipFile } from '../unit/imaging/studyFiles.ts';
import { ChatUnderTest } from './chatUnderTest.ts';

const KILLS = 20;

describe('chat session', function () {
  this.timeout(180_000);
  let chat: ChatUnderTest;
  before(() => {
    chat = new ChatUnderTest();
  });
  beforeEach(() => chat.begin());
  afterEach(() => chat.close());
  after(() => chat.end());

  it('answers about a dropped image, with the receipt and the figures', async () => {
    await chat.drop('film.png');
    const grown: number[] = [];
    chat.session.onDidGrow(() => grown.push(chat.answer().text.length));
    await chat.session.ask('What is this?');
    assert.equal(chat.answer().state, 'cut', chat.answer().failure?.message);
    assert.equal(chat.answer().stats?.answerTokens, chat.maxTokens);
    assert.ok(grown.length > 1, 'the answer came in pieces');
    assert.deepEqual(
      grown,
      [...grown].sort((a, b) => a - b),
    );
    assert.equal(chat.answer().model?.name, 'random LLaVA');
    const [image] = chat.session.conversation.images;
    assert.deepEqual([image?.name, image?.format, image?.width, image?.height], ['film.png', 'png', 64, 48]);
    assert.deepEqual(chat.answer().receipts, [
      { imageId: image?.id, tokens: 16, width: 56, height: 56, cached: false },
    ]);
    assert.deepEqual(chat.answer().about, [image?.id]);
  });

  it('holds the first question about a damaged image until a person has said that it is to be asked', async () => {
    const whole = await chat.picture(3);
    const bytes = whole.subarray(0, Math.floor(whole.length / 2));
    await chat.session.addImages([{ source: { kind: 'bytes', name: 'cut.png', bytes } }]);
    await chat.session.ask('What is this?');
    assert.deepEqual(
      [chat.session.conversation.held, chat.session.conversation.exchanges.length],
      ['What is this?', 0],
    );
    await chat.session.close();
    await chat.open();
    assert.equal(chat.session.conversation.held, 'What is this?', 'a reload loses no question');
    await chat.session.askAnyway();
    assert.equal(chat.answer().state, 'cut', chat.answer().failure?.message);
    await chat.session.ask('And now?');
    assert.deepEqual([chat.session.conversation.held, chat.session.conversation.exchanges.length], [undefined, 2]);
  });

  it('lets a held question go with the image that held it', async () => {
    const bytes = (await chat.picture(3)).subarray(0, 400);
    await chat.session.addImages([{ source: { kind: 'bytes', name: 'cut.png', bytes } }]);
    await chat.session.ask('What is this?');
    chat.session.removeImage(chat.session.conversation.images[0]?.id ?? '');
    assert.deepEqual([chat.session.conversation.held, chat.session.conversation.images], [undefined, []]);
  });

  it('goes on after a reload: text, image and all, though the image never had a file', async () => {
    await chat.drop('pasted.png');
    await chat.session.ask('One?');
    const before = chat.session.conversation;
    await chat.session.close();
    await chat.open();
    assert.deepEqual(chat.session.conversation, before);
    await chat.session.ask('Two?');
    assert.notEqual(chat.answer().text, '');
    assert.deepEqual(chat.answer().about, [before.images[0]?.id]);
    assert.ok((chat.answer().stats?.reusedTokens ?? 0) > 16, 'the image was still known to the engine');
  });

  it('stops when told, keeps what was written, and answers the next question', async () => {
    chat.maxTokens = 3000;
    await chat.drop('film.png');
    const asked = chat.session.ask('Long?');
    await chat.firstWords();
    chat.session.stop();
    await asked;
    assert.equal(chat.answer().state, 'stopped');
    assert.notEqual(chat.answer().text, '');
    chat.maxTokens = 4;
    await chat.session.ask('Short?');
    assert.equal(chat.answer().stats?.answerTokens, 4);
  });

  it(`keeps its text when the engine is killed during an answer, ${String(KILLS)} times in a row`, async function () {
    this.timeout(KILLS * 30_000); // each time a new engine loads the model
    await chat.drop('film.png');
    for (let kill = 0; kill < KILLS; kill += 1) {
      chat.maxTokens = 3000;
      const asked = chat.session.ask(`Question ${String(kill)}?`);
      await chat.firstWords();
      const written = chat.answer().text;
      process.kill(chat.engineProcess(), 'SIGKILL');
      await asked;
      assert.equal(chat.answer().state, 'failed');
      assert.equal(chat.answer().failure?.code, 'childDied');
      assert.ok(chat.answer().failure?.waysOut.includes('retry'));
      assert.ok(chat.answer().text.startsWith(written), 'the text that had come is kept');
      chat.maxTokens = 4;
      await chat.session.retry();
      assert.equal(chat.answer().stats?.answerTokens, 4, chat.answer().failure?.message);
    }
    assert.equal(chat.session.conversation.exchanges.length, KILLS);
  });

  it('starts a new chat in the middle of an answer: the old one is put away as it stands, with its image', async () => {
    chat.maxTokens = 3000;
    await chat.drop('film.png');
    assert.equal(chat.keptFolders().length, 1);
    const asked = chat.session.ask('Long?');
    await chat.firstWords();
    const old = chat.session.ref;
    const written = chat.answer().text;
    const left = chat.session.newChat('none');
    const { exchanges } = chat.session.conversation;
    assert.deepEqual(exchanges, [], 'at once');
    await left;
    await asked;
    await delay(100);
    assert.deepEqual([chat.session.conversation.images, chat.session.conversation.exchanges], [[], []]);
    assert.equal(chat.keptFolders().length, 1);
    await chat.session.open(old);
    assert.equal(chat.answer().state, 'stopped');
    assert.equal(chat.answer().text, written);
    await chat.session.newChat('none');
    await chat.drop('film.png');
    await chat.session.newChat('none');
    assert.equal(chat.keptFolders().length, 1, 'images that nothing was asked about are not kept');
  });

  it('says which file is no image, and adds nothing', async () => {
    writeFileSync(join(chat.folder, 'letter.txt'), 'Dear colleague');
    await chat.session.addImages(
      ['letter.txt', 'gone.dcm'].map((name) => ({ source: { kind: 'file', path: join(chat.folder, name) } })),
    );
    assert.deepEqual(chat.session.conversation.images, []);
    assert.equal(
      chat.notices.filter((notice) => /^letter\.txt is .*DICOM/u.test(notice)).length,
      1,
      chat.notices.join(),
    );
    assert.equal(
      chat.notices.filter((notice) => notice.startsWith('gone.dcm: no such file')).length,
      1,
      chat.notices.join(),
    );
  });

  it('does not answer about a file that has changed since it was added', async () => {
    const path = join(chat.folder, 'film.png');
    writeFileSync(path, await chat.picture(3));
    await chat.session.addImages([{ source: { kind: 'file', path } }]);
    await chat.session.close();
    await chat.open();
    writeFileSync(path, await chat.picture(5));
    await chat.session.ask('What is this?');
    assert.equal(chat.answer().state, 'failed');
    assert.match(chat.answer().failure?.message ?? '', /^film\.png has changed/u);
    writeFileSync(path, await chat.picture(3));
    await chat.session.retry();
    assert.equal(chat.answer().state, 'cut', chat.answer().failure?.message);
  });

  it('takes an image inside a ZIP where it lies: its bytes are kept nowhere, and it is there after a reload', async () => {
    const path = join(chat.folder, 'study.zip');
    writeFileSync(path, zipFile([{ name: 'ct/film.png', bytes: await chat.picture(3) }]));
    const slice = { number: 2, of: 3, series: 'Pictures' };
    const source = { kind: 'archived', path, entry: 'ct/film.png' } as const;
    await chat.session.addImages([{ source, slice }]);
    await chat.session.close();
    await chat.open();
    const [image] = chat.session.conversation.images;
    assert.deepEqual([image?.name, image?.origin, image?.slice], ['film.png', source, slice]);
    await chat.session.ask('What is this?');
    assert.equal(chat.answer().state, 'cut', chat.answer().failure?.message);
    writeFileSync(path, zipFile([{ name: 'ct/film.png', bytes: await chat.picture(5) }]));
    assert.ok(image);
    await assert.rejects(chat.session.images.display(image), /film\.png has changed/u);
    rmSync(path);
    await assert.rejects(chat.session.images.display(image), /study\.zip: no such file/u);
  });

  it('takes another frame or window of a file for another image, and shows the model each as it is seen', async () => {
    const source = {
      kind: 'file',
      path: join(__dirname, '..', '..', '..', 'samples', 'us-beating-chamber.dcm'),
    } as const;
    const voi = { kind: 'window', center: 70, width: 120 } as const;
    await chat.session.addImages([{ source }]);
    await chat.session.addImages([{ source, frame: 8, voi }]);
    await chat.session.addImages([{ source, frame: 8, voi }]);
    const { images } = chat.session.conversation;
    assert.deepEqual(
      images.map(({ frame, frames, voi: chosen, window }) => [frame, frames, chosen, window]),
      [
        [undefined, 16, undefined, { center: 128, width: 256 }],
        [8, 16, voi, { center: 70, width: 120 }],
      ],
    );
    const preparation = { kind: 'padToSquare', imageSize: 56, padColor: [122, 116, 104] } as const;
    for (const [index, options] of [{}, { frame: 8, voi }].entries()) {
      const expected = await chat.local.imaging.modelInput(
        await chat.local.imaging.decode(source, options),
        preparation,
      );
      assert.equal((await chat.session.images.seen(images[index]!, preparation)).sha256, expected.sha256);
    }
    await chat.session.ask('What is this?');
    assert.deepEqual(
      chat.answer().receipts?.map(({ imageId, tokens }) => [imageId, tokens]),
      images.map(({ id }) => [id, 16]),
    );
  });

  it('has a way out of a file that is no model: another one, and Retry', async () => {
    const { settings } = chat.services;
    const wrong = join(chat.folder, 'letter.gguf');
    writeFileSync(wrong, 'Dear colleague');
    await chat.drop('film.png');
    const load = settings.load.bind(settings);
    settings.load = () => ({ ...load(), pair: { modelPath: wrong, projectorPath: undefined } });
    try {
      await chat.session.ask('What is this?');
      assert.equal(chat.answer().state, 'failed');
      assert.match(chat.answer().failure?.message ?? '', /letter\.gguf is not a GGUF file/u);
      assert.deepEqual(chat.answer().failure?.waysOut, ['chooseModel', 'retry']);
    } finally {
      settings.load = load;
    }
    await chat.session.retry();
    assert.equal(chat.answer().state, 'cut', chat.answer().failure?.message);
  });

  it('says what the model is busy with, not that it prepares the image', async () => {
    await chat.drop('film.png');
    const leave = chat.services.modelQueue.enter({ name: 'the draft of the Findings', stop: () => undefined });
    const told: string[] = [];
    const listening = chat.session.onProgress((progress) => {
      told.push(progress.stage === 'waiting' ? progress.busyWith : progress.stage);
    });
    await chat.session.ask('What is this?');
    listening.dispose();
    leave();
    assert.ok(told.includes('the draft of the Findings'), told.join());
    assert.ok(!told.includes('preparingImages'), told.join());
  });

  it('adds the same image once, and says so of a file of another name', async () => {
    await chat.drop('film.png');
    await chat.drop('film.png');
    assert.deepEqual(chat.notices, []);
    await chat.drop('copy of film.png');
    assert.deepEqual(chat.notices, ['copy of film.png is the same image as film.png, which is here already.']);
    assert.deepEqual(
      chat.session.conversation.images.map(({ name }) => name),
      ['film.png'],
    );
    assert.equal(chat.keptFolders().length, 1);
  });
});

/** Ends the engine's child of this extension host as the kernel would for want of memory. */
