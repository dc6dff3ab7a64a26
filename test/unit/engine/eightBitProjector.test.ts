import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eightBitProjector } from '../../../src/engine/child/eightBitProjector.ts';
import type { EightBitRequest } from '../../../src/engine/child/eightBitProjector.ts';
import { EngineError } from '../../../src/protocol/engineError.ts';
import { featureCosine } from '../../../src/engine/featureCosine.ts';

describe('featureCosine', () => {
  it('compares token by token, by direction', () => {
    const { mean, min } = featureCosine(new Float32Array([1, 0, 3, 4]), new Float32Array([5, 0, 4, 3]), 2);
    assert.ok(Math.abs(min - 24 / 25) < 1e-7 && Math.abs(mean - 49 / 50) < 1e-7);
  });
});

describe('eightBitProjector', () => {
  const folder = mkdtempSync(join(tmpdir(), 'llava-med-8bit-'));
  after(() => rmSync(folder, { recursive: true }));

  /** Whose conversion writes `text`, and whose features are as told. */
  const request = (
    name: string,
    matrices: number,
    converted: readonly number[],
    signal = new AbortController().signal,
  ): EightBitRequest & { conversions: number } => ({
    conversions: 0,
    addon: {
      quantizeProjector: async (_from, to) => {
        writeFileSync(to, 'converted');
        return matrices;
      },
    },
    ...{ path: '/models/mmproj.gguf', sha256: 'ab'.repeat(32), folder: join(folder, name), signal },
    encode: async (path) => ({
      values: new Float32Array(path === '/models/mmproj.gguf' ? [1, 0] : converted),
      width: 2,
    }),
    onConverting() {
      this.conversions++;
    },
  });
  const files = (name: string): string[] => readdirSync(join(folder, name)).map((file) => file.replace(/^.*\./, ''));

  it('is kept with how close it comes', async () => {
    const asked = request('kept', 3, [1, 0.01]);
    const first = await eightBitProjector(asked);
    assert.ok((first?.cosine.min ?? 0) > 0.9999);
    assert.deepEqual(files('kept').sort(), ['gguf', 'json']);
    assert.deepEqual(await eightBitProjector(asked), first);
    assert.equal(asked.conversions, 1);
  });

  it('is refused where it sees too differently, and is not kept', async () => {
    for (const features of [
      [1, 0.2],
      [Number.NaN, 0],
    ]) {
      const error = await eightBitProjector(request('unfit', 3, features)).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof EngineError && error.code === 'projectorUnfit', String(error));
      assert.match(error.message, /^mmproj\.gguf would see images too differently/);
      assert.deepEqual(files('unfit'), []);
    }
  });

  it('is none where there is nothing to convert', async () => {
    assert.equal(await eightBitProjector(request('nothing', 0, [1, 0])), undefined);
    assert.deepEqual(files('nothing'), []);
  });

  it('is given up with the reason of the signal', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await assert.rejects(eightBitProjector(request('stopped', 3, [1, 0], controller.signal)), /^Error: enough$/);
    assert.deepEqual(files('stopped'), []);
  });
});
