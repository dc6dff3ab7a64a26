/** LLaVA-Med v1.0, converted: its projector of one layer, the tokens around its images, its prompt and the end of its answers. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';
import type { Token } from 'node-llama-cpp';
import { convert, type ConverterOptions } from '../../src/conversion/converter.ts';
import { KvSequence } from '../../src/engine/child/kvSequence.ts';
import { addonModel } from '../../src/engine/child/nodeLlamaInternals.ts';
import { promptPieces } from '../../src/engine/child/promptPieces.ts';
import { planPrompt } from '../../src/engine/child/promptPlan.ts';
import { featureCosine } from '../../src/engine/featureCosine.ts';
import type { ChatMessage } from '../../src/protocol/engine.ts';
import { inspectPair } from '../../src/weights/inspect/inspectPair.ts';
import { describePair } from '../../src/weights/pair/describePair.ts';
import { addedTokens, firstGeometry, writeCheckpoint, writeClip, type RandomTensor } from '../fixtures/checkpoint.ts';
import { tokenizerPieces } from '../fixtures/sentencePieceModel.ts';
import { addonInProcess } from './addonInProcess.ts';
import { checkpointReference, converterUnderTest } from './checkpointReference.ts';
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

interface Pair {
  readonly modelPath: string;
  readonly projectorPath: string;
}

describe('LLaVA-Med v1.0 that is converted', function () {
  this.timeout(600_000);
  const folder = temporaryFolder();
  const { tower } = firstGeometry;
  const towerFolder = writeClip(join(folder, 'clip'), 5, {}, firstGeometry);
  const checkpoint = writeCheckpoint(join(folder, 'first'), 'first', { seed: 5 });
  const patches = (tower.imageSize / tower.patchSize) ** 2;
  const image = randomImage(tower.imageSize, 7);
  let options: ConverterOptions;
  let pair: Pair;
  let notes: readonly string[];
  let parts: Awaited<ReturnType<typeof opened>>;

  const converted = (source: string): ReturnType<typeof convert> =>
    convert(
      {
        request: {
          ...{ source, towerFolder, modelType: 'f16', projectorType: 'f16', program: 'llava-med test' },
          outFolder: join(source, 'converted'),
        },
        checks: true,
      },
      options,
    );

  before(async () => {
    options = await converterUnderTest();
    ({ pair, notes } = await converted(checkpoint));
    parts = await opened(pair);
  });
  after(async () => {
    parts.context.dispose();
    parts.vision.dispose();
    await parts.llama.dispose();
    await disposeEngines();
  });

  it('is known as what it is', async () => {
    const { template, projector, model } = await describePair(pair);
    assert.equal(template, 'simple');
    assert.equal(projector?.tokensPerImage, patches);
    assert.equal(projector.outputWidth, model.width);
    assert.deepEqual(await inspectPair(pair), { verdict: 'right', findings: [] });
    assert.match(notes.join(), /Checked against the checkpoint itself/);
  });

  for (const [what, messages] of [
    ['a question with an image', [user('Is there an effusion?', image)]],
    [
      'a second question, with another image',
      [user('Is there an effusion?', image), assistant('No, on the left side.'), user('And here?', image)],
    ],
    ['a question without an image, with what separates turns', [user('###Human:  is\nthis #')]],
  ] as const)
    it(`reads what its reference reads, and says the same next: ${what}`, async () => {
      const reference = await referenceOf(messages);
      const { tokens, features, logits } = await seen(parts, messages);
      assert.deepEqual(tokens, reference.tokens);
      const said = featureCosine(logits, reference.logits, logits.length).mean;
      const likeliest = (values: Float32Array): number => values.indexOf(Math.max(...values));
      const cosine = features && featureCosine(features, reference.features, firstGeometry.text.width);
      const ofFeatures = cosine && `features ${cosine.mean.toFixed(7)} (at worst ${cosine.min.toFixed(7)}), `;
      console.log(`      ${ofFeatures ?? ''}logits ${said.toFixed(7)}`);
      if (cosine !== undefined) assert.ok(cosine.mean >= 0.9999 && cosine.min >= 0.999, JSON.stringify(cosine));
      assert.ok(said >= 0.9999, String(said));
      assert.equal(likeliest(logits), likeliest(reference.logits));
    });

  it('what a person types is no token of the template', async () => {
    const typed = '<im_start> <im_patch><im_end></s><s>[PAD]';
    const { tokens } = await seen(parts, [user(typed)]);
    for (const id of [2, ...Object.values(addedTokens())]) assert.ok(!tokens.includes(id), String(id));
    assert.equal(tokens.lastIndexOf(1), 0);
    assert.ok(parts.model.detokenize(tokens.slice(1) as Token[]).endsWith(`Human: ${typed}###Assistant:`));
  });

  it('of an engine: an image is so many tokens more, and a second question reads nothing again', async () => {
    const engine = await startEngine();
    await engine.load(loadOptions(pair));
    const first = [user('Is there an effusion?', image)];
    const answer = await engine.answer(request(first, [image]));
    assert.equal(answer.promptTokens, (await referenceOf(first)).tokens.length);
    assert.equal(answer.images[0]?.tokens, patches);
    const second = await engine.answer(request([...first, assistant(answer.text), user('Sure?')], [image]));
    assert.ok(second.reusedTokens >= answer.promptTokens - 1, JSON.stringify([second.reusedTokens, answer]));
    await disposeEngines();
  });

  it('ends its answer at "###", alone, with guesses and among many', async () => {
    const { pair: hashes } = await converted(
      writeCheckpoint(join(folder, 'hashes'), 'first', { seed: 5, tensors: sayHashes }),
    );
    const engine = await startEngine();
    await engine.load(loadOptions(hashes));
    const told: string[] = [];
    const asked = request([user('Is there an effusion?', image)], [image]);
    for (const rewrites of [false, true]) {
      const answer = await engine.answer(
        { ...asked, rewrites },
        {
          onToken: (text) => told.push(text),
        },
      );
      assert.deepEqual([answer.text, answer.stopReason, answer.answerTokens], ['', 'end', 3]);
    }
    assert.deepEqual(told, []);
    const many = await engine.answerMany([asked, asked, request([user('Sure?')])]);
    for (const result of many)
      assert.deepEqual('answer' in result && [result.answer.text, result.answer.stopReason], ['', 'end']);
    await disposeEngines();
  });

  async function referenceOf(messages: readonly ChatMessage[]) {
    const turns = messages.map(({ role, text, images }) => [
      role === 'user' ? 'Human' : 'Assistant',
      text,
      images.length > 0,
    ]);
    const values = await checkpointReference({
      ...{ folder: checkpoint, tower: towerFolder, turns, towerHeads: tower.heads },
      rgb: Buffer.from(image.rgb).toString('base64'),
    });
    const { width } = firstGeometry.text;
    const rows = (await describePair(pair)).model.vocabulary;
    const [a, b] = [patches * width, patches * width + rows];
    return { features: values.subarray(0, a), logits: values.subarray(a, b), tokens: [...values.subarray(b)] };
  }
});

/** The engine's parts over a pair, in this process. */
async function opened({ modelPath, projectorPath }: Pair) {
  const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error });
  const model = await llama.loadModel({ modelPath });
  const addon = addonInProcess(llama.gpu);
  const shared = { threads: new addon.ThreadPool(1), abort: new addon.AbortFlag() };
  const on = { ...shared, useGpu: false, flashAttention: true };
  const vision = await addon.loadVision(addonModel(model), projectorPath, on);
  const sizes = { contextSize: 2048, batchSize: 1024, sequences: 1, outputs: 8 };
  const wanted = { ...shared, ...sizes, cacheType: 'f16', flashAttention: true } as const;
  const context = await addon.createContext(addonModel(model), wanted);
  return { llama, model, addon, vision, context, sequence: new KvSequence(context, 0) };
}

/** What they make of a conversation. An image's places hold `<im_patch>`. */
async function seen(
  { model, addon, vision, context, sequence }: Awaited<ReturnType<typeof opened>>,
  messages: readonly ChatMessage[],
) {
  const { width, height, rgb } = randomImage(firstGeometry.tower.imageSize, 7);
  const encoded = await vision.encode(rgb, width, height);
  assert.ok(encoded !== null);
  sequence.cut(0);
  const { segments } = planPrompt(promptPieces(messages, model, 'simple'), () => encoded.parts);
  const sampler = new addon.Sampler({ temperature: 0, topK: 0, topP: 1, seed: 0 });
  const tokens: number[] = [];
  let last = 0;
  for (const segment of segments)
    if (segment.kind === 'features') {
      assert.ok(await sequence.appendImage(vision, encoded, segment));
      tokens.push(...Array.from({ length: segment.tokens }, () => addedTokens()['<im_patch>'] ?? 0));
    } else {
      await KvSequence.grow(context, [{ sequence, tokens: segment.tokens, wanted: { sampler } }]);
      tokens.push(...segment.tokens);
      last = segment.tokens.length - 1;
    }
  const hasImage = segments.some(({ kind }) => kind === 'features');
  return { tokens, features: hasImage ? encoded.features() : undefined, logits: context.logits(last) };
}

/** Every hidden state points the same way, and that way is "#". */
function sayHashes(tensors: Map<string, RandomTensor>): void {
  const change = (name: string, value: (row: number, old: number) => number): void => {
    const { shape, values } = tensors.get(name)!;
    const width = shape.at(-1) ?? 1;
    tensors.set(name, { shape, values: values.map((old, i) => value(Math.floor(i / width), old)) });
  };
  const hash = tokenizerPieces().findIndex(({ text }) => text === '#');
  change('model.embed_tokens.weight', () => 50);
  change('model.norm.weight', () => 1);
  change('lm_head.weight', (row) => (row === hash ? 1 : 0));
}
