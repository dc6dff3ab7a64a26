/** A published checkpoint, converted by the real process, beside an independent reference on the checkpoint itself. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkPair } from '../../src/conversion/checkPair.ts';
import { convert, type ConverterOptions } from '../../src/conversion/converter.ts';
import { featureCosine } from '../../src/engine/featureCosine.ts';
import type { ConversionProgress, ModelType, ProjectorType } from '../../src/protocol/conversion.ts';
import { planConversion, type ConversionPlan } from '../../src/weights/convert/conversionPlan.ts';
import { describePair } from '../../src/weights/pair/describePair.ts';
import { geometry, textConfig, writeCheckpoint } from '../fixtures/checkpoint.ts';
import { checkpointReference, converterUnderTest } from './checkpointReference.ts';
import {
  disposeEngines,
  loadOptions,
  nativeFolder,
  randomImage,
  request,
  startEngine,
  temporaryFolder,
  user,
} from './engineUnderTest.ts';

const tokens = [1, 300, 270, 310, 288, 265, 330];

describe('a checkpoint that is converted', function () {
  this.timeout(600_000);
  const folder = temporaryFolder();
  const official = writeCheckpoint(join(folder, 'official'), 'official', { seed: 5 });
  const image = randomImage(geometry.tower.imageSize, 7);
  let options: ConverterOptions;
  let reference: { features: Float32Array; logits: Float32Array };

  before(async () => {
    options = await converterUnderTest();
    const values = await checkpointReference({
      folder: official,
      rgb: Buffer.from(image.rgb).toString('base64'),
      tokens,
      towerHeads: geometry.tower.heads,
    });
    const split = 576 * geometry.text.width;
    reference = { features: values.subarray(0, split), logits: values.subarray(split) };
  });
  after(disposeEngines);

  const converted = (
    source: string,
    modelType: ModelType,
    projectorType: ProjectorType,
    onProgress?: (progress: ConversionProgress) => void,
    signal?: AbortSignal,
    out = `${modelType}-${projectorType}`,
  ): ReturnType<typeof convert> =>
    convert(
      {
        request: {
          ...{ source, modelType, projectorType, towerFolder: undefined, program: 'llava-med test' },
          outFolder: join(folder, out),
        },
        checks: true,
        ...(onProgress === undefined ? {} : { onProgress }),
      },
      options,
      signal,
    );

  const compared = async (pair: { modelPath: string; projectorPath: string }) => {
    const engine = await startEngine();
    await engine.load(loadOptions(pair));
    const features = await engine.imageFeatures(image);
    const logits = await engine.nextTokenLogits(tokens);
    const likeliest = (values: Float32Array): number => values.indexOf(Math.max(...values));
    const result = {
      features: featureCosine(features.values, reference.features, features.width),
      logits: featureCosine(logits, reference.logits, logits.length).mean,
      isTopSame: likeliest(logits) === likeliest(reference.logits),
    };
    assert.ok((await engine.answer(request([user('Is there an effusion?', image)], [image]))).answerTokens > 0);
    await disposeEngines();
    return result;
  };

  it('computes what the checkpoint computes', async () => {
    const { pair, notes } = await converted(official, 'f16', 'f16');
    const { features, logits, isTopSame } = await compared(pair);
    console.log(
      `      features ${features.mean.toFixed(7)} (at worst ${features.min.toFixed(7)}), logits ${logits.toFixed(7)}`,
    );
    assert.ok(features.mean >= 0.9999 && features.min >= 0.999, JSON.stringify(features));
    assert.ok(logits >= 0.9999, String(logits));
    assert.ok(isTopSame);
    assert.ok(
      notes.some((note) => note.startsWith('Checked against the checkpoint itself')),
      notes.join(),
    );
  });

  it('comes near it in 8 bits, and is quantised by llama.cpp with progress', async () => {
    const told: ConversionProgress[] = [];
    const { pair } = await converted(official, 'q8_0', 'q8_0', (progress) => told.push(progress));
    const { features, logits } = await compared(pair);
    console.log(
      `      features ${features.mean.toFixed(7)} (at worst ${features.min.toFixed(7)}), logits ${logits.toFixed(7)}`,
    );
    assert.ok(features.mean >= 0.999, JSON.stringify(features));
    assert.ok(logits >= 0.999, String(logits));
    assert.deepEqual([...new Set(told.map(({ stage }) => stage))], ['writing', 'quantising', 'checking']);
    const { model, projector } = await describePair(pair);
    assert.equal(model.fileType, 'Q8_0');
    assert.equal(projector?.fileType, 'Q8_0');
  });

  it('is a third as large in 4 bits', async () => {
    const { pair } = await converted(official, 'q4_k_m', 'f16');
    const { logits } = await compared(pair);
    console.log(`      logits ${logits.toFixed(5)}`);
    assert.ok(logits >= 0.8, String(logits));
    assert.equal((await describePair(pair)).model.fileType, 'Q4_K_M');
    const whole = join(folder, 'f16-f16', 'official-F16.gguf');
    assert.ok(statSync(pair.modelPath).size < 0.45 * statSync(whole).size);
  });

  it('is stopped while it quantises and while it is compared: nothing is left', async () => {
    for (const stage of ['writing', 'quantising', 'checking'] as const) {
      const stop = new AbortController();
      const onProgress = (progress: ConversionProgress): void => {
        if (progress.stage === stage) stop.abort(new Error(`stopped while ${stage}`));
      };
      await assert.rejects(converted(official, 'q5_k_m', 'f16', onProgress, stop.signal), {
        message: `stopped while ${stage}`,
      });
      assert.deepEqual(readdirSync(join(folder, 'q5_k_m-f16')), [], stage);
    }
    const { pair } = await converted(official, 'q5_k_m', 'f16');
    assert.ok(existsSync(pair.modelPath));
  });

  it("of LLaVA 1.5 is asked by Vicuna's template", async () => {
    const config = { text_config: { ...textConfig(), model_type: 'llama' } };
    const vicuna = writeCheckpoint(join(folder, 'llava-1.5'), 'huggingFace', { seed: 8, config });
    const { pair } = await converted(vicuna, 'f16', 'f16', undefined, undefined, 'vicuna');
    const { template, model } = await describePair(pair);
    assert.equal(template, 'vicuna_v1');
    assert.match(model.chatTemplate ?? '', /USER: /);
    const engine = await startEngine();
    await engine.load(loadOptions(pair));
    const plain = await engine.answer(request([user('Is there an effusion?')]));
    const seen = await engine.answer(request([user('Is there an effusion?', image)], [image]));
    assert.ok(seen.answerTokens > 0);
    // The line after the image is its own.
    assert.ok(seen.promptTokens > plain.promptTokens + 576);
  });

  it('is found out where it does not compute what its checkpoint does', async () => {
    const { pair } = await converted(official, 'bf16', 'f16');
    const wrong = async (plan: ConversionPlan): Promise<void> => {
      const engine = { childPath: options.engineChildPath, nativeFolder };
      const checked = checkPair(
        { plan, pair, request: { modelType: 'q4_k_m', projectorType: 'q8_0' }, engine },
        () => undefined,
        undefined,
      );
      await assert.rejects(checked, { code: 'checkFailed', message: /cosine of the image's features/ });
    };
    const plan = await planConversion({
      ...{ source: official, outFolder: folder, modelType: 'bf16', projectorType: 'f16' },
      ...{ towerFolder: undefined, program: 'llava-med test' },
    });
    const { checkpoint } = plan;
    const { text } = checkpoint.config;
    const withHeads = (heads: number, kvHeads: number): ConversionPlan => {
      const other = { ...text, heads, kvHeads, headWidth: text.width / heads };
      return { ...plan, checkpoint: { ...checkpoint, config: { ...checkpoint.config, text: other } } };
    };
    await wrong({ ...plan, towerLayers: plan.towerLayers - 1 });
    // Other heads are another order of rows.
    await wrong(withHeads(text.heads / 2, text.kvHeads / 2));
  });

  it('is refused in its own words', async () => {
    await assert.rejects(converted(join(folder, 'nothing'), 'f16', 'f16'), {
      name: 'ConversionError',
      code: 'sourceMissing',
      message: /There is no folder nothing/,
    });
  });
});
