import assert from 'node:assert/strict';
import type { AnswerEvents, AnswerRequest, Engine, EngineProgress, ImageReceipt } from '../../src/protocol/engine.ts';
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
import { hostileStrings } from '../unit/text/hostileStrings.ts';

describe('answers', function () {
  this.timeout(300_000);
  const folder = temporaryFolder();
  const pair = writeRandomPair(folder, 'answers', { seed: 3 });
  const [first, second] = [1, 2].map((seed) => randomImage(randomPairGeometry.imageSize, seed)) as [
    ReturnType<typeof randomImage>,
    ReturnType<typeof randomImage>,
  ];
  const tokensPerImage = (randomPairGeometry.imageSize / randomPairGeometry.patchSize) ** 2;

  const fresh = async (): Promise<Engine> => {
    const engine = await startEngine();
    await engine.load(loadOptions(pair));
    return engine;
  };
  let engine: Engine;
  before(async () => {
    engine = await fresh();
  });
  after(disposeEngines);

  /** The answer as the sequence of pieces that were streamed. */
  const streamed = async (on: Engine, asked: AnswerRequest, events: AnswerEvents = {}, signal?: AbortSignal) => {
    const pieces: string[] = [];
    const answer = await on.answer(asked, { ...events, onToken: (text) => pieces.push(text) }, signal);
    assert.equal(pieces.join(''), answer.text);
    return { answer, pieces };
  };

  it('are the same each time when greedy, and by their seed when sampled', async () => {
    const asked = request([user('Is there an effusion?', first)], [first]);
    const once = await streamed(engine, asked);
    assert.ok(once.answer.answerTokens > 0);
    assert.deepEqual((await streamed(engine, asked)).pieces, once.pieces);
    assert.deepEqual((await streamed(await fresh(), asked)).pieces, once.pieces);

    const sampled = (seed: number) =>
      streamed(engine, { ...asked, sampling: { temperature: 1, topP: 0.95, maxTokens: 24, seed } });
    const [one, again, other] = [await sampled(1), await sampled(1), await sampled(2)];
    assert.deepEqual(one.pieces, again.pieces);
    assert.notDeepEqual(one.pieces, other.pieces);
  });

  it('depend on the image', async () => {
    const ask = (image: typeof first) => streamed(engine, request([user('Is there an effusion?', image)], [image]));
    assert.notDeepEqual((await ask(first)).pieces, (await ask(second)).pieces);
  });

  it('come with a receipt for each image, and with progress', async () => {
    const on = await fresh();
    const receipts: ImageReceipt[] = [];
    const progress: EngineProgress[] = [];
    const events = {
      onImage: (receipt: ImageReceipt) => receipts.push(receipt),
      onProgress: (step: EngineProgress) => progress.push(step),
    };
    const asked = request([user('Compare.', first, second)], [first, second]);
    const { answer } = await streamed(on, asked, events);
    const expected = [first, second].map(({ sha256, width, height }) => ({
      sha256,
      width,
      height,
      tokens: tokensPerImage,
      cached: false,
    }));
    assert.deepEqual(receipts, expected);
    assert.deepEqual(answer.images, expected);
    assert.deepEqual(
      progress.flatMap((step) => (step.stage === 'encodingImage' ? [[step.index, step.count]] : [])),
      [
        [0, 2],
        [1, 2],
      ],
    );
    const reading = progress.flatMap((step) => (step.stage === 'readingPrompt' ? [step.done] : []));
    assert.ok(reading.length > 0 && reading.every((done, index) => done > (reading[index - 1] ?? 0)));
    receipts.length = 0;
    await streamed(on, asked, events);
    assert.deepEqual(
      receipts.map((receipt) => receipt.cached),
      [true, true],
    );
  });

  it('to follow-up questions re-use what stands in the cache, and are those of an evaluation from scratch', async () => {
    const on = await fresh();
    const turns = [user('Is there an effusion?', first)];
    const images = [first, second];
    let known = 0;
    for (const next of ['Where?', undefined, 'And now?']) {
      const asked = request(turns, images);
      const { answer, pieces } = await streamed(on, asked);
      const scratch = await streamed(await fresh(), asked);
      assert.deepEqual(pieces, scratch.pieces);
      assert.equal(scratch.answer.reusedTokens, 0);
      assert.equal(answer.promptTokens, scratch.answer.promptTokens);
      // At least the whole prompt of the turn before, its images included.
      assert.ok(answer.reusedTokens >= known, `re-used ${answer.reusedTokens} of ${known}`);
      known = answer.promptTokens;
      turns.push(assistant(answer.text), next === undefined ? user('The prior film:', second) : user(next));
    }
    assert.equal(turns.length, 7);
  });

  it('to a question about another image, which has a name, re-use the prompt about the first, which has none', async () => {
    const on = await fresh();
    const turns = [user('Is there an effusion?', first)];
    const { answer: alone } = await streamed(on, request(turns, [first]));
    turns.push(assistant(alone.text), { ...user('And here?', second), imageNames: ['Image 2'] });
    const both = request(turns, [first, second]);
    const { answer, pieces } = await streamed(on, both);
    assert.ok(answer.reusedTokens >= alone.promptTokens, `re-used ${answer.reusedTokens} of ${alone.promptTokens}`);
    assert.deepEqual(pieces, (await streamed(await fresh(), both)).pieces);
    const unnamed = request([...turns.slice(0, -1), user('And here?', second)], [first, second]);
    // In the fixture's vocabulary each printable character is a token of its own.
    const { promptTokens } = (await streamed(on, unnamed)).answer;
    assert.equal(answer.promptTokens - promptTokens, 'Image 2: '.length);
  });

  it('do not confuse the image of another conversation, nor a changed text, with what is cached', async () => {
    const ask = (image: typeof first, question: string) =>
      request([user('Describe.', image), assistant('A film.'), user(question)], [image]);
    await streamed(engine, ask(first, 'Left or right?'));
    for (const asked of [ask(second, 'Left or right?'), ask(first, 'Right or left?'), ask(first, 'Left')]) {
      const { pieces } = await streamed(engine, asked);
      assert.deepEqual(pieces, (await streamed(await fresh(), asked)).pieces);
    }
  });

  it('take text that looks like a special token as text', async () => {
    const tokensOf = async (text: string): Promise<number> => (await engine.answer(request([user(text)]))).promptTokens;
    const base = await tokensOf('a');
    // In the fixture's vocabulary each printable character is a token of its own; a control token would be one for all.
    for (const text of [
      '</s>',
      '[IMG]',
      '<s>',
      '[INST]',
      '[/INST]',
      '<image>',
      '<0x41>',
      hostileStrings['tokens of a template'],
    ])
      assert.equal((await tokensOf(`a${text}`)) - base, text.length, text);
  });

  it('end at the longest answer, and at the end of the context', async () => {
    const asked = request([user('Go on.')], [], { maxTokens: 3, temperature: 1, seed: 5 });
    const short = await engine.answer(asked);
    assert.equal(short.stopReason, 'maxTokens');
    assert.equal(short.answerTokens, 3);

    const small = await startEngine();
    const { contextSize } = await small.load(loadOptions(pair, { contextSize: 256 }));
    for (let seed = 1; ; seed++) {
      const full = await small.answer(request([user('Go on.')], [], { maxTokens: 100_000, temperature: 1.5, seed }));
      // A sampled end of sequence may come first.
      if (full.stopReason === 'end') continue;
      assert.equal(full.stopReason, 'maxTokens');
      assert.ok(full.promptTokens + full.answerTokens <= contextSize);
      break;
    }
  });

  it('stop when told to: the text so far stands, and the next question is answered as ever', async () => {
    const before = await streamed(engine, request([user('Is there an effusion?', first)], [first]));
    for (let seed = 1, stops = 0; stops < 3; seed++) {
      const stop = new AbortController();
      let received = 0;
      const onToken = (): void => {
        if (++received === 5) stop.abort();
      };
      const stopped = await engine.answer(
        request([user('Go on.', second)], [second], { maxTokens: 3000, temperature: 1.5, seed }),
        { onToken },
        stop.signal,
      );
      if (stopped.stopReason === 'end') continue;
      stops++;
      assert.equal(stopped.stopReason, 'stopped');
      assert.ok(stopped.answerTokens >= 5 && stopped.answerTokens < 3000);
      assert.notEqual(stopped.text, '');
    }
    const after = await streamed(engine, request([user('Is there an effusion?', first)], [first]));
    assert.deepEqual(after.pieces, before.pieces);
  });

  it('stop before they begin: while another is given, and when already stopped', async () => {
    const stop = new AbortController();
    const long = engine.answer(request([user('Go on.')], [], { maxTokens: 200, temperature: 1.5, seed: 7 }));
    const waiting = engine.answer(request([user('Next.')]), {}, stop.signal);
    stop.abort();
    assert.deepEqual([(await waiting).stopReason, (await waiting).text], ['stopped', '']);
    assert.notEqual((await long).stopReason, 'stopped');
  });

  it("by the GGUF's own chat template see images too", async () => {
    const chatTemplate =
      "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}</{{ m['role'] }}>{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}";
    const on = await startEngine();
    const model = await on.load(loadOptions(writeRandomPair(folder, 'template', { seed: 3, chatTemplate })));
    assert.equal(model.template, 'gguf');
    const one = await streamed(on, request([user('Describe.', first)], [first]));
    const other = await streamed(on, request([user('Describe.', second)], [second]));
    assert.notDeepEqual(one.pieces, other.pieces);
    assert.equal(one.answer.promptTokens, other.answer.promptTokens);
    const followUp = request([user('Describe.', second), assistant('A film.'), user('More.')], [second]);
    const { answer, pieces } = await streamed(on, followUp);
    assert.ok(answer.reusedTokens > tokensPerImage);
    const scratch = await startEngine();
    await scratch.load(loadOptions(writeRandomPair(folder, 'template', { seed: 3, chatTemplate })));
    assert.deepEqual(pieces, (await streamed(scratch, followUp)).pieces);
  });
});
