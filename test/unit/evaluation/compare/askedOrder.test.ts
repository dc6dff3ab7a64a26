import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { askedOrder } from '../../../../src/evaluation/compare/askedOrder.ts';

const seeds = fc.nat(2 ** 32 - 1);
const models = fc.array(fc.constantFrom('m', 'n', 'o'), { minLength: 2, maxLength: 4 });
const sorted = (columns: readonly number[]): number[] => [...columns].sort((a, b) => a - b);

describe('the order of compared answers', () => {
  it('shows and asks every column once, the same for the same seed', () => {
    fc.assert(
      fc.property(models, seeds, fc.boolean(), (names, seed, isBlind) => {
        const order = askedOrder(names, { isBlind, seed });
        const all = names.map((_, column) => column);
        assert.deepEqual(sorted(order.shown), all);
        assert.deepEqual(sorted(order.asked), all);
        assert.deepEqual(askedOrder(names, { isBlind, seed }), order);
        if (!isBlind) assert.deepEqual(order.shown, all);
      }),
    );
  });

  it('loads each model once', () => {
    fc.assert(
      fc.property(models, seeds, (names, seed) => {
        const asked = askedOrder(names, { isBlind: true, seed }).asked.map((column) => names[column]);
        const loads = asked.filter((name, i) => name !== asked[i - 1]);
        assert.equal(loads.length, new Set(names).size);
      }),
    );
  });

  it('does not tell by the order which model is which: all six orders of three are as likely', () => {
    const draws = 6000;
    const counts = new Map<string, number>();
    for (let seed = 0; seed < draws; seed++) {
      const key = askedOrder(['m', 'n', 'o'], { isBlind: true, seed }).shown.join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    assert.equal(counts.size, 6);
    // chi-squared with 5 degrees of freedom: above 25.7 with a probability of 0.0001
    const expected = draws / 6;
    const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    assert.ok(chiSquared < 25.7, `chi-squared ${chiSquared.toFixed(1)}: ${JSON.stringify([...counts])}`);
  });
});
