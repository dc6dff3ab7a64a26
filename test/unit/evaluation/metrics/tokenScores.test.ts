import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { BLEU_ORDERS, corpusBleu, sentenceBleu } from '../../../../src/evaluation/metrics/bleu.ts';
import { rougeL } from '../../../../src/evaluation/metrics/rougeL.ts';
import {
  originalExactMatch,
  originalTokenScores,
  tokenScores,
  wordScores,
} from '../../../../src/evaluation/metrics/tokenScores.ts';

const words = fc.array(fc.constantFrom('left', 'lung', 'no', 'mass', 'upper', 'lobe'), { maxLength: 12 });
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.lorem({ maxCount: 8 }));

function inUnit(value: number): void {
  assert.ok(value >= 0 && value <= 1 + 1e-12, String(value));
}

describe('token scores', () => {
  it('are the original with its inflated recall', () => {
    const { precision, recall } = originalTokenScores('no no no', 'no evidence');
    assert.deepEqual([precision, recall], [1, 0.75]);
    assert.equal(originalTokenScores('left lung left lung', 'left lung base').recall, 0.8);
    assert.equal(originalTokenScores('right upper', 'right upper lobe').recall, 2 / 3);
    assert.deepEqual(originalTokenScores('', ''), { precision: 0, recall: 0, f1: 0 });
    assert.equal(originalExactMatch('left lung left lung', 'left lung base'), 0.5);
    assert.equal(originalExactMatch('', 'left'), 0);
    // The 33rd period goes in the second round.
    assert.equal(originalTokenScores('.'.repeat(33) + 'lung', 'lung').f1, 1);
  });

  it('are corrected beside it: a word is found as often as it is there', () => {
    assert.deepEqual(tokenScores('no no no', 'no evidence'), { precision: 1 / 3, recall: 1 / 2, f1: 2 / 5 });
    assert.equal(tokenScores('left lung left lung', 'left lung base').recall, 2 / 3);
    assert.equal(tokenScores('X-ray', 'the x ray').f1, 1);
    assert.equal(tokenScores('', 'left').recall, 0);
  });

  it('are between 0 and 1, 1 for the same text, and swap precision and recall with the texts', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        for (const scores of [tokenScores(a, b), originalTokenScores(a, b)]) Object.values(scores).forEach(inUnit);
        assert.deepEqual(tokenScores(a, a), { precision: 1, recall: 1, f1: 1 });
        const there = tokenScores(a, b);
        const back = tokenScores(b, a);
        assert.deepEqual([there.precision, there.recall, there.f1], [back.recall, back.precision, back.f1]);
      }),
    );
  });
});

describe('BLEU', () => {
  // Papineni's own example: 7 times "the", clipped to 2.
  const papineni = { answer: 'the the the the the the the'.split(' '), reference: 'the cat is on the mat'.split(' ') };
  const near = {
    answer: 'no focal mass is seen'.split(' '),
    reference: 'no focal mass or effusion is seen'.split(' '),
  };

  it('counts clipped n-grams, the length, and an order without a match as 0.1', () => {
    assert.equal(sentenceBleu(papineni, 1), 2 / 7);
    // Precisions 5/5, 3/4, 1/3; the fourth has 0 of 2. Brevity exp(1 - 7/5).
    const brevity = Math.exp(1 - 7 / 5);
    const expected = [1, (3 / 4) ** (1 / 2), (1 * (3 / 4) * (1 / 3)) ** (1 / 3), ((3 / 4) * (1 / 3) * 0.05) ** (1 / 4)];
    BLEU_ORDERS.forEach((order, i) => {
      assert.ok(Math.abs(sentenceBleu(near, order) - brevity * expected[i]!) < 1e-12, `order ${order}`);
    });
    assert.equal(sentenceBleu({ answer: ['lung'], reference: ['lung'] }, 4), 1);
    assert.equal(sentenceBleu({ answer: ['lung'], reference: ['heart'] }, 4), 0);
    assert.equal(sentenceBleu({ answer: [], reference: ['heart'] }, 4), 0);
  });

  it('of a set is made of sums, and is not the mean', () => {
    const exact = { answer: near.reference, reference: near.reference };
    // Matched and possible: 12/12, 9/10, 6/8, 4/6; lengths 12 and 14.
    const expected = Math.exp(1 - 14 / 12) * ((9 / 10) * (6 / 8) * (4 / 6)) ** (1 / 4);
    assert.ok(Math.abs(corpusBleu([near, exact], 4) - expected) < 1e-12);
    assert.equal(corpusBleu([near], 4), 0);
    assert.ok(Number.isNaN(corpusBleu([], 4)));
  });

  it('is between 0 and 1, 1 for the same text, and does not depend on the order of a set', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ answer: words, reference: words }), { minLength: 1 }), (pairs) => {
        for (const order of BLEU_ORDERS) {
          inUnit(corpusBleu(pairs, order));
          assert.equal(corpusBleu([...pairs].reverse(), order), corpusBleu(pairs, order));
          pairs.forEach((pair) => inUnit(sentenceBleu(pair, order)));
          const same = pairs.map(({ answer }) => ({ answer, reference: answer }));
          assert.equal(corpusBleu(same, order), 1);
          same.forEach((pair) => assert.equal(sentenceBleu(pair, order), 1));
        }
      }),
    );
  });
});

describe('ROUGE-L', () => {
  it("is Lin's example", () => {
    const reference = 'police killed the gunman'.split(' ');
    assert.equal(rougeL('police kill the gunman'.split(' '), reference), 0.75);
    assert.equal(rougeL('the gunman kill police'.split(' '), reference), 0.5);
  });

  it('is the longest common subsequence by its definition', () => {
    const longest = (a: readonly string[], b: readonly string[]): number => {
      const [first, ...rest] = a;
      if (first === undefined || b.length === 0) return 0;
      const at = b.indexOf(first);
      return Math.max(longest(rest, b), at === -1 ? 0 : 1 + longest(rest, b.slice(at + 1)));
    };
    fc.assert(
      fc.property(words, words, (a, b) => {
        const expected = a.length + b.length === 0 ? 1 : (2 * longest(a, b)) / (a.length + b.length);
        assert.ok(Math.abs(rougeL(a, b) - expected) < 1e-12);
        assert.equal(rougeL(a, a), 1);
        // Words in order are at most the words in any order.
        assert.ok(rougeL(a, b) <= wordScores(a, b).f1 + 1e-12);
      }),
    );
  });
});
