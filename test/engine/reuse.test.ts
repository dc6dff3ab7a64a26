/**
 * Whatever is re-used of an earlier prompt — the sequence, a state in memory, a state or features on disk, another answer's
 * beginning — the answer is the one of a cold run.
 */
import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheSettings } from '../../src/engine/caches/cacheSettings.ts';
import type { LocalEngine } from '../../src/engine/localEngine.ts';
import type { Answer, AnswerRequest, EngineProgress } from '../../src/protocol/engine.ts';
import { randomPairGeometry, writeRandomPair } from '../fixtures/randomGguf.ts';
import {
  assistant,
  disposeEngines,
  loadOptions,
  randomImage,
  request,
  startEngine,
  temporaryFolder,
  user,
} from './engineUnderTest.ts';

describe('an image that was read', function () {
  this.timeout(240_000);
  // Heads of 32 values, as 8-bit blocks need them.
  const pair = writeRandomPair(temporaryFolder(), 'reuse', { width: 128 });
  const imageTokens = (randomPairGeometry.imageSize / randomPairGeometry.patchSize) ** 2;
  const [first, second, third] = [1, 2, 3].map((seed) => randomImage(randomPairGeometry.imageSize, seed)) as [
    ReturnType<typeof randomImage>,
    ReturnType<typeof randomImage>,
    ReturnType<typeof randomImage>,
  ];
  const about = (image: typeof first, text: string): AnswerRequest => request([user(text, image)], [image]);
  const caches = (folder: string | undefined): CacheSettings => ({
    folder,
    featureBytes: 1e9,
    stateBytes: 1e9,
    memoryStateBytes: 1e9,
  });
  const start = async (folder?: string): Promise<LocalEngine> => {
    const engine = await startEngine({ caches: () => caches(folder) });
    await engine.load(loadOptions(pair));
    return engine;
  };
  const ask = async (engine: LocalEngine, asked: AnswerRequest): Promise<{ answer: Answer; stages: string[] }> => {
    const stages = new Set<string>();
    const onProgress = ({ stage }: EngineProgress): void => void stages.add(stage);
    return { answer: await engine.answer(asked, { onProgress }), stages: [...stages] };
  };
  let engine: LocalEngine;
  before(async () => {
    engine = await start();
  });
  after(disposeEngines);

  it('is not read again in a new chat, though others were asked about in between', async () => {
    const cold = await ask(engine, about(first, 'abc'));
    assert.ok(cold.stages.includes('encodingImage') && cold.stages.includes('readingImage'));
    await ask(engine, about(second, 'abc'));
    await ask(engine, about(third, 'de'));
    const again = await ask(engine, about(first, 'abc'));
    assert.deepEqual(again.stages, []);
    assert.equal(again.answer.text, cold.answer.text);
    assert.ok(again.answer.reusedTokens >= imageTokens);
    assert.deepEqual(
      again.answer.images.map(({ cached }) => cached),
      [true],
    );
    // Another question about it is answered as by an engine that knows nothing.
    const other = await ask(engine, about(first, 'xyz'));
    assert.equal(other.answer.text, (await ask(await start(), about(first, 'xyz'))).answer.text);
  });

  it('is ready before the question: only its text is left to be read', async () => {
    const image = randomImage(randomPairGeometry.imageSize, 11);
    const receipts = await engine.prepare({ messages: [user('', image)], images: [image] });
    assert.deepEqual(
      receipts.map(({ sha256, tokens }) => [sha256, tokens]),
      [[image.sha256, imageTokens]],
    );
    const { answer, stages } = await ask(engine, about(image, 'abc'));
    assert.deepEqual(stages, []);
    assert.equal(answer.text, (await ask(await start(), about(image, 'abc'))).answer.text);
  });

  it('is ready behind a conversation too, and for two images', async () => {
    const turns = [user('abc', first), assistant('de'), user('fg')];
    const [a, b] = [21, 22].map((seed) => randomImage(randomPairGeometry.imageSize, seed)) as [
      typeof first,
      typeof first,
    ];
    const last = { ...user('', a, b), imageNames: ['Image 1', 'Image 2'] };
    const images = [first, a, b];
    await engine.prepare({ messages: [...turns.slice(0, 2), last], images });
    const asked = request([...turns.slice(0, 2), { ...last, text: 'hij' }], images);
    const { answer, stages } = await ask(engine, asked);
    assert.deepEqual(stages, []);
    assert.equal(answer.text, (await ask(await start(), asked)).answer.text);
  });

  it('survives the engine: after a restart it costs a file', async () => {
    const folder = temporaryFolder();
    const one = await start(folder);
    const cold = await ask(one, about(first, 'abc'));
    await one.dispose();
    const two = await start(folder);
    const warm = await ask(two, about(first, 'abc'));
    assert.deepEqual(warm.stages, []);
    assert.equal(warm.answer.text, cold.answer.text);
    await two.dispose();
    // The features alone spare the encoding.
    await rm(join(folder, 'states'), { recursive: true });
    const three = await start(folder);
    const read = await ask(three, about(first, 'abc'));
    assert.deepEqual(read.stages, ['readingPrompt', 'readingImage']);
    assert.equal(read.answer.text, cold.answer.text);
    // Another way to keep keys and values is another state.
    await three.load({ ...loadOptions(pair), cacheType: 'q8_0' });
    assert.ok((await ask(three, about(first, 'abc'))).stages.includes('readingImage'));
    await three.dispose();
    assert.equal((await readdir(join(folder, 'states'))).length, 2);
  });

  it('is forgotten when told to', async () => {
    const one = await start();
    await ask(one, about(first, 'abc'));
    await one.clearCaches();
    await ask(one, about(second, 'abc'));
    assert.ok((await ask(one, about(first, 'abc'))).stages.includes('encodingImage'));
  });
});

describe('an edit or a regeneration', function () {
  this.timeout(240_000);
  const pair = writeRandomPair(temporaryFolder(), 'edits');
  after(disposeEngines);

  it('re-evaluates only what changed', async () => {
    const engine = await startEngine();
    await engine.load(loadOptions(pair));
    const image = randomImage(randomPairGeometry.imageSize, 1);
    const turns = [user('abc', image), assistant('de'), user('fgh')];
    const asked = request(turns, [image]);
    const one = await engine.answer(asked);
    const again = await engine.answer(asked);
    assert.equal(again.text, one.text);
    assert.equal(again.promptTokens - again.reusedTokens, 1);
    const edited = await engine.answer(request([...turns.slice(0, 2), user('fgx')], [image]));
    assert.ok(
      edited.promptTokens - edited.reusedTokens < 12,
      `${edited.promptTokens - edited.reusedTokens} tokens read`,
    );
    const cold = await startEngine();
    await cold.load(loadOptions(pair));
    assert.equal(edited.text, (await cold.answer(request([...turns.slice(0, 2), user('fgx')], [image]))).text);
  });
});
