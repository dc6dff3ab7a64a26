/** Many questions through the real engine, whose process dies on the way. */
import assert from 'node:assert/strict';
import { answerMany } from '../../src/assistant/answerMany.ts';
import { demoPair } from '../../src/assistant/demoPair.ts';
import type { AnswerResult } from '../../src/protocol/engine.ts';
import { randomPairGeometry, writeRandomPair } from '../fixtures/randomGguf.ts';
import {
  disposeEngines,
  greedy,
  loadOptions,
  randomImage,
  request,
  root,
  startEngine,
  temporaryFolder,
  user,
} from './engineUnderTest.ts';

describe('many questions', function () {
  this.timeout(300_000);
  const pair = writeRandomPair(temporaryFolder(), 'many', { seed: 3 });
  const images = [1, 2, 3].map((seed) => randomImage(randomPairGeometry.imageSize, seed));
  const questions = Array.from({ length: 15 }, (_, index) => ({
    text: `What is number ${index}?`,
    images: [images[index % 3]!],
  }));
  afterEach(disposeEngines);

  const textOf = (result: AnswerResult | undefined): string | undefined =>
    result?.kind === 'answer' ? result.answer.text : result?.error.code;

  it('are answered as one by one', async () => {
    const engine = await startEngine();
    const demo = await demoPair(root);
    const model = await engine.load(loadOptions(demo));
    const shown = [4, 5].map((seed) => randomImage(model.projector?.imageSize ?? 0, seed));
    const asked = [
      'Describe the image.',
      'What modality is this?',
      'Is this normal?',
      'Where is the abnormality?',
    ].flatMap((text) => shown.map((image) => ({ text, images: [image] })));
    const expected: string[] = [];
    for (const { text, images: own } of asked)
      expected.push((await engine.answer(request([user(text, ...own)], own))).text);
    assert.deepEqual((await answerMany(engine, asked, greedy)).map(textOf), expected);
  });

  it('are answered the same again, and told once each, also when the process dies', async () => {
    let expected: (string | undefined)[] | undefined;
    for (const deaths of [0, 0, 1, 2]) {
      const engine = await startEngine();
      await engine.load(loadOptions(pair));
      const told: number[] = [];
      let left = deaths;
      const onResult = (index: number): void => {
        told.push(index);
        if (left-- > 0) process.kill(engine.childPid!, 'SIGKILL');
      };
      const results = (await answerMany(engine, questions, greedy, { onResult })).map(textOf);
      expected ??= results;
      assert.deepEqual(results, expected, `${deaths} deaths`);
      assert.deepEqual(
        told.sort((one, other) => one - other),
        questions.map((_, index) => index),
      );
    }
  });

  it('one that cannot be answered does not keep the others from it', async () => {
    const engine = await startEngine();
    await engine.load(loadOptions(pair, { contextSize: 256 }));
    const long = { text: 'word '.repeat(400), images: [images[0]!] };
    const results = await answerMany(engine, [questions[0]!, long, questions[3]!], greedy);
    assert.deepEqual(
      results.map(({ kind }) => kind),
      ['answer', 'error', 'answer'],
    );
    assert.equal(textOf(results[1]), 'contextFull');
  });

  it('are given up with the reason of the signal; what was told stands', async () => {
    const engine = await startEngine();
    await engine.load(loadOptions(pair));
    const stop = new AbortController();
    const reason = new Error('Stop');
    let told = 0;
    const onResult = (): void => {
      told++;
      stop.abort(reason);
    };
    await assert.rejects(answerMany(engine, questions, greedy, { onResult }, stop.signal), reason);
    assert.ok(told >= 1 && told <= questions.length);
  });
});
