/** When the model comes into memory and when it leaves it, with the real engine. */
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { LoadOptions } from '../../src/protocol/engine.ts';
import type { Log } from '../../src/host/messages/log.ts';
import { AutoLoad } from '../../src/host/models/autoLoad.ts';
import { IdleUnload } from '../../src/host/models/idleUnload.ts';
import { ChatUnderTest } from './chatUnderTest.ts';

const IDLE_MS = 300;

describe('the model in memory', function () {
  this.timeout(180_000);
  let chat: ChatUnderTest;
  before(() => {
    chat = new ChatUnderTest();
  });
  beforeEach(async () => {
    await chat.begin();
    await chat.local.engine.unload();
  });
  afterEach(() => chat.close());
  after(() => chat.end());

  const isLoaded = (): boolean => chat.local.engine.describe() !== undefined;
  const log = (): Log => chat.services.log;

  it('is unloaded when nothing was asked for some time, says so, and comes back with a question', async () => {
    let idleMs = 0;
    const { engine } = chat.local;
    const idle = new IdleUnload({ engine, modelQueue: chat.services.modelQueue, log: log(), idleMs: () => idleMs });
    try {
      await chat.local.assistant.load();
      await delay(2 * IDLE_MS);
      assert.ok(isLoaded(), '0 is never');
      idleMs = IDLE_MS;
      await chat.drop('film.png');
      chat.maxTokens = 3000;
      const asked = chat.session.ask('Long?');
      await chat.firstWords();
      await delay(2 * IDLE_MS);
      assert.ok(isLoaded(), 'not during an answer');
      chat.session.stop();
      await asked;
      const told: (number | undefined)[] = [];
      engine.onDidChangeState(() => told.push(idle.unloadedAfterMs));
      await chat.until(() => !isLoaded(), 'it stays');
      assert.deepEqual(told, [IDLE_MS], 'who hears of it can say why');
      idleMs = 0;
      chat.maxTokens = 4;
      await chat.session.ask('And now?');
      assert.equal(chat.answer().stats?.answerTokens, 4, chat.answer().failure?.message);
      assert.equal(idle.unloadedAfterMs, undefined);
    } finally {
      idle.dispose();
    }
  });

  it('comes with the chat where the settings say so, once', async () => {
    let asked = 0;
    const autoLoad = autoLoadOf({
      isLoadedElsewhere: async () => {
        asked += 1;
        return false;
      },
    });
    chat.loadWhen = 'firstQuestion';
    await autoLoad.expectQuestion();
    assert.deepEqual([isLoaded(), asked], [false, 0]);
    chat.loadWhen = 'chatOpens';
    await Promise.all([autoLoad.expectQuestion(), autoLoad.expectQuestion()]);
    assert.deepEqual([isLoaded(), asked], [true, 1]);
  });

  it('does not come by itself where another window has it, nor after a person has unloaded it', async () => {
    await autoLoadOf({ isLoadedElsewhere: async () => true }).expectQuestion();
    assert.equal(isLoaded(), false);
    const autoLoad = autoLoadOf({});
    await autoLoad.expectQuestion();
    autoLoad.rest();
    await chat.local.engine.unload();
    await autoLoad.expectQuestion();
    assert.equal(isLoaded(), false);
    await chat.session.ask('Anything?');
    assert.ok(isLoaded(), 'a question loads it');
    await chat.local.engine.unload();
    await autoLoad.expectQuestion();
    assert.ok(isLoaded(), 'and it comes by itself again');
  });

  it('that fails to come by itself is said to have failed, and is tried again with other settings or a question', async () => {
    let modelPath = '/missing/model.gguf';
    const load = (): LoadOptions => ({ ...chat.settings.load(), pair: { ...chat.settings.load().pair, modelPath } });
    let tries = 0;
    const autoLoad = new AutoLoad({
      engine: chat.local.engine,
      log: log(),
      settings: { load, loadWhen: () => 'chatOpens' },
      assistant: {
        load: () => {
          tries += 1;
          return chat.local.engine.load(load());
        },
      },
    });
    await autoLoad.expectQuestion();
    await autoLoad.expectQuestion();
    const { state } = chat.local.engine;
    assert.deepEqual([tries, state.kind === 'failed' && state.error.code], [1, 'fileMissing']);
    modelPath = chat.settings.load().pair.modelPath;
    await autoLoad.expectQuestion();
    assert.ok(isLoaded());
  });

  function autoLoadOf(more: { isLoadedElsewhere?: () => Promise<boolean> }): AutoLoad {
    return new AutoLoad({ ...chat.local, settings: chat.settings, log: log(), ...more });
  }
});
