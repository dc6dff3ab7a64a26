import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { EvaluationItem } from '../../../../src/evaluation/item.ts';
import { agreement } from '../../../../src/evaluation/metrics/agreement.ts';
import { firstDomain, groupsOf } from '../../../../src/evaluation/metrics/groups.ts';
import { mcnemar, mcnemarOfCounts } from '../../../../src/evaluation/metrics/mcnemar.ts';

function near(value: number | undefined, expected: number, tolerance = 1e-12): void {
  assert.ok(value !== undefined && Math.abs(value - expected) <= tolerance, `${String(value)}, not ${expected}`);
}

/** 2 (C(n,0) + ... + C(n,k)) / 2^n in whole numbers. */
function exactly(n: number, k: number): number {
  let coefficient = 1n;
  let sum = 1n;
  for (let i = 1; i <= k; i++) {
    coefficient = (coefficient * BigInt(n - i + 1)) / BigInt(i);
    sum += coefficient;
  }
  return Number((2n * sum * 10n ** 40n) / 2n ** BigInt(n)) / 1e40;
}

describe("McNemar's test", () => {
  it('is exact', () => {
    // n = 10: 2 (1 + 10) / 1024; the observed outcome has probability 10 / 1024.
    assert.deepEqual(mcnemarOfCounts(1, 9), { firstOnly: 1, secondOnly: 9, p: 22 / 1024, midP: 12 / 1024 });
    assert.equal(mcnemarOfCounts(1, 9).p, 0.021484375);
    assert.equal(mcnemarOfCounts(5, 0).p, 2 / 32);
    assert.equal(mcnemarOfCounts(0, 0).p, 1);
    // Nothing differs: nothing speaks for a difference.
    assert.equal(mcnemarOfCounts(0, 0).midP, 1);
    assert.equal(mcnemarOfCounts(3, 3).p, 1);
    assert.equal(mcnemarOfCounts(3, 3).midP, 1 - 20 / 64 / 2);
    assert.equal(mcnemarOfCounts(3, 4).p, 1);
  });

  it('is exact in large sets too', () => {
    for (const [b, c] of [
      [460, 540],
      [470, 531],
      [480, 521],
      [900, 1010],
      [2400, 2600],
    ] as const) {
      const expected = exactly(b + c, b);
      near(mcnemarOfCounts(b, c).p / expected, 1, 1e-9);
    }
    assert.ok(mcnemarOfCounts(10, 5000).p < 1e-300);
  });

  it('counts what only one of the runs has right', () => {
    const { firstOnly, secondOnly } = mcnemar([true, true, false, false, true], [true, false, true, false, false]);
    assert.deepEqual([firstOnly, secondOnly], [2, 1]);
    assert.throws(() => mcnemar([true], []), RangeError);
  });

  it('is between 0 and 1, the same for both runs, and less cautious as mid-p', () => {
    const counts = fc.nat({ max: 1500 });
    fc.assert(
      fc.property(counts, counts, (b, c) => {
        const { p, midP } = mcnemarOfCounts(b, c);
        assert.ok(midP >= 0 && midP <= p && p <= 1);
        const swapped = mcnemarOfCounts(c, b);
        assert.deepEqual([swapped.p, swapped.midP], [p, midP]);
      }),
    );
  });
});

describe('agreement', () => {
  it('is right on a small example', () => {
    const found = agreement([1, 2, 3, 4, 5], [2, 1, 4, 3, 9]);
    assert.ok(found !== undefined);
    near(found.pearson, 16 / Math.sqrt(10 * 38.8));
    near(found.spearman, 0.8);
    near(found.meanAbsoluteDifference, 1.6);
    near(found.meanDifference, 0.8);
    near(found.withinOnePoint, 0.8);
    near(found.weightedKappa, 1 - 4 / (2 + 7.76 + 0.64));
  });

  it('gives equal values the mean of their ranks', () => {
    // Ranks 1.5, 1.5, 3 and 1, 2, 3.
    near(agreement([5, 5, 9], [1, 2, 3])?.spearman, Math.sqrt(3) / 2);
  });

  it('says nothing of judges that always say the same', () => {
    assert.equal(agreement([], []), undefined);
    const same = agreement([0.1, 0.1, 0.1], [0.1, 0.1, 0.1]);
    assert.deepEqual([same?.pearson, same?.spearman, same?.weightedKappa], [undefined, undefined, undefined]);
  });

  it("has Cohen's kappa by the table of its definition", () => {
    const points = fc.array(fc.tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 })), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(points, (pairs) => {
        let observed = 0;
        let expected = 0;
        for (let i = 1; i <= 10; i++) {
          for (let j = 1; j <= 10; j++) {
            const both = pairs.filter(([x, y]) => x === i && y === j).length / pairs.length;
            const rows = pairs.filter(([x]) => x === i).length / pairs.length;
            const columns = pairs.filter(([, y]) => y === j).length / pairs.length;
            observed += (i - j) ** 2 * both;
            expected += (i - j) ** 2 * rows * columns;
          }
        }
        const x = pairs.map(([first]) => first);
        const y = pairs.map(([, second]) => second);
        const found = agreement(x, y);
        if (expected > 1e-9) near(found?.weightedKappa, 1 - observed / expected, 1e-9);
        const back = agreement(y, x);
        assert.equal(back?.meanAbsoluteDifference, found?.meanAbsoluteDifference);
        if (found?.pearson !== undefined) near(back?.pearson, found.pearson);
        const twice = agreement(x, x);
        if (twice?.pearson !== undefined) {
          near(twice.pearson, 1);
          near(twice.spearman, 1);
          assert.equal(twice.weightedKappa, 1);
        }
      }),
    );
  });
});

describe('groups', () => {
  it('take the first domain in the order of the original', () => {
    const order = ['chest_xray', 'mri', 'histology', 'gross', 'ct_scan'];
    order.forEach((domain, i) => {
      const flags = order.map((each, j): [string, boolean] => [each, j >= i]).reverse();
      assert.equal(firstDomain(Object.fromEntries(flags)), domain);
    });
    assert.equal(firstDomain({ gross: 'true', ct_scan: 1 }), undefined);
  });

  it('are those that have questions, each with its own', () => {
    const item = (more: Partial<EvaluationItem>): EvaluationItem => ({
      id: 1,
      image: undefined,
      question: '',
      reference: '',
      ...more,
    });
    const groups = groupsOf([
      item({ chatType: 'detailed_description', domain: 'ct_scan' }),
      item({ chatType: 'conversation', domain: 'mri' }),
      item({ answerType: 'closed', questionType: 'open' }),
      item({ answerType: 'closed', questionType: 'Modality' }),
      // As VQA-RAD has them.
      item({ questionType: 'Modality, PLANE' }),
    ]);
    assert.deepEqual(
      groups.map(({ id, family, members }) => [id, family, ...members]),
      [
        ['overall', 'overall', 0, 1, 2, 3, 4],
        ['conversation', 'type', 1],
        ['detailed_description', 'type', 0],
        ['closed', 'type', 2, 3],
        ['mri', 'domain', 1],
        ['ct_scan', 'domain', 0],
        ['questionType:Modality', 'questionType', 3, 4],
        ['questionType:PLANE', 'questionType', 4],
        ['questionType:open', 'questionType', 2],
      ],
    );
    assert.deepEqual(groupsOf([]), []);
  });
});
