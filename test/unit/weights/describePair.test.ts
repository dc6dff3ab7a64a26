import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describeBytes } from '../../../src/text/describeBytes.ts';
import { describePair } from '../../../src/weights/pair/describePair.ts';
import { readGgufHeader } from '../../../src/weights/gguf/ggufHeader.ts';
import { writeRandomPair } from '../../fixtures/randomGguf.ts';

describe('describePair', () => {
  const folder = mkdtempSync(join(tmpdir(), 'llava-med-gguf-'));
  const pair = writeRandomPair(folder, 'described', { contextLength: 2048 });
  after(() => rmSync(folder, { recursive: true }));

  it('says what is in the files without loading them', async () => {
    const { model, projector, template, contextSize } = await describePair(pair);
    assert.equal(model.fileName, basename(pair.modelPath));
    assert.equal(model.name, 'random LLaVA');
    assert.equal(model.architecture, 'llama');
    assert.equal(model.fileType, 'F32');
    assert.equal(model.width, 64);
    assert.equal(model.vocabulary, 4 + 256 + 95);
    // Embedding and output, norms, and two layers of four square matrices and three of 64 × 128.
    assert.equal(model.parameters, 2 * 64 * 355 + 64 + 2 * (2 * 64 + 4 * 64 * 64 + 3 * 64 * 128));
    assert.equal(projector?.type, 'mlp');
    assert.equal(projector.tokensPerImage, 16);
    assert.deepEqual(projector.preparation, { kind: 'padToSquare', imageSize: 56, padColor: [122, 116, 104] });
    assert.equal(template, 'mistral_instruct');
    assert.equal(contextSize, 2048);
    // Two layers, keys and values of width 64 in 16 bits.
    assert.equal(model.cacheBytesPerToken, 2 * 2 * 64 * 2);
  });

  it('takes the context that is asked for', async () => {
    assert.equal((await describePair(pair, 512)).contextSize, 512);
    assert.equal((await describePair(pair, 8192)).contextSize, 8192);
  });

  it("takes LLaVA-Med's template only for what is built like it", async () => {
    const templateOf = async (chatTemplate: string | undefined): Promise<string> =>
      (await describePair(writeRandomPair(folder, 'template', chatTemplate === undefined ? {} : { chatTemplate })))
        .template;
    assert.equal(await templateOf(undefined), 'mistral_instruct');
    assert.equal(await templateOf('[INST] {{ content }} [/INST]'), 'mistral_instruct');
    assert.equal(await templateOf('USER: {{ content }} ASSISTANT:'), 'gguf');
    const vicuna = writeRandomPair(folder, 'llava-v1.5-7b');
    assert.equal((await describePair(vicuna)).template, 'vicuna_v1');
    const { modelPath } = writeRandomPair(folder, 'text-only', { chatTemplate: '[INST] {{ content }} [/INST]' });
    assert.equal((await describePair({ modelPath, projectorPath: undefined })).template, 'gguf');
  });

  it('lists every tensor where it lies', async () => {
    const { tensors, fileBytes } = await readGgufHeader(pair.projectorPath, 'projector');
    const kernel = tensors.find((tensor) => tensor.name === 'v.patch_embd.weight');
    assert.deepEqual(kernel?.shape, [14, 14, 3, 64]);
    for (const [index, tensor] of tensors.entries()) {
      assert.ok(tensor.offset % 32 === 0);
      assert.ok(tensor.offset + tensor.bytes <= (tensors[index + 1]?.offset ?? fileBytes));
    }
  });
});

describe('describeBytes', () => {
  it('reads as in a file manager', () => {
    assert.deepEqual([0, 999, 1_000, 15_500, 999_600, 4_368_439_584, 624_000_000, 13_500_000_000].map(describeBytes), [
      ...['0 bytes', '999 bytes', '1.0 kB', '15.5 kB', '1.0 MB', '4.4 GB', '624 MB', '13.5 GB'],
    ]);
  });
});
