import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCheckpoint } from '../../../src/weights/checkpoint/readCheckpoint.ts';
import { readTower } from '../../../src/weights/checkpoint/readTower.ts';
import {
  geometry,
  writeCheckpoint,
  writeClip,
  type CheckpointOptions,
  type Layout,
} from '../../fixtures/checkpoint.ts';

describe('a checkpoint that was downloaded', () => {
  const folder = mkdtempSync(join(tmpdir(), 'llava-med-checkpoint-'));
  after(() => rmSync(folder, { recursive: true }));
  let count = 0;
  const written = (layout: Layout = 'official', options: CheckpointOptions = {}): string =>
    writeCheckpoint(join(folder, `checkpoint-${count++}`), layout, options);

  it('is read in both layouts, to the same parts', async () => {
    const [official, huggingFace] = [await readCheckpoint(written()), await readCheckpoint(written('huggingFace'))];
    assert.equal(official.shards.length, 2);
    for (const part of ['text', 'projector', 'tower'] as const)
      assert.deepEqual([...huggingFace.parts[part].keys()], [...official.parts[part].keys()]);
    assert.deepEqual(huggingFace.config.text, official.config.text);
    const { width, heads, kvHeads, headWidth, ropeBase } = geometry.text;
    const { text } = official.config;
    assert.deepEqual(
      [text.width, text.heads, text.kvHeads, text.headWidth, text.ropeBase, text.contextLength],
      [width, heads, kvHeads, headWidth, ropeBase, 32_768],
    );
    assert.equal(official.config.template, 'mistral_instruct');
    assert.equal(official.config.trainedLength, 2048);
    assert.equal(official.config.featureLayer, -2);
  });

  it("takes what Hugging Face's configuration leaves out from the family's defaults", async () => {
    const { config } = await readCheckpoint(
      written('huggingFace', { config: { text_config: { model_type: 'llama', vocab_size: 32_064 } } }),
    );
    assert.deepEqual(config.text, {
      ...{ width: 4096, layers: 32, heads: 32, kvHeads: 32, headWidth: 128, feedForward: 11_008 },
      ...{ vocabulary: 32_064, contextLength: 2048, ropeBase: 10_000, epsilon: 1e-6 },
    });
    assert.equal(config.template, 'vicuna_v1');
  });

  it("has OpenAI's tower by its name", async () => {
    const { config } = await readCheckpoint(
      written('official', { config: { mm_vision_tower: '/data/openai/clip-vit-large-patch14-336' } }),
    );
    assert.equal(config.tower?.layers, 24);
    assert.equal(config.tower.imageSize, 336);
  });

  it('of LLaVA-Med v1.0 is known by its projector of one layer and the tokens around its images', async () => {
    const name = { mm_vision_tower: 'openai/clip-vit-large-patch14' };
    const { config, parts } = await readCheckpoint(written('first', { config: name }));
    assert.deepEqual([...parts.projector.keys()], ['0.weight', '0.bias']);
    assert.deepEqual(
      [config.template, config.projectorLayers, config.hasImageTokens, config.featureLayer, config.towerName],
      ['simple', 1, true, -2, name.mm_vision_tower],
    );
    assert.deepEqual([config.tower?.imageSize, config.tower?.patchSize], [224, 14]);
    assert.deepEqual([config.text.kvHeads, config.text.ropeBase, config.text.contextLength], [8, 10_000, 2048]);
    assert.deepEqual(config.tokenIds, { bos: undefined, eos: undefined, pad: -1 });
    // As its program does where nothing is said.
    const silent = await readCheckpoint(written('first', { config: { mm_vision_select_layer: undefined } }));
    assert.equal(silent.config.featureLayer, -1);
    assert.equal(silent.config.towerName, name.mm_vision_tower);
    const named = await readCheckpoint(written('first', { config: { mm_projector_type: 'linear' } }));
    assert.equal(named.config.template, 'simple');
    // LLaVA 1.5 has the class of LLaVA-Med v1.0.
    const later = { architectures: ['LlavaLlamaForCausalLM'] };
    const vicuna = await readCheckpoint(written('official', { config: later }));
    assert.deepEqual([vicuna.config.template, vicuna.config.projectorLayers], ['vicuna_v1', 2]);
  });

  it('a CLIP model beside it is read as a tower', async () => {
    const tower = await readTower(writeClip(join(folder, 'clip')), 'example/clip');
    assert.equal(tower.config.width, geometry.tower.width);
    assert.ok(tower.tensors.has('embeddings.class_embedding'));
    assert.ok(![...tower.tensors.keys()].some((name) => name.includes('text') || name.includes('visual_projection')));
  });

  it('is refused by name, with the way out, where it is something else', async () => {
    const refused = async (path: string, code: string, message: RegExp): Promise<void> => {
      await assert.rejects(readCheckpoint(path), (error: unknown) => {
        assert.ok(error instanceof Error && 'code' in error, String(error));
        assert.equal(error.code, code, error.message);
        assert.match(error.message, message);
        assert.ok(!error.message.includes(folder), 'no path');
        return true;
      });
    };
    await refused(join(folder, 'nothing'), 'sourceMissing', /There is no folder nothing/);
    const bare = written();
    rmSync(join(bare, 'config.json'));
    await refused(bare, 'sourceMissing', /has no config\.json/);

    const pytorch = written();
    for (const file of readdirSync(pytorch).filter((name) => name.includes('safetensors'))) rmSync(join(pytorch, file));
    await refused(pytorch, 'sourceMissing', /has no model\.safetensors/);
    writeFileSync(join(pytorch, 'pytorch_model-00001-of-00002.bin'), 'PK');
    await refused(pytorch, 'pytorchWeights', /safetensors/);

    const incomplete = written();
    rmSync(join(incomplete, 'model-00002-of-00002.safetensors'));
    await refused(incomplete, 'sourceMissing', /has no model-00002-of-00002\.safetensors/);

    const cut = written();
    truncateSync(join(cut, 'model-00001-of-00002.safetensors'), 100_000);
    await refused(cut, 'sourceUnreadable', /model-00001-of-00002\.safetensors cannot be read: it has 100 kB of \d/);

    const notJson = written();
    writeFileSync(join(notJson, 'config.json'), '{');
    await refused(notJson, 'sourceUnreadable', /config\.json cannot be read: it is no JSON/);

    await refused(written('official', { config: { architectures: ['BertModel'] } }), 'kindUnknown', /is a "BertModel"/);
    await refused(
      written('huggingFace', { config: { text_config: { model_type: 'gemma' } } }),
      'kindUnknown',
      /with gemma/,
    );
    await refused(written('official', { config: { image_aspect_ratio: 'anyres' } }), 'configUnfit', /LLaVA 1\.6/);
    await refused(
      written('official', { config: { rope_scaling: { type: 'linear', factor: 4 } } }),
      'configUnfit',
      /rope/,
    );
    await refused(written('official', { config: { mm_projector_type: 'mlp4x_gelu' } }), 'configUnfit', /mlp4x_gelu/);
    await refused(written('official', { config: { mm_projector_type: 'linear' } }), 'configUnfit', /linear/);
    await refused(written('official', { config: { mm_use_im_start_end: true } }), 'configUnfit', /mm_use_im_start_end/);
    await refused(
      written('first', { config: { mm_projector_type: 'linear', mm_use_im_start_end: false } }),
      'configUnfit',
      /"linear"/,
    );
    const biomed = 'microsoft/BiomedCLIP-PubMedBERT_256-vit_base_patch16_224';
    await refused(written('first', { config: { mm_vision_tower: biomed } }), 'configUnfit', /BiomedCLIP/);
    await refused(
      written('official', { config: { quantization_config: { load_in_8bit: true } } }),
      'configUnfit',
      /quantised already/,
    );
    await readCheckpoint(written('official', { config: { rope_scaling: { rope_type: 'default' } } }));
    await refused(
      written('huggingFace', { config: { vision_feature_layer: [-2, -5] } }),
      'configUnfit',
      /several layers/,
    );

    const zeros = { shape: [4], values: new Float32Array(4) };
    await refused(
      written('official', { tensors: (tensors) => tensors.set('model.image_newline', zeros) }),
      'configUnfit',
      /LLaVA 1\.6/,
    );
    await refused(
      written('official', { tensors: (tensors) => tensors.set('resampler.query', zeros) }),
      'tensorUnfit',
      /resampler\.query/,
    );
    await refused(
      written('official', {
        tensors: (tensors) => {
          for (const name of [...tensors.keys()]) if (name.includes('mm_projector')) tensors.delete(name);
        },
      }),
      'sourceMissing',
      /mm_projector/,
    );

    const foreign = written();
    writeFileSync(
      join(foreign, 'model.safetensors.index.json'),
      JSON.stringify({ weight_map: { a: '../../secret.safetensors' } }),
    );
    await refused(foreign, 'sourceUnreadable', /no shard/);

    const both = written('official', { shards: 1 });
    cpSync(join(both, 'model.safetensors'), join(both, 'other.safetensors'));
    assert.equal((await readCheckpoint(both)).shards.length, 1, 'a stray copy is not read');
  });
});
