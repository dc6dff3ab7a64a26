import assert from 'node:assert/strict';
import { describeConversion } from '../../../src/conversion/describeConversion.ts';

describe('how far a conversion is', () => {
  it('is said in bytes with speed and time left while the checkpoint is read, else in percent', () => {
    let now = 0;
    const describe = describeConversion(() => now);
    const at = (ms: number, stage: 'writing' | 'quantising' | 'checking', done: number, total: number): string => {
      now = ms;
      const line = describe({ stage, done, total });
      assert.equal(line.fraction, done / total);
      return `${line.stage}: ${line.detail}`;
    };
    assert.equal(at(0, 'writing', 0, 15e9), 'Reading the checkpoint: 0 bytes of 15.0 GB');
    assert.equal(at(1000, 'writing', 1e9, 15e9), 'Reading the checkpoint: 1.0 GB of 15.0 GB');
    assert.equal(
      at(10_000, 'writing', 5e9, 15e9),
      'Reading the checkpoint: 5.0 GB of 15.0 GB, 500 MB/s, about 20 s left',
    );
    assert.equal(at(30_000, 'writing', 15e9, 15e9), 'Reading the checkpoint: 15.0 GB of 15.0 GB');
    // The next stage has a clock of its own.
    assert.equal(at(40_000, 'quantising', 0, 291), 'Quantising the language model: 0 %');
    assert.equal(at(60_000, 'quantising', 29, 291), 'Quantising the language model: 9 %, about 3 min left');
    assert.equal(at(70_000, 'checking', 1, 4), 'Comparing with the checkpoint: 25 %');
  });
});
