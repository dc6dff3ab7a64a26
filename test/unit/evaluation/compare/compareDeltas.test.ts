import assert from 'node:assert/strict';
import { CompareDeltas } from '../../../../src/host/evaluation/compareDeltas.ts';
import type { ToCompare } from '../../../../src/protocol/compareView.ts';

describe('the deltas of a comparison', () => {
  const told: ToCompare[] = [];
  const deltas = new CompareDeltas((delta) => told.push(delta));
  const add = (at: number, offset: number, text: string): void => deltas.add({ runId: 'one', at, offset, text });

  beforeEach(() => {
    told.length = 0;
  });

  it('gathers tokens that follow each other into one message, told by itself', async () => {
    add(0, 0, 'It');
    add(0, 2, ' is');
    assert.deepEqual(told, []);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(told, [{ type: 'delta', runId: 'one', at: 0, offset: 0, text: 'It is', tokens: 2 }]);
  });

  it('tells what it has before another column begins', () => {
    add(0, 0, 'It');
    add(1, 0, 'No');
    deltas.tell();
    assert.deepEqual(
      told.map((message) => message.type === 'delta' && [message.at, message.text, message.tokens]),
      [
        [0, 'It', 1],
        [1, 'No', 1],
      ],
    );
  });

  it('forgets what the page is told by other means', async () => {
    add(0, 0, 'It');
    deltas.forget();
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(told, []);
  });
});
