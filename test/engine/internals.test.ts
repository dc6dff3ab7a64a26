/**
 * node-llama-cpp's internals in this very process: what the engine relies on has to be there, and its absence has to be
 * loud.
 */
import assert from 'node:assert/strict';
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';
import type { Llama, LlamaContextSequence, LlamaModel } from 'node-llama-cpp';
import {
  addonContext,
  addonModel,
  appendBehindItsBack,
  assertInternals,
  eraseFrom,
} from '../../src/engine/child/nodeLlamaInternals.ts';
import { loadNativeAddon } from '../../src/engine/child/nativeAddon.ts';
import type { AbortFlag, EncodedImage, NativeAddon, Vision } from '../../src/engine/child/nativeAddon.ts';
import { TokenStream } from '../../src/engine/child/tokenStream.ts';
import { randomPairGeometry, writeRandomPair } from '../fixtures/randomGguf.ts';
import { nativeFolder, randomImage, temporaryFolder } from './engineUnderTest.ts';

describe("node-llama-cpp's internals", function () {
  this.timeout(120_000);
  const pair = writeRandomPair(temporaryFolder(), 'internals');
  let llama: Llama;
  let model: LlamaModel;
  let sequence: LlamaContextSequence;
  let addon: NativeAddon;
  let vision: Vision;
  let abort: AbortFlag;
  const image = randomImage(randomPairGeometry.imageSize, 1);
  const encode = (): Promise<EncodedImage | null> => vision.encode(image.rgb, image.width, image.height);

  before(async () => {
    llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error });
    model = await llama.loadModel({ modelPath: pair.modelPath });
    addon = loadNativeAddon(nativeFolder, llama.gpu);
    addon.setLog(() => undefined);
    abort = new addon.AbortFlag();
    vision = await addon.loadVision(addonModel(model), pair.projectorPath, {
      useGpu: false,
      flashAttention: false,
      threads: 1,
      abort,
    });
    sequence = (await model.createContext({ contextSize: 512 })).getSequence();
    abort.attach(addonContext(sequence.context));
  });
  after(async () => {
    vision.dispose();
    await llama.dispose();
  });

  it('are those that the engine was written for', () => {
    assertInternals(sequence);
  });

  for (const member of ['_sequenceId', '_contextTokens', '_nextTokenIndex']) {
    it(`are missed loudly: ${member}`, () => {
      const changed = new Proxy(sequence, {
        get: (target, name) => (name === member ? undefined : (Reflect.get(target, name, target) as unknown)),
      });
      assert.throws(() => assertInternals(changed), new RegExp(member));
    });
  }

  it('let an image be written and cut off again, and count its positions', async () => {
    const encoded = await encode();
    const part = encoded?.parts[0];
    assert.ok(encoded && part?.kind === 'features' && encoded.parts.length === 1);
    await sequence.evaluateWithoutGeneratingNewTokens(model.tokenize('abc'));
    const start = sequence.nextTokenIndex;
    const append = (): Promise<boolean> =>
      appendBehindItsBack(sequence, part.positions, -7, 1, (context, id, position) =>
        vision.decode(context, id, position, encoded, 0),
      );
    assert.ok(await append());
    assert.equal(sequence.nextTokenIndex, start + part.positions);
    await sequence.evaluateWithoutGeneratingNewTokens(model.tokenize('d'));
    assert.equal(sequence.contextTokens.filter((token) => token === -7).length, part.positions);
    assert.equal(await eraseFrom(sequence, start), start);
    assert.equal(sequence.nextTokenIndex, start);
    assert.deepEqual(sequence.contextTokens, model.tokenize('abc'));

    abort.raise();
    assert.equal(await append(), false);
    assert.equal(sequence.nextTokenIndex, start);
    abort.lower();
    assert.ok(await append());
    await eraseFrom(sequence, start);
    encoded.dispose();
    assert.throws(() => encoded.parts, /disposed/);
  });

  it('stop at the flag in the midst of native work, and go on as if nothing had been', async () => {
    abort.raise();
    assert.equal(await encode(), null);
    const start = sequence.nextTokenIndex;
    await assert.rejects(sequence.evaluateWithoutGeneratingNewTokens(model.tokenize('abcdefgh')));
    abort.lower();
    assert.equal(await eraseFrom(sequence, start), start);
    const once = (await encode())?.features();
    const again = (await encode())?.features();
    assert.ok(once !== undefined && once.length > 0);
    assert.deepEqual(again, once);
    await sequence.evaluateWithoutGeneratingNewTokens(model.tokenize('abcdefgh'));
    assert.equal(sequence.nextTokenIndex, start + model.tokenize('abcdefgh').length);
  });

  it('refuse what is no object of theirs, instead of crashing', async () => {
    assert.throws(() => new addon.AbortFlag().attach({}), /AddonContext/);
    assert.throws(
      () =>
        addon.loadVision({}, pair.projectorPath, {
          useGpu: false,
          flashAttention: false,
          threads: 1,
          abort: new addon.AbortFlag(),
        }),
      /AddonModel/,
    );
    assert.throws(() => vision.encode(new Uint8Array(5), 56, 56), /width \* height \* 3/);
    assert.throws(() => vision.decode(addonContext(sequence.context), 0, 0, {} as never, 0), /EncodedImage/);
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
