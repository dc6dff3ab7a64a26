import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { featuresOfBackend, featuresOfMachine } from '../../../src/engine/cpuFeatures.ts';
import type { CpuFeatures } from '../../../src/engine/cpuFeatures.ts';
import { describePair } from '../../../src/weights/pair/describePair.ts';
import type { PairDescription } from '../../../src/weights/pair/describePair.ts';
import { engineErrors } from '../../../src/engine/engineErrors.ts';
import { planMemory } from '../../../src/engine/memoryPlan.ts';
import type { MemoryWishes } from '../../../src/engine/memoryPlan.ts';
import { languageWorkSpace } from '../../../src/engine/workSpace.ts';
import type { MemoryPartName, MemoryPlan } from '../../../src/protocol/memoryPlan.ts';
import { writeRandomPair } from '../../fixtures/randomGguf.ts';

const avx2: CpuFeatures = { avx2: true, avx512: false, amx: false, dotProduct: false, matrixInt8: false };
const MiB = 2 ** 20;
const Q4_0 = 2;
const F16 = 1;

describe('planMemory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'llava-med-plan-'));
  const files = writeRandomPair(folder, 'planned', { contextLength: 4096 });
  after(() => rmSync(folder, { recursive: true }));

  /** The shape of a model with 1.1 billion parameters, with its matrices of one type. */
  const billion = async (type: number, wishes: Partial<MemoryWishes> = {}): Promise<PairDescription> => {
    const { model, projector, template } = await describePair(files);
    assert.ok(projector);
    const matrices = new Map([[type, 555 * MiB]]);
    return {
      template,
      contextSize: wishes.contextSize ?? 4096,
      model: {
        ...model,
        ...{ width: 2048, layers: 22, feedForward: 5632, vocabulary: 32000, fileBytes: 620e6 },
        cacheBytesPerToken: 22 * 4 * 128 * 2,
        weights: { matrices, embeddings: 35 * MiB, tiedType: undefined, others: MiB },
      },
      projector: { ...projector, fileBytes: 595e6, tokensPerImage: 576, imageSize: 336, patchSize: 14 },
    };
  };

  const plan = async (free: number, type = Q4_0, wishes: Partial<MemoryWishes> = {}): Promise<MemoryPlan> =>
    planMemory(
      await billion(type, wishes),
      { contextSize: 0, ...wishes },
      { ram: free, vram: undefined, features: avx2 },
    );

  const part = (of: MemoryPlan, name: MemoryPartName): number =>
    of.parts.find((candidate) => candidate.name === name)?.bytes ?? 0;

  it('reads weights that are laid out anew, and holds them once', async () => {
    const chosen = await plan(8e9);
    assert.equal(chosen.weights, 'read');
    assert.equal(part(chosen, 'weights'), (555 + 35 + 1) * MiB);
    assert.equal(part(chosen, 'mappedWeights'), 0);
    assert.equal(chosen.contextSize, 4096);
    assert.ok(chosen.fits);
    assert.equal(chosen.remedy, undefined);
    assert.equal(
      chosen.needsBytes,
      chosen.parts.reduce((sum, { bytes }) => sum + bytes, 0),
    );
  });

  it('maps weights that are used as they lie', async () => {
    const chosen = await plan(8e9, F16);
    assert.equal(chosen.weights, 'mapped');
    assert.equal(part(chosen, 'mappedWeights'), 556 * MiB);
    const [model] = [await describePair(files)];
    assert.equal(planMemory(model, { contextSize: 0 }, machine(8e9)).weights, 'mapped', 'a file of 32-bit floats');
  });

  const machine = (ram: number): Parameters<typeof planMemory>[2] => ({ ram, vram: undefined, features: avx2 });

  it('leaves the table of embeddings in the file when that makes it fit', async () => {
    const { needsBytes } = await plan(8e9);
    const chosen = await plan(needsBytes - 10 * MiB);
    assert.equal(chosen.weights, 'mapped');
    assert.equal(chosen.contextSize, 4096);
    assert.ok(chosen.fits);
  });

  it('lowers a context that nobody set, and says so; one that was set is obeyed or refused', async () => {
    const { needsBytes } = await plan(8e9);
    const free = needsBytes - 60 * MiB;
    const lowered = await plan(free);
    assert.ok(lowered.fits);
    assert.ok(lowered.contextSize < 4096 && lowered.contextSize >= 2048);
    assert.match(lowered.decisions.join(' '), new RegExp(`holds ${lowered.contextSize} tokens instead of 4096`));
    const refused = await plan(free, Q4_0, { contextSize: 4096 });
    assert.equal(refused.contextSize, 4096);
    assert.equal(refused.fits, false);
    assert.match(refused.remedy ?? '', /A context size of \d+ tokens takes \d\d(\.\d)? MB less\./);
  });

  it('reads mapped weights from the disk again when a little is missing, and says that it is slow', async () => {
    const { needsBytes } = await plan(8e9, F16, { contextSize: 4096 });
    const slow = await plan(needsBytes - 100 * MiB, F16, { contextSize: 4096 });
    assert.ok(slow.fits);
    assert.match(slow.decisions.join(' '), /Slow/);
    assert.equal((await plan(needsBytes - 200 * MiB, F16, { contextSize: 4096 })).fits, false);
  });

  it('counts a KV cache and a projector in 8 bits', async () => {
    const [plain, eight] = [await plan(8e9), await plan(8e9, Q4_0, { cacheType: 'q8_0', projectorPrecision: 'q8_0' })];
    assert.equal(part(plain, 'kvCache'), 88 * MiB);
    assert.equal(part(eight, 'kvCache'), (88 * MiB * 34) / 64);
    assert.ok(part(eight, 'projector') < 0.54 * part(plain, 'projector'));
  });

  it('counts a projector as it is where its file has 8 bits already', async () => {
    const pair = await billion(Q4_0);
    const projector = pair.projector && { ...pair.projector, fileType: 'Q8_0' };
    const machine = { ram: 8e9, vram: undefined, features: avx2 };
    const chosen = planMemory({ ...pair, projector }, { contextSize: 0, projectorPrecision: 'q8_0' }, machine);
    assert.equal(part(chosen, 'projector'), projector?.fileBytes);
  });

  it('says what each part needs, what is free, and what would help', async () => {
    const tooMuch = await plan(1e9);
    assert.equal(tooMuch.fits, false);
    const { message } = engineErrors.notEnoughMemory(files.modelPath, tooMuch);
    assert.match(
      message,
      /^planned-model\.gguf needs about 1\.\d GB of memory \(weights 620 MB, image projector 595 MB,/,
    );
    assert.match(message, /and 1\.0 GB are free\. Close other programs until \d+ MB more are free, or choose/);
  });

  it('takes the memory of a GPU beside that of the machine', async () => {
    const chosen = planMemory(await billion(Q4_0), { contextSize: 0 }, { ram: 1e9, vram: 1e9, features: avx2 });
    assert.equal(chosen.weights, 'gpu');
    assert.ok(chosen.fits);
    assert.equal(chosen.freeBytes, 2e9);
  });

  it('knows the work space that llama.cpp reports', async () => {
    const { model } = await billion(Q4_0);
    // llama.cpp's "compute buffer size" for these shapes, in MiB: batch, tokens of context, rows of logits.
    for (const [batch, context, outputs, reported] of [
      [512, 4096, 1, 53.0],
      [1024, 4096, 8, 106.0],
      [512, 2048, 1, 51.0],
      [512, 4096, 512, 70.5],
    ] as const) {
      const bytes = languageWorkSpace(model, context, batch, outputs);
      assert.ok(Math.abs(bytes / MiB / reported - 1) < 0.01, `${bytes / MiB} for ${reported}`);
    }
  });

  it('counts the weights of a real file as they are', async () => {
    const { model } = await describePair(files);
    const { matrices, embeddings, others } = model.weights;
    const total = [...matrices.values()].reduce((sum, bytes) => sum + bytes, 0) + embeddings + others;
    assert.ok(total < statSync(files.modelPath).size);
    assert.equal(total, 4 * model.parameters);
  });
});

describe('CpuFeatures', () => {
  it('are what the backend says of itself', () => {
    const said = 'CPU : SSE3 = 1 | AVX2 = 1 | AVX512 = 0 | LLAMAFILE = 1 | REPACK = 1 | ';
    assert.deepEqual(featuresOfBackend(said), avx2);
    assert.equal(featuresOfBackend('CPU : AVX2 = 1 | ').avx2, false, 'a backend that lays nothing out anew');
    assert.equal(featuresOfBackend('CPU : NEON = 1 | DOTPROD = 1 | REPACK = 1 | ').dotProduct, true);
  });

  it('before it is loaded, are those of this machine', function () {
    if (process.arch !== 'x64' && process.arch !== 'arm64') this.skip();
    const { avx2: hasAvx2, dotProduct } = featuresOfMachine();
    assert.equal(process.arch === 'arm64' ? hasAvx2 : dotProduct, false);
  });
});
