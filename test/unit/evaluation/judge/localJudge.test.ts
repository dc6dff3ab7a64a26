import assert from 'node:assert/strict';
import { judgeAnswers } from '../../../../src/evaluation/judge/judgeAnswers.ts';
import { isFailed } from '../../../../src/evaluation/judge/judgement.ts';
import { localJudge } from '../../../../src/evaluation/judge/localJudge.ts';
import { engineErrors } from '../../../../src/engine/engineErrors.ts';
import type { Answer, AnswerRequest, Engine, LoadOptions, ModelDescription } from '../../../../src/protocol/engine.ts';
import { answeredItems, itemOf } from './judgedItems.ts';

const MODEL: ModelDescription = {
  name: 'Text Model',
  fileName: 'text.gguf',
  sha256: 'ab'.repeat(32),
  architecture: 'llama',
  parameters: 1e6,
  fileType: 'F16',
  contextSize: 2048,
  trainedContextSize: 4096,
  backend: 'cpu',
  template: 'gguf',
  isDemo: false,
  projector: undefined,
  inEightBits: [],
  memory: { parts: [], needsBytes: 0, freeBytes: 0 } as unknown as ModelDescription['memory'],
};

/** The part of the contract that a judge uses. */
class FakeEngine implements Pick<Engine, 'load' | 'answer'> {
  readonly loaded: LoadOptions[] = [];
  readonly requests: AnswerRequest[] = [];
  readonly #text: (request: AnswerRequest) => string | undefined;

  constructor(text: (request: AnswerRequest) => string | undefined) {
    this.#text = text;
  }

  async load(options: LoadOptions, signal?: AbortSignal): Promise<ModelDescription> {
    signal?.throwIfAborted();
    this.loaded.push(options);
    return MODEL;
  }

  /** Without a text: waits for Stop, which is no error. */
  async answer(request: AnswerRequest, _events?: unknown, signal?: AbortSignal): Promise<Answer> {
    this.requests.push(request);
    const text = this.#text(request);
    if (text === undefined) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    return {
      text: text ?? '',
      stopReason: text === undefined ? 'stopped' : 'end',
      promptTokens: 500,
      reusedTokens: 0,
      answerTokens: 20,
      images: [],
      firstTokenMs: 1,
      tokensPerSecond: 1,
    };
  }
}

const judgeOf = (engine: FakeEngine) =>
  localJudge({ engine, modelPath: '/models/text.gguf', gpu: 'cpu', contextSize: 2048 });

describe('a judge on this machine', () => {
  it('answers greedily, without a projector, one question at a time', async () => {
    const engine = new FakeEngine(() => '8 7\nBecause.');
    const judge = await judgeOf(engine);
    assert.equal(judge.name, 'Text Model');
    assert.equal(judge.parameters['sha256'], MODEL.sha256);
    const [result] = await judgeAnswers({ items: answeredItems(1), judge });
    assert.ok(result && !isFailed(result));
    assert.deepEqual(result.scores, { reference: 8, answer: 7 });
    assert.equal(result.promptTokens, 500);
    for (const options of engine.loaded)
      assert.deepEqual(options, {
        pair: { modelPath: '/models/text.gguf', projectorPath: undefined },
        gpu: 'cpu',
        contextSize: 2048,
        threads: 0,
      });
    const [request] = engine.requests;
    assert.equal(request?.sampling.temperature, 0);
    assert.deepEqual(request.images, []);
    assert.equal(request.messages.length, 1);
    assert.match(request.messages[0]!.text, /^You are a careful and impartial judge[^\n]*\n\nSomeone looked/);
  });

  it('says of one question that it is too long, and goes on', async () => {
    const engine = new FakeEngine(({ messages }) => {
      if (itemOf({ user: messages[0]!.text }) === 2) throw engineErrors.contextFull(2048, 0, 3000);
      return '8 7';
    });
    const results = await judgeAnswers({ items: answeredItems(3), judge: await judgeOf(engine) });
    assert.deepEqual(
      results.map((result) => isFailed(result)),
      [false, true, false],
    );
    const failed = results[1];
    assert.ok(failed && isFailed(failed));
    assert.match(failed.failure, /text\.gguf.*2048 tokens.*larger context/);
  });

  it('ends the run where the engine cannot go on', async () => {
    const engine = new FakeEngine(() => {
      throw engineErrors.tooManyRestarts(3);
    });
    const work = { items: answeredItems(3), judge: await judgeOf(engine) };
    await assert.rejects(judgeAnswers(work), { code: 'tooManyRestarts' });
    assert.equal(engine.requests.length, 1);
  });

  it('stops with the reason', async () => {
    const reason = new Error('enough');
    const stop = new AbortController();
    const engine = new FakeEngine(() => {
      setTimeout(() => stop.abort(reason), 10);
      return undefined;
    });
    const work = { items: answeredItems(3), judge: await judgeOf(engine) };
    await assert.rejects(judgeAnswers(work, stop.signal), (error) => error === reason);
    assert.equal(engine.requests.length, 1);
  });
});
