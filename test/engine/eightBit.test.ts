/** What the user may have in 8 bits: the projector, converted once, and the KV cache. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoPair } from '../../src/assistant/demoPair.ts';
import { EngineError } from '../../src/protocol/engineError.ts';
import { featureCosine } from '../../src/engine/featureCosine.ts';
import type { LocalEngine } from '../../src/engine/localEngine.ts';
import {
  request,
  disposeEngines,
  loadOptions,
  randomImage,
  root,
  startEngine,
  temporaryFolder,
  user,
} from './engineUnderTest.ts';

describe('a projector in 8 bits', function () {
  this.timeout(300_000);
  const folder = temporaryFolder();
  const projectorFolder = join(folder, 'projectors');
  afterEach(disposeEngines);

  /** An engine with the demo model, and the stages of its loading. */
  const load = async (folderOfProjectors = projectorFolder): Promise<{ engine: LocalEngine; stages: string[] }> => {
    const engine = await startEngine({ projectorFolder: folderOfProjectors });
    const stages: string[] = [];
    engine.onDidChangeState((state) => {
      if (state.kind === 'loading') stages.push(state.progress.stage);
    });
    await engine.load(loadOptions(await demoPair(root), { projectorPrecision: 'q8_0' }));
    return { engine, stages };
  };

  it('sees what the file sees, is half as large, and is converted once', async () => {
    rmSync(projectorFolder, { recursive: true, force: true });
    const { engine, stages } = await load();
    assert.ok(stages.includes('convertingProjector'));
    const { memory, inEightBits, projector } = engine.describe() ?? assert.fail();
    assert.deepEqual(inEightBits, ['projector']);
    const said = /8 bits: the cosine .* is (0\.\d+|1\.0000) on average, (0\.\d+|1\.0000) at worst/.exec(
      memory.decisions.join(' '),
    );
    assert.ok(Number(said?.[1]) >= 0.999 && Number(said?.[2]) >= 0.99, memory.decisions.join(' '));
    const image = randomImage(projector?.imageSize ?? 0, 5);
    const eightBits = await engine.imageFeatures(image);

    const plain = await startEngine();
    const whole = await plain.load(loadOptions(await demoPair(root)));
    assert.deepEqual(whole.inEightBits, []);
    const features = await plain.imageFeatures(image);
    assert.notDeepEqual(eightBits.values, features.values);
    const { mean, min } = featureCosine(eightBits.values, features.values, features.width);
    assert.ok(mean >= 0.999 && min >= 0.99, `cosine mean ${String(mean)}, min ${String(min)}`);
    const bytes = (plan: typeof memory): number => plan.parts.find(({ name }) => name === 'projector')?.bytes ?? 0;
    assert.ok(bytes(memory) < 0.6 * bytes(whole.memory));

    assert.ok(!(await load()).stages.includes('convertingProjector'), 'it is kept');
  });

  it('is converted again when the kept one is damaged', async () => {
    const kept = readdirSync(projectorFolder).find((name) => name.endsWith('.gguf')) ?? assert.fail();
    const path = join(projectorFolder, kept);
    const bytes = readFileSync(path);
    const damaged = Buffer.from(bytes);
    damaged[damaged.length - 1000] = (damaged[damaged.length - 1000] ?? 0) ^ 1;
    writeFileSync(path, damaged);
    writeFileSync(join(projectorFolder, 'writing-00000000-1-of-somebody-else'), '');
    assert.ok((await load()).stages.includes('convertingProjector'));
    assert.deepEqual(readFileSync(path), bytes, 'converting gives the same file each time');
    assert.equal(readdirSync(projectorFolder).length, 3, 'nothing half-written is left');
  });

  it('that cannot be written says so', async () => {
    const noFolder = join(folder, 'no-folder');
    writeFileSync(noFolder, '');
    const error = await load(noFolder).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof EngineError && error.code === 'projectorUnfit', String(error));
    assert.match(error.message, /could not be converted to 8 bits.*"file"/);
  });
});

describe('a KV cache in 8 bits', function () {
  this.timeout(300_000);
  afterEach(disposeEngines);

  it('answers, takes half the memory, and is told', async () => {
    const engine = await startEngine();
    const pair = await demoPair(root);
    const whole = await engine.load(loadOptions(pair));
    const { memory, inEightBits } = await engine.load(loadOptions(pair, { cacheType: 'q8_0' }));
    assert.deepEqual([whole.inEightBits, inEightBits], [[], ['kvCache']]);
    const bytes = (plan: typeof memory): number => plan.parts.find(({ name }) => name === 'kvCache')?.bytes ?? 0;
    assert.ok(bytes(memory) < 0.6 * bytes(whole.memory));
    const { answerTokens } = await engine.answer(request([user('What is this?')], []));
    assert.ok(answerTokens > 0);
  });
});
