import assert from 'node:assert/strict';
import { EngineError } from '../../src/protocol/engineError.ts';
import type { LocalEngine } from '../../src/engine/localEngine.ts';
import type { Answer } from '../../src/protocol/engine.ts';
import { randomPairGeometry, writeRandomPair } from '../fixtures/randomGguf.ts';
import {
  disposeEngines,
  loadOptions,
  randomImage,
  request,
  startEngine,
  temporaryFolder,
  user,
} from './engineUnderTest.ts';

describe('a model process that dies or hangs', function () {
  this.timeout(600_000);
  const pair = writeRandomPair(temporaryFolder(), 'recovery', { seed: 3 });
  const image = randomImage(randomPairGeometry.imageSize, 1);
  afterEach(disposeEngines);

  const question = request([user('Is there an effusion?', image)], [image]);

  /** Sends `signal` to the process once a few tokens of a long answer have come. */
  const signalDuringAnswer = async (
    engine: LocalEngine,
    signal: NodeJS.Signals,
  ): Promise<{ error: unknown; text: string }> => {
    for (let seed = 1; ; seed++) {
      let text = '';
      const onToken = (piece: string): void => {
        if (text === '') process.kill(engine.childPid ?? 0, signal);
        text += piece;
      };
      const asked = request([user('Go on.', image)], [image], { maxTokens: 4000, temperature: 1.5, seed });
      const outcome: Answer | { error: unknown } = await engine
        .answer(asked, { onToken })
        .catch((error: unknown) => ({ error }));
      // A sampled end of sequence may come before the signal acts.
      if ('error' in outcome) return { error: outcome.error, text };
    }
  };

  it('20 times killed during an answer: each time the request fails cleanly and the next is answered', async () => {
    const engine = await startEngine({ maxDeaths: 2 });
    await engine.load(loadOptions(pair));
    const expected = await engine.answer(question);
    for (let time = 1; time <= 20; time++) {
      const { error, text } = await signalDuringAnswer(engine, 'SIGKILL');
      assert.ok(error instanceof EngineError, String(error));
      assert.equal(error.code, 'childDied');
      assert.match(error.detail ?? '', /SIGKILL/);
      assert.notEqual(text, '', 'what came before stays');
      assert.equal(engine.state.kind, 'failed');
      const answer = await engine.answer(question);
      assert.equal(answer.text, expected.text, `after death ${time}`);
      assert.equal(engine.state.kind, 'ready');
    }
  });

  it('is not started for ever, until another model is chosen', async () => {
    const engine = await startEngine({ maxDeaths: 2 });
    await engine.load(loadOptions(pair));
    for (let time = 0; time < 2; time++) {
      const { error } = await signalDuringAnswer(engine, 'SIGKILL');
      assert.ok(error instanceof EngineError && error.code === 'childDied');
    }
    await assert.rejects(engine.answer(question), { code: 'tooManyRestarts' });
    await engine.load(loadOptions(pair, { contextSize: 1024 }));
    assert.ok((await engine.answer(question)).answerTokens > 0);
  });

  it('is ended when it gives no sign of life, and the next request is answered', async function () {
    if (process.platform === 'win32') this.skip();
    const engine = await startEngine({ stallMs: 6_000 });
    await engine.load(loadOptions(pair));
    const { error } = await signalDuringAnswer(engine, 'SIGSTOP');
    assert.ok(error instanceof EngineError, String(error));
    assert.equal(error.code, 'childHung');
    assert.ok((await engine.answer(question)).answerTokens > 0);
  });

  it('is ended when it does not obey Stop: the text so far stands', async function () {
    if (process.platform === 'win32') this.skip();
    const engine = await startEngine({ stopLimitMs: 500 });
    await engine.load(loadOptions(pair));
    const stop = new AbortController();
    let text = '';
    const onToken = (piece: string): void => {
      if (text === '') {
        process.kill(engine.childPid ?? 0, 'SIGSTOP');
        stop.abort();
      }
      text += piece;
    };
    const answer = await engine.answer(
      request([user('Go on.')], [], { maxTokens: 4000, temperature: 1.5, seed: 3 }),
      { onToken },
      stop.signal,
    );
    assert.equal(answer.stopReason, 'stopped');
    assert.equal(answer.text, text);
    assert.ok((await engine.answer(question)).answerTokens > 0);
  });

  it('does not outlive dispose, which also settles what is running', async () => {
    const engine = await startEngine();
    await engine.load(loadOptions(pair));
    const pid = engine.childPid ?? 0;
    const running = engine.answer(request([user('Go on.')], [], { maxTokens: 4000, temperature: 1.5, seed: 3 }));
    const waiting = engine.answer(question);
    const outcomes = Promise.allSettled([running, waiting]);
    await engine.dispose();
    for (const outcome of await outcomes) {
      assert.equal(outcome.status, 'rejected');
      assert.ok(outcome.reason instanceof EngineError && outcome.reason.code === 'disposed', String(outcome.reason));
    }
    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
  });

  it('is not needed twice for the same options', async () => {
    const engine = await startEngine();
    const states: string[] = [];
    engine.onDidChangeState((state) => states.push(state.kind));
    const [one, two] = await Promise.all([engine.load(loadOptions(pair)), engine.load(loadOptions(pair))]);
    const pid = engine.childPid;
    const three = await engine.load(loadOptions(pair));
    assert.equal(engine.childPid, pid);
    assert.equal(states.filter((state) => state === 'ready').length, 1);
    assert.deepEqual([two, three], [one, one]);
    assert.deepEqual(engine.describe(), one);
  });
});
