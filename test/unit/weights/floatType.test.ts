import assert from 'node:assert/strict';
import {
  bfloatBits,
  bfloatValue,
  convertFloats,
  halfBits,
  halfValue,
  toFloats,
} from '../../../src/weights/gguf/floatType.ts';

describe('16-bit floats', () => {
  it('halves come back from their values, all of them', () => {
    for (let bits = 0; bits < 65_536; bits++)
      if (!Number.isNaN(halfValue(bits))) assert.equal(halfBits(halfValue(bits)), bits);
    assert.ok(Number.isNaN(halfValue(halfBits(NaN))));
  });

  it('bfloats come back from their values, all of them', () => {
    for (let bits = 0; bits < 65_536; bits++)
      if (!Number.isNaN(bfloatValue(bits))) assert.equal(bfloatBits(bfloatValue(bits)), bits);
    assert.ok(Number.isNaN(bfloatValue(bfloatBits(NaN))));
  });

  it('round to the nearest, and between two to the even one', () => {
    for (let bits = 0; bits < 0x7bff; bits++) {
      const [low, high] = [halfValue(bits), halfValue(bits + 1)];
      const middle = (low + high) / 2;
      assert.equal(halfBits(middle), bits % 2 === 0 ? bits : bits + 1, String(middle));
      assert.equal(halfBits(Math.fround(low + (middle - low) * 0.99)), bits);
      assert.equal(halfBits(Math.fround(high - (high - middle) * 0.99)), bits + 1);
      assert.equal(halfBits(-low), bits | 0x8000);
    }
    assert.equal(halfValue(halfBits(65_519)), 65_504);
    assert.equal(halfValue(halfBits(65_520)), Infinity);
    assert.equal(bfloatValue(bfloatBits(1 + 2 ** -8)), 1);
    assert.equal(bfloatValue(bfloatBits(1 + 3 * 2 ** -8)), 1 + 2 ** -6);
  });

  it('convert from each kind to each', () => {
    const values = Float32Array.of(0, 1, -2.5, 2 ** -14, 65_280, -0);
    const as = {
      f32: new Uint8Array(values.buffer),
      f16: new Uint8Array(Uint16Array.from(values, halfBits).buffer),
      bf16: new Uint8Array(Uint16Array.from(values, bfloatBits).buffer),
    };
    for (const from of ['f32', 'f16', 'bf16'] as const) {
      assert.deepEqual(toFloats(as[from], from), values);
      for (const to of ['f32', 'f16', 'bf16'] as const)
        assert.deepEqual([...convertFloats(as[from], from, to)], [...as[to]], `${from} to ${to}`);
    }
  });
});
