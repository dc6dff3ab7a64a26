/** Many requests at once, guesses, and work ahead of questions: none of it changes an answer. */
import assert from 'node:assert/strict';
import { demoPair } from '../../src/assistant/demoPair.ts';
import type { LocalEngine } from '../../src/engine/localEngine.ts';
import type { AnswerRequest, AnswerResult, EngineProgress } from '../../src/protocol/engine.ts';
import { impressionPrompt } from '../../src/report/prompts/sectionPrompts.ts';
import { randomPairGeometry, writeRandomPair } from '../fixtures/randomGguf.ts';
import {
  assistant,
  disposeEngines,
  loadOptions,
  randomImage,
  request,
  root,
  startEngine,
  temporaryFolder,
  user,
} from './engineUnderTest.ts';

describe('many requests', function () {
  this.timeout(240_000);
  const pair = writeRandomPair(temporaryFolder(), 'many');
  const image = (seed: number): ReturnType<typeof randomImage> => randomImage(randomPairGeometry.imageSize, seed);
  const [first, second] = [image(1), image(2)];
  let engine: LocalEngine;
  let alone: LocalEngine;
  before(async () => {
    engine = await startEngine();
    alone = await startEngine();
    await engine.load(loadOptions(pair));
    await alone.load(loadOptions(pair));
  });
  after(disposeEngines);

  const oneByOne = async (requests: readonly AnswerRequest[]): Promise<string[]> => {
    const texts: string[] = [];
    for (const asked of requests) texts.push((await alone.answer(asked)).text);
    return texts;
  };
  const textOf = (result: AnswerResult | undefined): string =>
    result?.kind === 'answer' ? result.answer.text : (result?.error.code ?? '');

  it('are answered as one by one, each by its own seed, and each image is read once', async () => {
    const requests = [
      request([user('abc', first)], [first]),
      request([user('de', second)], [second]),
      request([user('fghijk', first)], [first], { temperature: 1.2, seed: 7 }),
      request([user('no image')]),
      request([user('abc', first)], [first], { maxTokens: 3 }),
      request([user('abc', first), assistant('de'), user('and now?')], [first]),
      request([user('fghijk', first)], [first], { temperature: 1.2, seed: 8 }),
    ];
    const told = new Map<number, AnswerResult>();
    const stages: EngineProgress['stage'][] = [];
    const results = await engine.answerMany(requests, {
      onResult: (index, result) => told.set(index, result),
      onProgress: ({ stage }) => stages.push(stage),
    });
    assert.deepEqual(results.map(textOf), await oneByOne(requests));
    assert.deepEqual(
      results.map((_, index) => told.get(index)),
      results,
    );
    assert.equal(stages.filter((stage) => stage === 'encodingImage').length, 2);
    assert.equal(stages.filter((stage) => stage === 'readingImage').length, 2);
    const [whole, , , , short] = results.map((result) => (result.kind === 'answer' ? result.answer : undefined));
    assert.deepEqual([short?.stopReason, short?.answerTokens], ['maxTokens', 3]);
    assert.equal(whole?.images[0]?.sha256, first.sha256);
  });

  it('take turns where the context has no room for all of them', async () => {
    const small = await startEngine();
    await small.load({ ...loadOptions(pair), contextSize: 160 });
    const requests = Array.from({ length: 12 }, (_, index) =>
      request([user('abc '.repeat(1 + (index % 3)), first)], [first], { maxTokens: 40 }),
    );
    const results = await small.answerMany(requests);
    assert.deepEqual(results.map(textOf), await oneByOne(requests));
    // Nothing is left of them in the context.
    const after = request([user('xyz', second)], [second], { maxTokens: 60 });
    assert.equal((await small.answer(after)).text, (await oneByOne([after]))[0]);
  });

  it('go on where one of them cannot be answered', async () => {
    const tooLong = request([user('x'.repeat(9000), first)], [first]);
    const requests = [request([user('abc', first)], [first]), tooLong, request([user('de', first)], [first])];
    const [one, error, two] = await engine.answerMany(requests);
    assert.equal(textOf(error), 'contextFull');
    assert.deepEqual([textOf(one), textOf(two)], await oneByOne([requests[0], requests[2]] as AnswerRequest[]));
  });

  it('stop when told to: what was told stands, and the next question is answered as ever', async () => {
    const stop = new AbortController();
    const told: number[] = [];
    const requests = Array.from({ length: 30 }, (_, index) => request([user(`abc ${index}`, first)], [first]));
    const reason = new Error('enough');
    await assert.rejects(
      engine.answerMany(
        requests,
        {
          onResult: (index) => {
            told.push(index);
            stop.abort(reason);
          },
        },
        stop.signal,
      ),
      (error) => error === reason,
    );
    assert.ok(told.length > 0 && told.length < requests.length);
    const next = request([user('abc', second)], [second]);
    assert.equal((await engine.answer(next)).text, (await oneByOne([next]))[0]);
  });

  it('guesses that are looked up in the prompt do not change an answer', async () => {
    // Of the demo model: between the words of random weights a rounding may decide.
    const demo = await startEngine();
    await demo.load(loadOptions(await demoPair(root)));
    for (const findings of [
      'There is a small left pleural effusion. The heart is normal in size.',
      'There is a rounded nodule in the right upper zone. No effusion. The heart is enlarged.',
    ])
      for (const sampling of [{}, { temperature: 0.2, topP: 0.7, seed: 3 }]) {
        const asked = request([user(impressionPrompt(findings).text)], [], { maxTokens: 80, ...sampling });
        const plain = await demo.answer(asked);
        assert.ok(plain.answerTokens > 5);
        const { text, answerTokens } = await demo.answer({ ...asked, rewrites: true });
        assert.deepEqual([text, answerTokens], [plain.text, plain.answerTokens]);
      }
  });

  it('work ahead gives way to another question, and is done after it', async () => {
    const ahead = [image(31), image(32), image(33)];
    const order: string[] = [];
    const prepared = engine
      .prepare({ messages: [user('', ...ahead)], images: ahead })
      .then((receipts) => order.push(`prepared ${receipts.length}`));
    const asked = request([user('abc', second)], [second]);
    const { text } = await engine.answer(asked);
    order.push('answered');
    await prepared;
    assert.deepEqual(order, ['answered', 'prepared 3']);
    assert.equal(text, (await oneByOne([asked]))[0]);
    const then = request([user('abc', ...ahead)], ahead);
    const stages: string[] = [];
    const answer = await engine.answer(then, { onProgress: ({ stage }) => stages.push(stage) });
    assert.deepEqual(stages, []);
    assert.equal(answer.text, (await oneByOne([then]))[0]);
  });

  it('work ahead is cancelled: it rejects with the reason, whether it runs or waits', async () => {
    const [running, waiting] = [new AbortController(), new AbortController()];
    const reason = new Error('removed');
    const ahead = (seed: number, signal: AbortSignal): Promise<unknown> => {
      const picture = image(seed);
      return engine.prepare({ messages: [user('', picture)], images: [picture] }, signal);
    };
    const both = [ahead(41, running.signal), ahead(42, waiting.signal)];
    waiting.abort(reason);
    running.abort(reason);
    for (const one of both) await assert.rejects(one, (error) => error === reason);
    const asked = request([user('abc', first)], [first]);
    assert.equal((await engine.answer(asked)).text, (await oneByOne([asked]))[0]);
  });

  it('the model is loaded again after it was unloaded', async () => {
    const asked = request([user('abc', first)], [first]);
    await engine.unload();
    assert.equal(engine.state.kind, 'idle');
    assert.equal(engine.childPid, undefined);
    assert.equal((await engine.answer(asked)).text, (await oneByOne([asked]))[0]);
    assert.equal(engine.state.kind, 'ready');
  });
});
