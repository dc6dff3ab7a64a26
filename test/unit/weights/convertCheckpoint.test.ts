import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConversionProgress } from '../../../src/protocol/conversion.ts';
import { readCheckpoint } from '../../../src/weights/checkpoint/readCheckpoint.ts';
import { convertCheckpoint, type ConversionTools } from '../../../src/weights/convert/convertCheckpoint.ts';
import type { ConversionRequest } from '../../../src/weights/convert/conversionPlan.ts';
import { toFloats } from '../../../src/weights/gguf/floatType.ts';
import { readGgufHeader, type GgufTensor } from '../../../src/weights/gguf/ggufHeader.ts';
import { describePair } from '../../../src/weights/pair/describePair.ts';
import { addedTokens, firstGeometry, geometry, writeCheckpoint, writeClip } from '../../fixtures/checkpoint.ts';

/** Where nothing is to be quantised, nothing may be asked to. */
const noTools: ConversionTools = {
  quantizeModel: () => Promise.reject(new Error('not asked for')),
  quantizeProjector: () => Promise.reject(new Error('not asked for')),
  check: undefined,
};

const floatTypes: Readonly<Record<number, 'f32' | 'f16' | 'bf16'>> = { 0: 'f32', 1: 'f16', 30: 'bf16' };

describe('converting a checkpoint', () => {
  const folder = mkdtempSync(join(tmpdir(), 'llava-med-convert-'));
  after(() => rmSync(folder, { recursive: true }));
  const official = writeCheckpoint(join(folder, 'official'), 'official');
  /** As huggingface_hub keeps it. */
  const cached = writeCheckpoint(join(folder, 'models--example--llava-med-random/snapshots/5af0'), 'official');
  const huggingFace = writeCheckpoint(join(folder, 'hugging-face'), 'huggingFace');
  let count = 0;
  const request = (source: string, changes: Partial<ConversionRequest> = {}): ConversionRequest => ({
    source,
    outFolder: join(folder, `out-${count++}`),
    modelType: 'f16',
    projectorType: 'f16',
    towerFolder: undefined,
    program: 'llava-med test',
    ...changes,
  });

  const valuesOf = (path: string, { offset, bytes, type }: GgufTensor): Float32Array => {
    const floats = floatTypes[type];
    assert.ok(floats, `type ${type}`);
    return toFloats(new Uint8Array(readFileSync(path).subarray(offset, offset + bytes)), floats);
  };
  const tensorsOf = async (path: string): Promise<Map<string, Float32Array>> => {
    const { tensors } = await readGgufHeader(path, 'model');
    return new Map(tensors.map((tensor) => [tensor.name, valuesOf(path, tensor)]));
  };
  /** All of a checkpoint's tensors, by their names within their parts. */
  const sourceOf = async (path: string): Promise<Map<string, Float32Array>> => {
    const { parts } = await readCheckpoint(path);
    return new Map(
      Object.values(parts).flatMap((part) =>
        [...part].map(([name, { path: file, offset, bytes, type }]) => {
          const whole = new Uint8Array(readFileSync(file).subarray(offset, offset + bytes));
          return [name, toFloats(whole, type)] as const;
        }),
      ),
    );
  };

  it('keeps every value: rows of queries and keys woven, all else as it was', async () => {
    const { pair } = await convertCheckpoint(request(official), noTools);
    const source = await sourceOf(official);
    const model = await tensorsOf(pair.modelPath);
    const projector = await tensorsOf(pair.projectorPath);
    const same = (target: Map<string, Float32Array>, to: string, from: string): void =>
      assert.deepEqual(target.get(to), source.get(from), to);
    const { layers, width, heads, kvHeads, headWidth } = geometry.text;
    /** The permutation of llama.cpp's converter: (heads, 2, half) → (heads, half, 2). */
    const woven = (values: Float32Array | undefined, headCount: number): Float32Array => {
      const result = new Float32Array(values?.length ?? 0);
      const half = headWidth / 2;
      for (let head = 0; head < headCount; head++)
        for (let part = 0; part < 2; part++)
          for (let i = 0; i < half; i++) {
            const from = (head * headWidth + part * half + i) * width;
            result.set(values!.subarray(from, from + width), (head * headWidth + 2 * i + part) * width);
          }
      return result;
    };
    assert.equal(model.size, 3 + 9 * layers);
    same(model, 'token_embd.weight', 'embed_tokens.weight');
    same(model, 'output_norm.weight', 'norm.weight');
    same(model, 'output.weight', 'lm_head.weight');
    for (let layer = 0; layer < layers; layer++) {
      const [to, from] = [`blk.${layer}.`, `layers.${layer}.`];
      const names = {
        attn_norm: 'input_layernorm',
        attn_v: 'self_attn.v_proj',
        attn_output: 'self_attn.o_proj',
        ffn_norm: 'post_attention_layernorm',
        ffn_gate: 'mlp.gate_proj',
        ffn_up: 'mlp.up_proj',
        ffn_down: 'mlp.down_proj',
      };
      for (const [ours, theirs] of Object.entries(names)) same(model, `${to}${ours}.weight`, `${from}${theirs}.weight`);
      for (const [ours, theirs, headCount] of [
        ['attn_q', 'q_proj', heads],
        ['attn_k', 'k_proj', kvHeads],
      ] as const) {
        const values = source.get(`${from}self_attn.${theirs}.weight`);
        assert.deepEqual(model.get(`${to}${ours}.weight`), woven(values, headCount));
      }
    }

    const run = geometry.tower.layers - 1;
    assert.equal(projector.size, 5 + 16 * run + 4);
    same(projector, 'v.class_embd', 'embeddings.class_embedding');
    same(projector, 'v.patch_embd.weight', 'embeddings.patch_embedding.weight');
    same(projector, 'v.position_embd.weight', 'embeddings.position_embedding.weight');
    for (const kind of ['weight', 'bias']) {
      same(projector, `v.pre_ln.${kind}`, `pre_layrnorm.${kind}`);
      same(projector, `mm.0.${kind}`, `0.${kind}`);
      same(projector, `mm.2.${kind}`, `2.${kind}`);
      for (let layer = 0; layer < run; layer++) {
        const [to, from] = [`v.blk.${layer}.`, `encoder.layers.${layer}.`];
        const names = {
          attn_q: 'self_attn.q_proj',
          attn_k: 'self_attn.k_proj',
          attn_v: 'self_attn.v_proj',
          attn_out: 'self_attn.out_proj',
          ln1: 'layer_norm1',
          ln2: 'layer_norm2',
          ffn_up: 'mlp.fc1',
          ffn_down: 'mlp.fc2',
        };
        for (const [ours, theirs] of Object.entries(names))
          same(projector, `${to}${ours}.${kind}`, `${from}${theirs}.${kind}`);
      }
    }
  });

  it('both layouts give the same tensors', async () => {
    const a = await convertCheckpoint(request(official), noTools);
    const b = await convertCheckpoint(request(huggingFace), noTools);
    assert.deepEqual(await tensorsOf(b.pair.modelPath), await tensorsOf(a.pair.modelPath));
    assert.deepEqual(await tensorsOf(b.pair.projectorPath), await tensorsOf(a.pair.projectorPath));
  });

  it('bfloats stay what they are where that was asked for, and what halves cannot hold is refused', async () => {
    const source = writeCheckpoint(join(folder, 'bfloats'), 'official', {
      type: 'BF16',
      tensors: (tensors) => {
        const { shape, values } = tensors.get('lm_head.weight')!;
        tensors.set('lm_head.weight', { shape, values: values.with(0, 1e6) });
      },
    });
    const { pair } = await convertCheckpoint(request(source, { modelType: 'bf16' }), noTools);
    const model = await tensorsOf(pair.modelPath);
    assert.deepEqual(model.get('output.weight'), (await sourceOf(source)).get('lm_head.weight'));
    await assert.rejects(convertCheckpoint(request(source), noTools), {
      code: 'tensorUnfit',
      message: /lm_head\.weight .* 16-bit floats do not hold/,
    });
  });

  it('says what the files are, of what they were made, and by whom', async () => {
    const { pair, notes } = await convertCheckpoint(request(official), noTools);
    assert.match(pair.modelPath, /official-F16\.gguf$/);
    assert.match(pair.projectorPath, /official-mmproj-F16\.gguf$/);
    const { model, projector, template } = await describePair(pair);
    assert.equal(model.name, 'official');
    assert.equal(model.trainedContextSize, 32_768);
    assert.equal(template, 'mistral_instruct');
    assert.equal(projector?.tokensPerImage, 576);
    assert.equal(projector.layers, geometry.tower.layers - 1);
    const { metadata } = await readGgufHeader(pair.projectorPath, 'projector');
    assert.deepEqual(metadata.get('clip.vision.feature_layer'), { length: 1, numbers: [geometry.tower.layers - 1] });
    assert.equal(metadata.get('clip.use_gelu'), false);
    assert.equal(metadata.get('general.license'), 'apache-2.0');
    assert.equal(metadata.get('general.source.url'), undefined);
    const named = await convertCheckpoint(request(cached), noTools);
    assert.match(named.pair.modelPath, /llava-med-random-F16\.gguf$/);
    const fromCache = await readGgufHeader(named.pair.projectorPath, 'projector');
    assert.equal(fromCache.metadata.get('general.source.url'), 'https://huggingface.co/example/llava-med-random');
    // The same weights, whatever their folder is called.
    assert.equal(fromCache.metadata.get('llava_med.source.id'), metadata.get('llava_med.source.id'));
    assert.equal(metadata.get('llava_med.converted_by'), 'llava-med test');
    const text = await readGgufHeader(pair.modelPath, 'model');
    assert.equal(text.metadata.get('llava_med.trained_length'), 2048);
    assert.equal(text.metadata.get('llama.rope.freq_base'), geometry.text.ropeBase);
    for (const shard of readdirSync(official).filter((name) => name.endsWith('.safetensors'))) {
      const sha256 = createHash('sha256')
        .update(readFileSync(join(official, shard)))
        .digest('hex');
      for (const path of Object.values(pair)) assert.ok(readFileSync(path).includes(sha256), shard);
    }
    assert.ok(notes.some((note) => note.includes('inside the checkpoint was used')));
  });

  it('takes the tower that is named, and says whether the one inside is another', async () => {
    const same = await convertCheckpoint(request(official, { towerFolder: writeClip(join(folder, 'clip')) }), noTools);
    assert.ok(
      same.notes.some((note) => /is the same: all \d+ tensors/.test(note)),
      same.notes.join(),
    );
    const inside = await convertCheckpoint(request(official), noTools);
    const [id, other1] = await Promise.all(
      [inside, same].map(async ({ pair }) =>
        (await readGgufHeader(pair.projectorPath, 'projector')).metadata.get('llava_med.source.id'),
      ),
    );
    assert.equal(other1, id, 'the tower beside it is not the checkpoint');
    const [named, own] = [await tensorsOf(same.pair.projectorPath), await tensorsOf(inside.pair.projectorPath)];
    // CLIP's are of 32 bits here, and those inside of 16.
    for (const name of ['v.patch_embd.weight', 'v.blk.3.ffn_up.weight', 'mm.2.bias'])
      assert.deepEqual(named.get(name), own.get(name));

    const otherFolder = writeClip(join(folder, 'clip-2'), 2);
    const other = await convertCheckpoint(request(official, { towerFolder: otherFolder }), noTools);
    assert.ok(
      other.notes.some((note) => /is another one: \d+ of \d+ tensors differ/.test(note)),
      other.notes.join(),
    );
    const tensors = await tensorsOf(other.pair.projectorPath);
    assert.notDeepEqual(tensors.get('v.class_embd'), (await tensorsOf(same.pair.projectorPath)).get('v.class_embd'));

    const smaller = writeClip(join(folder, 'clip-224'), 1, { image_size: 224 });
    await assert.rejects(convertCheckpoint(request(official, { towerFolder: smaller }), noTools), {
      code: 'configUnfit',
      message: /clip-224 holds another vision tower .* its image size is 224, and not 336/,
    });

    const without = writeCheckpoint(join(folder, 'without'), 'official', { hasTower: false });
    await assert.rejects(convertCheckpoint(request(without), noTools), {
      code: 'visionTowerMissing',
      message: /--vision-tower/,
    });
    await convertCheckpoint(request(without, { towerFolder: otherFolder }), noTools);
  });

  it('of LLaVA-Med v1.0 keeps its one layer, and its tokens are none that a person types', async () => {
    const first = writeCheckpoint(join(folder, 'first'), 'first');
    const towerFolder = writeClip(join(folder, 'clip-first'), 1, {}, firstGeometry);
    const { pair } = await convertCheckpoint(request(first, { towerFolder }), noTools);
    const projector = await tensorsOf(pair.projectorPath);
    const source = await sourceOf(first);
    assert.equal(projector.size, 5 + 16 * (firstGeometry.tower.layers - 1) + 2);
    for (const kind of ['weight', 'bias']) assert.deepEqual(projector.get(`mm.0.${kind}`), source.get(`0.${kind}`));
    const { template, model, projector: described } = await describePair(pair);
    assert.equal(template, 'simple');
    assert.match(model.chatTemplate ?? '', /###Human: Hi!###Assistant: Hi there! {2}How can I help you today\?\\n###/);
    assert.deepEqual([described?.tokensPerImage, described?.outputWidth], [256, geometry.text.width]);
    assert.deepEqual(described?.preparation, { kind: 'padToSquare', imageSize: 224, padColor: [122, 116, 104] });
    const { metadata } = await readGgufHeader(pair.modelPath, 'model');
    const types = metadata.get('tokenizer.ggml.token_type') as { numbers: readonly number[] };
    for (const id of Object.values(addedTokens())) assert.equal(types.numbers[id], 3, String(id));
    // Not those of config.json, which are another tokenizer's.
    assert.equal(metadata.get('tokenizer.ggml.bos_token_id'), 1);
    assert.equal(metadata.get('tokenizer.ggml.eos_token_id'), 2);

    await assert.rejects(convertCheckpoint(request(first), noTools), {
      code: 'visionTowerMissing',
      message: /from_pretrained\("openai\/clip-vit-large-patch14"\).*--vision-tower/,
    });
    // As the training left it: what a prompt begins with is a token of the tokenizer's own map.
    writeFileSync(join(first, 'special_tokens_map.json'), '{"bos_token": {"content": "</s>"}, "eos_token": "</s>"}');
    const named = await convertCheckpoint(request(first, { towerFolder }), noTools);
    const header = await readGgufHeader(named.pair.modelPath, 'model');
    assert.equal(header.metadata.get('tokenizer.ggml.bos_token_id'), 2);
    rmSync(join(first, 'added_tokens.json'));
    await assert.rejects(convertCheckpoint(request(first, { towerFolder }), noTools), {
      code: 'tokenizerUnfit',
      message: /first names no token <im_start>.*added_tokens\.json/,
    });
  });

  it('tells how far it is, up to the last byte', async () => {
    const told: ConversionProgress[] = [];
    await convertCheckpoint(request(official), noTools, { onProgress: (progress) => told.push(progress) });
    const bytes = readdirSync(official)
      .filter((name) => name.endsWith('.safetensors'))
      .reduce((sum, name) => sum + readFileSync(join(official, name)).length, 0);
    assert.deepEqual(told.at(-1), { stage: 'writing', done: bytes, total: bytes });
    assert.ok(told.every(({ done }, i) => done > (told[i - 1]?.done ?? 0)));
  });

  it('leaves nothing behind when it is stopped or fails, and what an earlier one left is taken away', async () => {
    const stop = new AbortController();
    const stopped = request(official);
    await assert.rejects(
      convertCheckpoint(stopped, noTools, { onProgress: () => stop.abort(new Error('enough')) }, stop.signal),
      /enough/,
    );
    assert.deepEqual(readdirSync(stopped.outFolder), []);

    const failed = request(official, { modelType: 'q4_k_m' });
    await assert.rejects(convertCheckpoint(failed, noTools), {
      code: 'quantisingFailed',
      message: /official-Q4_K_M\.gguf/,
    });
    assert.deepEqual(readdirSync(failed.outFolder), []);

    const unsound = request(official);
    const check = (): Promise<never> => Promise.reject(new Error('not the same'));
    await assert.rejects(convertCheckpoint(unsound, { ...noTools, check }), /not the same/);
    assert.deepEqual(readdirSync(unsound.outFolder), []);

    writeFileSync(join(failed.outFolder, 'official-F16.gguf.floats.partial'), 'of a process that was killed');
    const { pair } = await convertCheckpoint({ ...failed, modelType: 'f16' }, noTools);
    assert.deepEqual(readdirSync(failed.outFolder).sort(), ['official-F16.gguf', 'official-mmproj-F16.gguf']);
    await assert.rejects(convertCheckpoint({ ...failed, modelType: 'f16' }, noTools), {
      code: 'resultExists',
      message: /official-F16\.gguf is there already/,
    });
    assert.ok(existsSync(pair.modelPath));
  });

  it('two at once do not write the same files', async () => {
    const wanted = request(official);
    const both = await Promise.allSettled([convertCheckpoint(wanted, noTools), convertCheckpoint(wanted, noTools)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const failed = both.find((one) => one.status === 'rejected');
    assert.match(String(failed?.reason), /is being converted already|is there already/);
    assert.equal(readdirSync(wanted.outFolder).length, 2);

    const left = request(official);
    mkdirSync(left.outFolder);
    // Of a process that is gone: ids do not go so high.
    writeFileSync(join(left.outFolder, 'official-F16.gguf.lock'), '4194999');
    await convertCheckpoint(left, noTools);
    assert.deepEqual(readdirSync(left.outFolder).sort(), ['official-F16.gguf', 'official-mmproj-F16.gguf']);
  });

  it('a shard that becomes shorter while it is read is told as such, and ends nothing else', async () => {
    const source = writeCheckpoint(join(folder, 'shrinking'), 'official');
    const wanted = request(source);
    const onProgress = (): void => {
      for (const name of readdirSync(source))
        if (name.endsWith('.safetensors')) truncateSync(join(source, name), 200_000);
    };
    await assert.rejects(convertCheckpoint(wanted, noTools, { onProgress }), {
      code: 'sourceUnreadable',
      message: /became shorter while it was read/,
    });
    assert.deepEqual(readdirSync(wanted.outFolder), []);
  });

  it('refuses before it writes where the disk has too little room', async () => {
    // Shards with holes, of 6 TB: no disk of a test has as much.
    const huge = 1e9;
    const source = writeCheckpoint(join(folder, 'huge'), 'official', {
      shards: 1,
      config: { intermediate_size: huge },
    });
    const path = join(source, 'model.safetensors');
    const bytes = readFileSync(path);
    const length = Number(bytes.readBigUInt64LE());
    const header = JSON.parse(bytes.subarray(8, 8 + length).toString()) as Record<
      string,
      { shape: number[]; data_offsets: [number, number] }
    >;
    let at = 0;
    for (const [name, entry] of Object.entries(header)) {
      if (name === '__metadata__') continue;
      entry.shape = entry.shape.map((size) => (/\.mlp\.(gate|up|down)_/.test(name) && size === 512 ? huge : size));
      const end = at + entry.shape.reduce((product, size) => product * size, 2);
      entry.data_offsets = [at, end];
      at = end;
    }
    const text = Buffer.from(JSON.stringify(header));
    const start = Buffer.alloc(8);
    start.writeBigUInt64LE(BigInt(text.length));
    writeFileSync(path, Buffer.concat([start, text]));
    truncateSync(path, 8 + text.length + at);
    const wanted = request(source);
    await assert.rejects(convertCheckpoint(wanted, noTools), {
      code: 'diskFull',
      message: /needs \d.* TB in out-\d+, and .* free/,
    });
    assert.deepEqual(readdirSync(wanted.outFolder), []);
  });

  it('refuses tensors that do not fit together, before anything is written', async () => {
    const refused = async (change: Parameters<typeof writeCheckpoint>[2], message: RegExp): Promise<void> => {
      const wanted = request(writeCheckpoint(join(folder, `unfit-${count++}`), 'official', change));
      await assert.rejects(convertCheckpoint(wanted, noTools), { code: 'tensorUnfit', message });
      assert.ok(!existsSync(wanted.outFolder));
    };
    await refused(
      { tensors: (tensors) => tensors.delete('model.layers.2.mlp.up_proj.weight') },
      /layers\.2\.mlp\.up_proj\.weight .* is missing/,
    );
    await refused({ config: { num_attention_heads: 4 } }, /q_proj|k_proj/);
    await refused({ config: { num_hidden_layers: 3 } }, /layers\.3\..* has no place/);
    await refused({ config: { vocab_size: 1000 } }, /embed_tokens\.weight .* 1000 × 256/);
  });
});
