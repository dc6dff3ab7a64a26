import assert from 'node:assert/strict';
import { sample, judge } from '../../../bench/engine/figure.ts';
import type { Figure } from '../../../bench/engine/figure.ts';
import { evaluationQuestions } from '../../../bench/engine/questions.ts';
import { resultText } from '../../../bench/engine/resultText.ts';
import { median, percentile } from '../../../bench/median.ts';

const figure: Figure = {
  ...{ id: 'P4', what: 'speed', unit: 'tokens/s', ours: sample('ours', [9, 11, 10]) },
  others: [sample('llama-server', [10, 10]), sample('llama-bench', [])],
  targets: [
    { kind: 'ratio', against: 'llama-server', limit: 1, atLeast: true },
    { kind: 'ratio', against: 'llama-bench', limit: 0.98, atLeast: true },
    { kind: 'limit', limit: 9 },
  ],
  notes: ['a note'],
};

describe('results of the engine bench', () => {
  it('meet a target only by what was measured', () => {
    assert.deepEqual(
      judge(figure).map(({ ratio, isMet }) => [ratio, isMet]),
      [
        [1, true],
        [NaN, false],
        [NaN, false],
      ],
    );
  });

  it('are a table of ratios with the notes below, and say when the machine was busy', () => {
    const text = resultText({
      ...{ shape: '1b', command: 'npm run bench:engine', date: '2030-01-02T03:04:05Z', processor: 'a processor' },
      ...{ cores: 2, runs: 3, loadBefore: 2, versions: ['v'], figures: [figure], equality: undefined, notes: [] },
    });
    assert.match(text, /\| P4 \| speed \| 10\.0 tokens\/s \| 10\.0 tokens\/s \| llama-bench: not measured \|/);
    assert.match(text, /1\.00 × llama-server; \? × llama-bench; – \| ≥ 1\.00 ✓; ≥ 0\.98 ✗; ≤ 9\.00 tokens\/s ✗ \|/);
    assert.match(text, /not idle/);
    assert.match(text, /- P4: a note/);
  });

  it('take the middle, and the value that few exceed', () => {
    assert.deepEqual([median([3, 1, 2]), median([4, 1, 2, 3]), median([])], [2, 2.5, NaN]);
    assert.equal(percentile([5, 1, 4, 2, 3], 0.95), 5);
  });

  it('ask as many questions as LLaVA-Med has, in its order', () => {
    const asked = evaluationQuestions(193);
    assert.equal(asked.length, 193);
    assert.equal(new Set(asked.map(({ image }) => image)).size, 50);
    assert.deepEqual(
      asked.slice(143).map(({ image }) => image),
      Array.from({ length: 50 }, (_, image) => image),
    );
    const inOrder = asked.slice(0, 143).map(({ image }) => image);
    assert.deepEqual(
      inOrder,
      [...inOrder].sort((a, b) => a - b),
    );
    assert.equal(new Set(asked.map(({ image, text }) => `${String(image)} ${text}`)).size, 193);
  });
});
