import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ownBuffers } from '../../../src/host/viewer/ownBuffers.ts';

describe('ownBuffers', () => {
  it('takes small arrays out of a large buffer, wherever they stand, and keeps the values', () => {
    const message = new ArrayBuffer(64);
    const value = {
      samples: new Int16Array(message, 8, 4).fill(-7),
      overlays: [{ bits: new Uint8Array(message, 32, 2).fill(1) }],
      floats: new Float64Array([0.5]),
      padding: [3, 4] as const,
      unit: undefined,
    };
    const own = ownBuffers(value);
    assert.deepEqual(own, value);
    assert.equal(own.samples.buffer.byteLength, 8);
    assert.equal(own.overlays[0]?.bits.buffer.byteLength, 2);
    assert.equal(own.floats, value.floats, 'what fills its buffer is not copied');
    const most = new Uint8Array(message, 8, 50);
    assert.equal(ownBuffers(most), most);
  });

  it('makes plain bytes of a Buffer', () => {
    const own = ownBuffers<Uint8Array>(Buffer.from([1, 2, 3]));
    assert.equal(own.constructor, Uint8Array);
    assert.deepEqual([...own], [1, 2, 3]);
    assert.equal(own.buffer.byteLength, 3);
  });
});
