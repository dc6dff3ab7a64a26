/** Images that the model reads while the question is typed, with the real engine: what is read, when, and what of it is seen. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AssistantTurn } from '../../src/assistant/assistant.ts';
import type { Answer, ChatMessage } from '../../src/protocol/engine.ts';
import type { Progress } from '../../src/protocol/webview.ts';
import { ChatUnderTest } from './chatUnderTest.ts';

describe('images read ahead of the question', function () {
  this.timeout(180_000);
  let chat: ChatUnderTest;
  before(() => {
    chat = new ChatUnderTest();
  });
  beforeEach(async () => {
    await chat.begin();
    // nothing is known of images of the test before
    await chat.local.engine.unload();
    chat.prepareImages = 'always';
  });
  afterEach(() => chat.close());
  after(() => chat.end());

  const states = (): (string | undefined)[] =>
    chat.session.conversation.images.map(({ id }) => chat.ahead.readiness[id]);
  const ready = (): Promise<void> =>
    chat.until(
      () => states().length > 0 && states().every((state) => state === 'ready'),
      `the images are not read: ${JSON.stringify(states())}`,
    );
  const wereKnown = (): boolean[] => (chat.answer().receipts ?? []).map(({ cached }) => cached);

  /** Stages of work that are shown until the answer begins. */
  async function stagesOf(question: string): Promise<Progress['stage'][]> {
    const stages: Progress['stage'][] = [];
    const listening = chat.session.onProgress(({ stage }) => stages.push(stage));
    await chat.session.ask(question);
    listening.dispose();
    return stages;
  }
  const isAboutImages = (stage: string): boolean => stage === 'encodingImage' || stage === 'readingImage';

  /** A long answer that somebody else waits for, such as a report. */
  function busy(): { readonly answer: Promise<Answer>; stop(): void; readonly begun: Promise<void> } {
    const abort = new AbortController();
    const turns: AssistantTurn[] = [{ role: 'user', text: 'Write a report.', images: [] }];
    let onToken = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      onToken = resolve;
    });
    const answer = chat.local.assistant.answer(turns, { onToken: () => onToken() }, abort.signal, { maxTokens: 3000 });
    return {
      answer,
      begun,
      stop: () => {
        abort.abort();
      },
    };
  }

  it('knows the image when the question comes, and says that it does', async () => {
    const seen: string[] = [];
    chat.ahead.onDidChange(() => seen.push(...Object.values(chat.ahead.readiness)));
    await chat.drop('film.png');
    await ready();
    assert.deepEqual(seen, ['preparing', 'ready']);
    const known = await stagesOf('What is this?');
    assert.deepEqual([chat.answer().state, wereKnown()], ['cut', [true]]);
    assert.deepEqual(known.filter(isAboutImages), [], 'nothing is left to be done for it');
    assert.ok((chat.answer().stats?.reusedTokens ?? 0) > 16, 'it was read, not only encoded');
    assert.deepEqual(states(), ['ready'], 'it still is');
    await chat.session.newChat('none');
    chat.prepareImages = 'never';
    await chat.drop('other.png', 7);
    const unknown = await stagesOf('What is this?');
    assert.deepEqual(unknown.filter(isAboutImages), ['encodingImage', 'readingImage']);
  });

  it('is about the images of the question that is typed, where that is not of all', async () => {
    await chat.drop('a.png', 3);
    await ready();
    const prepared = recordPrepare();
    await chat.drop('b.png', 7);
    const b = chat.session.conversation.images[1]?.id ?? '';
    chat.session.expectOnlyAbout([b]);
    await chat.until(() => chat.ahead.readiness[b] === 'ready', 'it is not read');
    const asked = chat.session.askOnlyAbout([b], 'And this one?');
    chat.session.expectOnlyAbout(undefined);
    await asked;
    assert.ok((chat.answer().stats?.reusedTokens ?? 0) > 16);
    assert.equal(chat.ahead.readiness[b], 'ready');
    await later();
    prepared.end();
    assert.deepEqual(
      prepared.messages.map((messages) => messages.map(({ images }) => images.length)),
      [[1]],
    );
  });

  it('changes no answer: read before, read by the way, or not at all', async () => {
    const answers: string[] = [];
    for (const way of ['never', 'at once', 'ready'] as const) {
      await chat.local.engine.unload();
      await chat.session.newChat('none');
      chat.prepareImages = way === 'never' ? 'never' : 'always';
      await chat.drop('film.png', 11);
      if (way === 'ready') await ready();
      await chat.session.ask('What is this?');
      assert.equal(wereKnown()[0], way === 'ready');
      await chat.drop('second.png', 13);
      if (way === 'ready') await ready();
      await chat.session.ask('Which one?');
      assert.equal(chat.answer().state, 'cut', chat.answer().failure?.message);
      answers.push(chat.session.conversation.exchanges.map(({ answer }) => answer.text).join('\n'));
    }
    assert.notEqual(answers[0]?.trim(), '');
    assert.deepEqual(new Set(answers).size, 1, answers.join('\n---\n'));
  });

  it('gives way to all that is asked, and goes on after it', async () => {
    await chat.local.assistant.load();
    const report = busy();
    await report.begun;
    await chat.drop('film.png');
    await chat.until(() => states()[0] === 'preparing', 'nothing was begun');
    const { engine } = chat.local;
    const answer = engine.answer.bind(engine);
    const waits = new Promise<void>((resolve) => {
      engine.answer = (...parameters) => {
        resolve();
        return answer(...parameters);
      };
    });
    const asked = chat.session.ask('What is this?');
    await waits;
    engine.answer = answer;
    report.stop();
    assert.equal((await report.answer).stopReason, 'stopped');
    await asked;
    assert.deepEqual(wereKnown(), [false], 'the question came first');
    await ready();
  });

  it('is given up for an image that is taken away, and for a chat that is left', async () => {
    await chat.local.assistant.load();
    const prepared = recordPrepare();
    const report = busy();
    await report.begun;
    for (const leave of [
      () => chat.session.removeImage(chat.session.conversation.images[0]?.id ?? ''),
      () => chat.session.newChat('none'),
    ]) {
      await chat.drop('film.png');
      await chat.until(() => prepared.ends.length > 0, 'nothing was begun');
      leave();
      assert.deepEqual(chat.ahead.readiness, {});
      assert.equal(await prepared.ends.pop(), 'AbortError');
    }
    report.stop();
    await report.answer;
    prepared.end();
    assert.ok(chat.services.modelQueue.isResting);
    chat.prepareImages = 'never';
    await chat.drop('film.png');
    await chat.session.ask('What is this?');
    assert.deepEqual(wereKnown(), [false]);
  });

  it('reads what is there when images come together, and anew when one goes', async () => {
    await chat.local.assistant.load();
    const prepared = recordPrepare();
    await Promise.all([chat.drop('a.png', 3), chat.drop('b.png', 7), chat.drop('c.png', 5)]);
    await ready();
    chat.session.removeImage(chat.session.conversation.images[1]?.id ?? '');
    await ready();
    prepared.end();
    assert.deepEqual(
      prepared.messages.map((messages) => messages.map(({ images, imageNames }) => [images.length, imageNames])),
      [[[3, ['Image 1', 'Image 2', 'Image 3']]], [[2, ['Image 1', 'Image 2']]]],
    );
    await chat.session.ask('Which side?');
    assert.deepEqual(wereKnown(), [true, true]);
  });

  it('is not done on battery, where it is switched off, without a model, or for a damaged image', async () => {
    chat.prepareImages = 'onMains';
    chat.onBattery = true;
    await notRead('on battery');
    chat.onBattery = false;
    await chat.session.newChat('keep');
    chat.prepareImages = 'never';
    await notRead('switched off');
    chat.prepareImages = 'always';
    chat.loadWhen = 'firstQuestion';
    await chat.local.engine.unload();
    await notRead('no model');
    assert.equal(chat.local.engine.describe(), undefined, 'nor is it loaded for that');
    await chat.local.assistant.load();
    await ready();
    const cut = (await chat.picture(9)).subarray(0, 400);
    await chat.session.addImages([{ source: { kind: 'bytes', name: 'cut.png', bytes: cut } }]);
    await chat.session.ask('What is this?');
    assert.notEqual(chat.session.conversation.held, undefined);
    assert.deepEqual(chat.ahead.readiness, {});
    await chat.session.askAnyway();
    await ready();
  });

  it('is done anew when the model was unloaded, once it is loaded again', async () => {
    await chat.drop('film.png');
    await ready();
    await chat.local.engine.unload();
    assert.deepEqual(states(), [undefined]);
    await chat.local.assistant.load();
    await ready();
  });

  it('fails without a word, and is not tried again: it may have been the end of the engine', async () => {
    await chat.local.assistant.load();
    const prepared = recordPrepare();
    const child = chat.engineProcess();
    process.kill(child, 'SIGSTOP'); // so that it dies of nothing else
    await chat.drop('film.png');
    await chat.until(() => prepared.messages.length > 0, 'nothing was begun');
    process.kill(child, 'SIGKILL');
    await chat.until(() => chat.local.engine.state.kind === 'failed', 'the engine lives');
    await chat.until(() => chat.services.modelQueue.isResting, 'it is still tried');
    assert.deepEqual([chat.ahead.readiness, chat.notices], [{}, []]);
    await chat.session.ask('What is this?');
    assert.equal(chat.answer().state, 'cut', chat.answer().failure?.message);
    await later();
    assert.equal(prepared.messages.length, 1);
    prepared.end();
  });

  it('leaves it to the question to say that a file is gone', async () => {
    await chat.local.assistant.load();
    const path = join(chat.folder, 'film.png');
    writeFileSync(path, await chat.picture(19));
    await chat.session.addImages([{ source: { kind: 'file', path } }]);
    rmSync(path);
    await later();
    await chat.until(() => chat.services.modelQueue.isResting, 'it is still tried');
    assert.deepEqual([chat.ahead.readiness, chat.notices], [{}, []]);
    await chat.session.ask('What is this?');
    assert.equal(chat.answer().failure?.code, 'fileMissing');
  });

  interface Prepared {
    /** Of each time that the engine was asked to prepare. */
    readonly messages: (readonly ChatMessage[])[];
    /** How each ended: the name of the error, or undefined. */
    readonly ends: Promise<string | undefined>[];
    end(): void;
  }

  /** What the engine is asked to prepare from now on, and does. */
  function recordPrepare(): Prepared {
    const { engine } = chat.local;
    const prepare = engine.prepare.bind(engine);
    const prepared: Prepared = {
      messages: [],
      ends: [],
      end: () => {
        engine.prepare = prepare;
      },
    };
    engine.prepare = (request, signal) => {
      const work = prepare(request, signal);
      prepared.messages.push(request.messages);
      prepared.ends.push(
        work.then(
          () => undefined,
          (error: unknown) => (error as Error).name,
        ),
      );
      return work;
    };
    return prepared;
  }

  /** After so long something would have begun. */
  const later = (): Promise<void> => delay(400);

  async function notRead(what: string): Promise<void> {
    if (chat.session.conversation.images.length === 0) await chat.drop('film.png', 17);
    await later();
    assert.deepEqual(chat.ahead.readiness, {}, what);
  }
});
