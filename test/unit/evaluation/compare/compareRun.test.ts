import assert from 'node:assert/strict';
import type { Assistant, AssistantTurn } from '../../../../src/assistant/assistant.ts';
import type { CompareEngines } from '../../../../src/host/evaluation/compareEngines.ts';
import { type AskedColumn, runComparison, worthOf } from '../../../../src/host/evaluation/compareRun.ts';
import type { Log } from '../../../../src/host/messages/log.ts';
import type { ModelQueue } from '../../../../src/host/models/modelQueue.ts';
import type { DisplayImage } from '../../../../src/imaging/imaging.ts';
import type { AnswerEvents, ModelDescription, Sampling } from '../../../../src/protocol/engine.ts';
import { EngineError } from '../../../../src/protocol/engineError.ts';

const sampling: Sampling = { temperature: 0, topP: 0.7, maxTokens: 64, seed: 1 };
const image = { phantom: undefined, fileSha256: 'a'.repeat(64) } as DisplayImage;
const question = { image, question: 'Is it normal?', caption: 'A film.' };

function columnOf(model: string, kind: 'image' | 'caption' = 'image'): AskedColumn {
  return {
    column: { kind, model, temperature: 0, maxTokens: 64, seed: 1 },
    pair: { modelPath: model, projectorPath: undefined },
    ...{ label: model, sampling },
    ...{ state: 'waiting', text: '', tokens: 0 },
    ...{ progress: undefined, failure: undefined, model: undefined, answer: undefined },
  };
}

/** Engines whose models answer two tokens; `absent` has no file, and `stopping` is stopped after its first token. */
function scripted(stopping: AbortController): {
  readonly turns: AssistantTurn[];
  readonly run: (columns: AskedColumn[]) => Promise<string[]>;
} {
  const turns: AssistantTurn[] = [];
  const assistantFor = (model: string): Pick<Assistant, 'load' | 'answer'> => ({
    load: async () => {
      if (model === 'absent') throw new EngineError({ code: 'fileMissing', message: 'absent.gguf cannot be read.' });
      return { name: model, isDemo: false } as ModelDescription;
    },
    answer: async (told, events?: AnswerEvents, signal?: AbortSignal) => {
      turns.push(...told);
      events?.onToken?.('It');
      if (model === 'stopping') stopping.abort();
      else events?.onToken?.(' is.');
      const unknown = { promptTokens: 0, reusedTokens: 0, images: [], firstTokenMs: 1, tokensPerSecond: 1 };
      return signal?.aborted === true
        ? { text: 'It', stopReason: 'stopped', answerTokens: 1, ...unknown }
        : { text: 'It is.', stopReason: 'end', answerTokens: 2, ...unknown };
    },
  });
  const engines = {
    for: async ({ modelPath }: { modelPath: string }) => ({
      assistant: assistantFor(modelPath),
      engine: { onDidChangeState: () => ({ dispose: () => undefined }) },
    }),
    rest: async () => undefined,
  } as unknown as CompareEngines;
  const modelQueue = {
    enter: () => () => undefined,
    tellAhead: () => undefined,
    ahead: () => [],
  } as unknown as ModelQueue;
  const log = { error: () => undefined } as unknown as Log;
  return {
    turns,
    run: async (columns) => {
      const texts: string[] = [];
      const events = { onChange: () => undefined, onProgress: () => undefined, onUnload: () => undefined };
      const onText = ({ label, text }: AskedColumn): number => texts.push(`${label}: ${text}`);
      await runComparison(columns, question, { engines, modelQueue, log }, { ...events, onText }, stopping);
      return texts;
    },
  };
}

describe('asking the columns of a comparison', () => {
  it('asks one after another, each token being told with the text so far', async () => {
    const { run } = scripted(new AbortController());
    const columns = [columnOf('one'), columnOf('two')];
    assert.deepEqual(await run(columns), ['one: It', 'one: It is.', 'two: It', 'two: It is.']);
    assert.deepEqual(
      columns.map(({ state, tokens }) => [state, tokens]),
      [
        ['done', 2],
        ['done', 2],
      ],
    );
  });

  it('leaves an error in its column with its way out, and goes on', async () => {
    const columns = [columnOf('absent'), columnOf('two')];
    await scripted(new AbortController()).run(columns);
    assert.deepEqual(
      columns.map(({ state }) => state),
      ['failed', 'done'],
    );
    assert.deepEqual(columns[0]?.failure, {
      message: 'absent.gguf cannot be read.',
      waysOut: ['chooseModel', 'askAgain'],
    });
  });

  it('stops all: the text so far stays, and who was not asked yet is not asked', async () => {
    const { run, turns } = scripted(new AbortController());
    const columns = [columnOf('one'), columnOf('stopping'), columnOf('three')];
    await run(columns);
    assert.deepEqual(
      columns.map(({ state, text }) => [state, text]),
      [
        ['done', 'It is.'],
        ['stopped', 'It'],
        ['stopped', ''],
      ],
    );
    assert.equal(turns.length, 2);
  });

  it('gives a text-only column the caption and no image, and the others the image and no caption', async () => {
    const { run, turns } = scripted(new AbortController());
    await run([columnOf('one'), columnOf('two', 'caption')]);
    assert.deepEqual(
      turns.map(({ images, text }) => [images.length, text.includes('A film.'), text.includes('Is it normal?')]),
      [
        [1, false, true],
        [0, true, true],
      ],
    );
  });

  it('says of the demo model alone, about what it has not learned, that its answer means nothing', () => {
    const demo = { isDemo: true } as ModelDescription;
    const { column } = columnOf('demo');
    assert.match(worthOf({ column, model: demo }, image) ?? '', /means nothing/);
    assert.match(worthOf({ column: { ...column, kind: 'caption' }, model: demo }, image) ?? '', /no captions/);
    assert.equal(worthOf({ column, model: demo }, { phantom: 'chest_xray' }), undefined);
    assert.equal(worthOf({ column, model: { isDemo: false } as ModelDescription }, image), undefined);
  });
});
