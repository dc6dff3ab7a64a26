/**
 * The native addon over node-llama-cpp's internals, in this very process: what the engine relies on has to be there, and
 * its absence has to be loud.
 */
import assert from 'node:assert/strict';
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';
import type { Llama, LlamaModel } from 'node-llama-cpp';
import { KvSequence } from '../../src/engine/child/kvSequence.ts';
import { addonModel, assertInternals } from '../../src/engine/child/nodeLlamaInternals.ts';
import type {
  AbortFlag,
  EncodedImage,
  NativeAddon,
  NativeContext,
  Sampler,
  Vision,
} from '../../src/engine/child/nativeAddon.ts';
import { TokenStream } from '../../src/engine/child/tokenStream.ts';
import { randomPairGeometry, writeRandomPair } from '../fixtures/randomGguf.ts';
import { addonInProcess } from './addonInProcess.ts';
import { randomImage, temporaryFolder } from './engineUnderTest.ts';

describe("the native addon over node-llama-cpp's internals", function () {
  this.timeout(120_000);
  const pair = writeRandomPair(temporaryFolder(), 'internals');
  let llama: Llama;
  let model: LlamaModel;
  let addon: NativeAddon;
  let vision: Vision;
  let context: NativeContext;
  let sequence: KvSequence;
  let greedy: Sampler;
  let abort: AbortFlag;
  const image = randomImage(randomPairGeometry.imageSize, 1);
  const encode = (): Promise<EncodedImage | null> => vision.encode(image.rgb, image.width, image.height);
  const read = (tokens: readonly number[], target = sequence): Promise<readonly Int32Array[] | null> =>
    KvSequence.grow(context, [{ sequence: target, tokens }]);
  const next = async (
    tokens: readonly number[],
    drafts: readonly number[] = [],
    target = sequence,
  ): Promise<number[]> => {
    const found = await KvSequence.grow(context, [{ sequence: target, tokens, wanted: { sampler: greedy, drafts } }]);
    return [...(found?.[0] ?? [])];
  };

  before(async () => {
    llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error });
    model = await llama.loadModel({ modelPath: pair.modelPath });
    addon = addonInProcess(llama.gpu);
    abort = new addon.AbortFlag();
    greedy = new addon.Sampler({ temperature: 0, topK: 0, topP: 1, seed: 0 });
    const shared = { threads: new addon.ThreadPool(1), abort };
    vision = await addon.loadVision(addonModel(model), pair.projectorPath, {
      ...shared,
      useGpu: false,
      flashAttention: false,
    });
    context = await addon.createContext(addonModel(model), {
      ...shared,
      contextSize: 512,
      batchSize: 128,
      sequences: 3,
      outputs: 8,
      cacheType: 'f16',
      flashAttention: true,
    });
    sequence = new KvSequence(context, 0);
  });
  after(async () => {
    context.dispose();
    vision.dispose();
    await llama.dispose();
  });
  beforeEach(() => sequence.cut(0));

  it('is over the node-llama-cpp that the engine was written for', () => {
    assertInternals(model);
    const changed = new Proxy(model, {
      get: (target, name) => (name === '_model' ? undefined : (Reflect.get(target, name, target) as unknown)),
    });
    assert.throws(() => assertInternals(changed), /_model is gone/);
  });

  it('lays an image out as it is encoded, without its features', async () => {
    const layout = await vision.layout(image.rgb, image.width, image.height);
    const encoded = await encode();
    assert.deepEqual(layout.parts, encoded?.parts);
    assert.equal(layout.byteLength, 0);
    assert.throws(() => vision.decode(context, 0, 0, layout, 0), /no such part/);
  });

  it('gives features of 16 bits, which restore the very same image; others are refused', async () => {
    const encoded = await encode();
    const half = encoded?.halfFeatures();
    assert.ok(encoded && half && half.length === encoded.features().length);
    const restored = await vision.restore(image.rgb, image.width, image.height, half);
    assert.ok(restored !== null);
    assert.deepEqual(restored.features(), encoded.features());
    assert.deepEqual(restored.parts, encoded.parts);
    assert.deepEqual(restored.halfFeatures(), half);
    for (const foreign of [half.subarray(1), new Uint16Array(half.length + 1), new Uint16Array()])
      assert.equal(await vision.restore(image.rgb, image.width, image.height, foreign), null);
  });

  it('writes an image into a sequence, and cuts it off again', async () => {
    const encoded = await encode();
    const part = encoded?.parts[0];
    assert.ok(encoded && part?.kind === 'features' && encoded.parts.length === 1);
    const append = (): Promise<boolean> =>
      sequence.appendImage(vision, encoded, { part: 0, positions: part.positions, placeholder: -7 });
    const text = model.tokenize('abc');
    await read(text);
    assert.ok(await append());
    const first = await next(model.tokenize('d'));
    assert.equal(sequence.held.filter((token) => token === -7).length, part.positions);
    assert.equal(sequence.cut(text.length), text.length);
    assert.deepEqual(sequence.held, text);

    abort.raise();
    assert.equal(await append(), false);
    assert.deepEqual(sequence.held, text);
    abort.lower();
    assert.ok(await append());
    assert.deepEqual(await next(model.tokenize('d')), first);
    encoded.dispose();
    assert.throws(() => encoded.parts, /disposed/);
  });

  it('saves and restores a sequence, copies it, and decodes several together', async () => {
    await read(model.tokenize('abcdefgh'));
    const held = [...sequence.held];
    const state = await sequence.save();
    const [other, third] = [new KvSequence(context, 1), new KvSequence(context, 2)];
    other.copyOf(sequence);
    const tokens = model.tokenize('xyz');
    const cold = await next(tokens);
    const logits = context.logits(tokens.length - 1);
    assert.equal(sequence.held.length, held.length + tokens.length);
    assert.ok(await third.restore(state, held));
    assert.deepEqual(await next(tokens, [], third), cold);
    assert.deepEqual(context.logits(tokens.length - 1), logits);
    assert.equal(await third.restore(state.subarray(0, 100), held), false);
    assert.deepEqual(third.held, []);
    assert.ok(await third.restore(state, held));
    const together = await KvSequence.grow(
      context,
      [other, third].map((target) => ({ sequence: target, tokens, wanted: { sampler: greedy } })),
    );
    assert.deepEqual(
      together?.map((found) => [...found]),
      [cold, cold],
    );
    other.cut(0);
    third.cut(0);
  });

  it('keeps of drafts what the model would have said, and nothing else', async () => {
    const prompt = model.tokenize('abcdefgh');
    const plain: number[] = [];
    for (let last = prompt as number[]; plain.length < 6; last = plain.slice(-1)) plain.push(...(await next(last)));
    sequence.cut(0);
    // Two guesses right, the third wrong.
    const found = await next(prompt, [...plain.slice(0, 2), (plain[2] ?? 0) + 1, 5]);
    assert.deepEqual(found, plain.slice(0, 3));
    assert.deepEqual(sequence.held, [...prompt, ...plain.slice(0, 2)]);
    assert.deepEqual(await next(plain.slice(2, 3), plain.slice(3, 5)), plain.slice(3, 6));
    assert.deepEqual(sequence.held, [...prompt, ...plain.slice(0, 5)]);
  });

  it('draws by its own seed, whatever is drawn beside it', async () => {
    const draw = async (target: KvSequence, seed: number): Promise<number[]> => {
      const sampler = new addon.Sampler({ temperature: 1.5, topK: 50, topP: 1, seed });
      const tokens: number[] = [];
      let last: readonly number[] = model.tokenize('abc');
      while (tokens.length < 12) {
        const found = await KvSequence.grow(context, [{ sequence: target, tokens: last, wanted: { sampler } }]);
        tokens.push(...(found?.[0] ?? []));
        last = tokens.slice(-1);
      }
      target.cut(0);
      return tokens;
    };
    const first = await draw(sequence, 1);
    assert.deepEqual(await draw(sequence, 1), first);
    assert.notDeepEqual(await draw(sequence, 2), first);
  });

  it('stops at the flag in the midst of native work, and goes on as if nothing had been', async () => {
    const text = model.tokenize('abcdefgh');
    await read(text);
    abort.raise();
    assert.equal(await encode(), null);
    assert.equal(await read(text), null);
    assert.deepEqual(sequence.held, text);
    abort.lower();
    const once = (await encode())?.features();
    const again = (await encode())?.features();
    assert.ok(once !== undefined && once.length > 0);
    assert.deepEqual(again, once);
    assert.ok((await read(text)) !== null);
    assert.deepEqual(sequence.held, [...text, ...text]);
  });

  it('says when the cache is full, and is as it was then', async () => {
    const chunk = Array.from({ length: 120 }, () => 5);
    for (let index = 0; index < 4; index++) await read(chunk);
    await assert.rejects(read(chunk), /no room in the KV cache/);
    assert.equal(sequence.held.length, 480);
    assert.ok((await read(chunk.slice(0, 20))) !== null);
  });

  it('refuses what is no object of its own, instead of crashing', async () => {
    const shared = { threads: new addon.ThreadPool(1), abort: new addon.AbortFlag() };
    const load = (model: object, options: object): unknown =>
      addon.loadVision(model, pair.projectorPath, { useGpu: false, flashAttention: false, ...shared, ...options });
    assert.throws(() => load({}, {}), /AddonModel/);
    assert.throws(() => load(addonModel(model), { threads: {} }), /ThreadPool/);
    assert.throws(() => load(addonModel(model), { abort: {} }), /AbortFlag/);
    assert.throws(() => vision.encode(new Uint8Array(5), 56, 56), /width \* height \* 3/);
    assert.throws(() => vision.decode(context, 0, 0, {} as never, 0), /EncodedImage/);
    assert.throws(() => vision.decode({} as never, 0, 0, {} as never, 0), /Context/);
    // The object is fit for work after each refusal.
    assert.ok((await encode()) !== null);
  });

  it('give text only in whole characters', () => {
    const text = 'Übermäßig große Pleuraergüsse, 日本語 und 🩻.';
    const stream = new TokenStream(model.detokenize.bind(model));
    const pieces = model.tokenize(text).map((token) => stream.push(token));
    assert.ok(pieces.every((piece) => !piece.includes('\u{fffd}')));
    assert.ok(pieces.includes('🩻') && pieces.includes('ü'));
    assert.equal(pieces.join(''), text);
  });
});
