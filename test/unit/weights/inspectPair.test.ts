import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoPair } from '../../../src/assistant/demoPair.ts';
import type { FindingCode, Verdict } from '../../../src/protocol/pairReport.ts';
import { readGgufHeader } from '../../../src/weights/gguf/ggufHeader.ts';
import { inspectPair } from '../../../src/weights/inspect/inspectPair.ts';
import { mendProjector } from '../../../src/weights/inspect/mendProjector.ts';
import { readPairOrigin } from '../../../src/weights/inspect/pairOrigin.ts';
import { sparseModel, sparseProjector, string, uint32, type SparseChanges } from '../../fixtures/sparsePair.ts';

const root = join(import.meta.dirname, '../../..');

interface Case {
  readonly what: string;
  readonly model?: SparseChanges;
  readonly projector?: SparseChanges;
  readonly layers?: number;
  readonly verdict: Verdict;
  readonly code?: FindingCode;
  readonly says?: RegExp;
  readonly isMendable?: boolean;
}

const without =
  (name: string): NonNullable<SparseChanges['tensors']> =>
  (tensors) =>
    tensors.filter((tensor) => tensor.name !== name);
const layer = (value: number): SparseChanges => ({
  fields: { 'clip.vision.feature_layer': { type: 'int32s', value: [value] } },
});
const projectorOf = (tensor: string, shape: readonly number[]): SparseChanges => ({
  tensors: (tensors) => tensors.map((each) => (each.name === tensor ? { ...each, shape } : each)),
});

const oneLayer: SparseChanges = { tensors: (tensors) => tensors.filter(({ name }) => !name.startsWith('mm.2.')) };

const cases: readonly Case[] = [
  { what: "LLaVA-Med as llama.cpp's converter writes it", verdict: 'right' },
  { what: 'as ours writes it', projector: layer(23), verdict: 'right' },
  { what: 'all 24 layers, of which it names the 23rd', projector: layer(23), layers: 24, verdict: 'right' },
  {
    ...{ what: 'all 24 layers, and no word of which', layers: 24, verdict: 'wrong', code: 'oneLayerTooMany' },
    ...{ says: /All 24 layers .* layer 23 of the 24/, isMendable: true },
  },
  { what: 'one layer short', layers: 22, verdict: 'wrong', code: 'otherLayer', says: /22 layers/, isMendable: false },
  {
    ...{ what: 'a layer that few were trained with', projector: layer(22), verdict: 'suspicious', code: 'otherLayer' },
    isMendable: true,
  },
  {
    ...{ what: 'more layers named than stored', projector: layer(24), verdict: 'wrong', code: 'layersMissing' },
    says: /24 layers are run, and stores 23/,
  },
  {
    ...{ what: 'no class embedding', projector: { tensors: without('v.class_embd') }, verdict: 'wrong' },
    code: 'noClassEmbedding',
  },
  {
    ...{ what: 'positions turned round for an unpatched llama.cpp', verdict: 'wrong', code: 'classEmbeddingEmpty' },
    projector: { data: { 'v.class_embd': new Uint8Array(4096) } },
  },
  {
    ...{ what: 'positions of another image size', verdict: 'wrong', code: 'positionsUnfit', says: /257 positions/ },
    projector: projectorOf('v.position_embd.weight', [1024, 257]),
  },
  {
    ...{ what: 'no normalisation before the layers', projector: { tensors: without('v.pre_ln.weight') } },
    ...{ verdict: 'wrong', code: 'noPreNorm' },
  },
  {
    ...{ what: 'another GELU', projector: { fields: { 'clip.use_gelu': { type: 'bool', value: true } } } },
    ...{ verdict: 'suspicious', code: 'otherActivation', isMendable: true },
  },
  {
    ...{ what: "SigLIP's normalisation", verdict: 'suspicious', code: 'otherNormalisation', isMendable: true },
    projector: { fields: { 'clip.vision.image_mean': { type: 'float32s', value: [0.5, 0.5, 0.5] } } },
  },
  {
    ...{ what: "another encoder's projection", projector: projectorOf('mm.0.weight', [768, 4096]) },
    ...{ verdict: 'wrong', code: 'projectionUnfit', says: /width 768, and the vision tower makes 1024/ },
  },
  {
    ...{ what: "a 13B model's projector", projector: projectorOf('mm.2.bias', [5120]), verdict: 'wrong' },
    ...{ code: 'widthMismatch', says: /width 5120, and the model reads 4096/ },
  },
  {
    ...{ what: 'LLaVA 1.6', verdict: 'suspicious', code: 'tiles' },
    projector: {
      tensors: (tensors) => [...tensors, { name: 'model.image_newline', shape: [4096], type: 'f32' }],
      fields: { 'clip.vision.image_grid_pinpoints': { type: 'int32s', value: [336, 672] } },
    },
  },
  {
    ...{ what: 'LLaVA 1.6 with its own projector', verdict: 'right' },
    model: { fields: { 'general.name': string('llava-v1.6-mistral-7b') } },
    projector: {
      tensors: (tensors) => [...tensors, { name: 'model.image_newline', shape: [4096], type: 'f32' }],
      fields: { 'general.name': string('llava-v1.6-mistral-7b') },
    },
  },
  {
    ...{ what: 'a projection of one layer', projector: { tensors: without('mm.2.weight') }, verdict: 'wrong' },
    ...{ code: 'projectionUnfit', says: /one layer, and the model was trained with two/ },
  },
  {
    ...{ what: "LLaVA-Med v1.0's projection, of one layer", verdict: 'right', projector: oneLayer },
    model: { fields: { 'general.name': string('llava-med-7b'), 'llava_med.template': string('simple') } },
  },
  {
    ...{ what: 'a projection of one layer for a model that does not say what it is', projector: oneLayer },
    model: { fields: { 'general.name': string('llava-7b') } },
    ...{ verdict: 'suspicious', code: 'projectionUnfit', says: /LLaVA-Med v1\.0 and the first LLaVA/ },
  },
  {
    ...{ what: "two layers for LLaVA-Med v1.0's model", verdict: 'wrong', code: 'projectionUnfit' },
    model: { fields: { 'general.name': string('llava-med-7b'), 'llava_med.template': string('simple') } },
    says: /two layers, and the model was trained with one/,
  },
  {
    ...{ what: "SigLIP's tower, which has no class token", verdict: 'right' },
    projector: {
      tensors: (tensors) =>
        tensors
          .filter(({ name }) => name !== 'v.class_embd' && !name.startsWith('v.pre_ln'))
          .map((tensor) => (tensor.name === 'v.position_embd.weight' ? { ...tensor, shape: [1024, 576] } : tensor)),
      fields: { 'clip.vision.feed_forward_length': uint32(4304) },
      data: { 'v.class_embd': new Uint8Array() },
    },
  },
  {
    ...{ what: 'no word of the rotation', model: { fields: { 'llama.rope.freq_base': undefined } } },
    ...{ verdict: 'wrong', code: 'otherRopeBase' },
  },
  {
    ...{ what: "MedGemma's projector", projector: { fields: { 'clip.projector_type': string('gemma3') } } },
    ...{ verdict: 'wrong', code: 'otherFamily', says: /"gemma3", and the model is "llama"/ },
  },
  {
    ...{ what: 'two checkpoints that ours converted', verdict: 'wrong', code: 'otherCheckpoint' },
    model: { fields: { 'llava_med.source.id': string('a') } },
    projector: { fields: { 'llava_med.source.id': string('b') } },
  },
  {
    ...{ what: "LLaVA 1.5's projector with LLaVA-Med", verdict: 'suspicious', code: 'otherName' },
    ...{
      projector: { fields: { 'general.name': string('llava-v1.5-7b') } },
      says: /LLaVA-Med, and the projector LLaVA 1\.5/,
    },
  },
  {
    ...{ what: "Mistral v0.1's rotation", model: { fields: { 'llama.rope.freq_base': uint32(10_000) } } },
    ...{ verdict: 'wrong', code: 'otherRopeBase' },
  },
  {
    ...{ what: "Vicuna's template", model: { fields: { 'tokenizer.chat_template': string('USER: ASSISTANT:') } } },
    ...{ verdict: 'suspicious', code: 'otherTemplate' },
  },
];

describe('whether a pair can be trusted', () => {
  const folder = mkdtempSync(join(tmpdir(), 'llava-med-inspect-'));
  after(() => rmSync(folder, { recursive: true }));
  let count = 0;
  const written = ({ model, projector, layers }: Pick<Case, 'model' | 'projector' | 'layers'>) => ({
    modelPath: sparseModel(folder, `model-${++count}`, model),
    projectorPath: sparseProjector(folder, `projector-${count}`, projector, layers),
  });

  for (const { what, verdict, code, says, isMendable, ...changes } of cases)
    it(`${what}: ${verdict}`, async () => {
      const report = await inspectPair(written(changes));
      assert.equal(report.verdict, verdict, JSON.stringify(report.findings));
      if (code === undefined) assert.deepEqual(report.findings, []);
      const found = report.findings.find((finding) => finding.code === code);
      if (code !== undefined) assert.ok(found, JSON.stringify(report.findings));
      if (says !== undefined) assert.match(found?.message ?? '', says);
      if (isMendable !== undefined) assert.equal(found?.isMendable, isMendable);
      for (const { message, remedy } of report.findings) {
        assert.ok(message.length > 20 && remedy.length > 10);
        assert.ok(!message.includes(folder) && !remedy.includes(folder));
      }
    });

  it('files in each other’s place: wrong', async () => {
    const { modelPath, projectorPath } = written({});
    const report = await inspectPair({ modelPath: projectorPath, projectorPath: modelPath });
    assert.deepEqual([report.verdict, report.findings[0]?.code], ['wrong', 'swapped']);
  });

  it('a model without a projector: suspicious', async () => {
    const report = await inspectPair({ modelPath: sparseModel(folder, 'alone'), projectorPath: undefined });
    assert.deepEqual([report.verdict, report.findings[0]?.code], ['suspicious', 'noProjector']);
  });

  it('the demo model: right', async () => {
    assert.equal((await inspectPair(await demoPair(root))).verdict, 'right');
  });

  it('a mended copy is right, with the same weights; the file itself is as it was', async () => {
    for (const changes of cases.filter((each) => each.isMendable === true)) {
      const { modelPath, projectorPath } = written(changes);
      const before = readFileSync(projectorPath);
      const target = join(folder, `mended-${count}.gguf`);
      await mendProjector(projectorPath, target);
      const report = await inspectPair({ modelPath, projectorPath: target });
      assert.equal(report.verdict, 'right', `${changes.what}: ${JSON.stringify(report.findings)}`);
      assert.ok(readFileSync(projectorPath).equals(before));
      const [a, b] = [await readGgufHeader(projectorPath, 'projector'), await readGgufHeader(target, 'projector')];
      const after = readFileSync(target);
      assert.equal(b.tensors.length, a.tensors.length);
      for (const [i, tensor] of a.tensors.entries()) {
        const other = b.tensors[i]!;
        assert.deepEqual([other.name, other.shape, other.type], [tensor.name, tensor.shape, tensor.type]);
        const [theirs, ours] = [before, after].map((bytes, side) => {
          const { offset } = side === 0 ? tensor : other;
          return bytes.subarray(offset, offset + tensor.bytes);
        });
        assert.ok(ours?.equals(theirs ?? Buffer.alloc(0)), tensor.name);
      }
    }
  });

  it('what cannot be mended is refused by name, and nothing is overwritten', async () => {
    const short = written({ layers: 22 });
    await assert.rejects(mendProjector(short.projectorPath, join(folder, 'never.gguf')), {
      code: 'notMendable',
      message: /cannot be mended without the checkpoint\. 22 layers/,
    });
    const right = written({});
    await assert.rejects(mendProjector(right.projectorPath, join(folder, 'never.gguf')), { code: 'notMendable' });
    const long = written({ layers: 24 });
    await assert.rejects(mendProjector(long.projectorPath, right.projectorPath), { code: 'resultExists' });
    assert.ok(readdirSync(folder).every((name) => !name.includes('never') && !name.includes('partial')));
  });

  it('says where it comes from, as far as its files do', async () => {
    const origin = await readPairOrigin(
      written({
        model: {
          fields: { 'general.license': string('apache-2.0'), 'llava_med.trained_length': uint32(2048) },
        },
      }),
    );
    assert.deepEqual(origin, {
      ...{ license: 'apache-2.0', source: undefined, convertedBy: undefined, trainedLength: 2048 },
      tower: 'CLIP ViT-L/14, 23 of its 24 layers',
    });
  });
});
