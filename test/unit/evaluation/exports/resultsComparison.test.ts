import assert from 'node:assert/strict';
import { compareRuns } from '../../../../src/evaluation/runs/compareRuns.ts';
import { compareResults } from '../../../../src/host/evaluation/resultsComparison.ts';
import { chatResults, vqaResults } from './generatedResults.ts';

describe('two runs compared', () => {
  it('puts questions together by id and text, whatever their order', () => {
    const shown = chatResults('a', 50);
    const other = chatResults('b', 50);
    const changed = other.rows.map((row, i) => (i === 3 ? { ...row, question: 'Another one?' } : row)).reverse();
    const compared = compareResults(shown, { ...other, rows: [...changed, { ...changed[0]!, id: 900 }] }, 'b');
    assert.equal(compared.rows[3], null);
    assert.equal(compared.onlyThere, 2);
    assert.deepEqual(compared.rows[7], { answer: other.rows[7]?.answer, scores: other.rows[7]?.scores });
  });

  it('pairs questions that are alike in their order', () => {
    const shown = chatResults('a', 1);
    const [row] = shown.rows;
    const twice = (first: number, second: number) => ({
      ...shown,
      rows: [first, second].map((relativeScore) => ({ ...row!, scores: { relativeScore } })),
    });
    const compared = compareResults(twice(1, 2), twice(3, 4), 'b');
    assert.deepEqual(
      compared.rows.map((each) => each?.scores['relativeScore']),
      [3, 4],
    );
  });

  it('gives the mean of the differences with an interval around it', () => {
    const shown = chatResults('a');
    const worse = {
      ...shown,
      rows: shown.rows.map((row) =>
        row.scores['relativeScore'] === undefined
          ? row
          : { ...row, scores: { relativeScore: row.scores['relativeScore'] - 5 } },
      ),
    };
    const [first] = compareResults(shown, worse, 'b').statistics;
    assert.match(first?.text ?? '', /^\+5\.0, 95 % interval \+5\.0 to \+5\.0 \(\d+ questions/);
    const [back] = compareResults(worse, shown, 'a').statistics;
    assert.match(back?.text ?? '', /^−5\.0, 95 % interval −5\.0 to −5\.0/);
  });

  it('says of two runs what `llava-med compare` says, either way round', () => {
    const [a, b] = [chatResults('a', 120, 0.4), chatResults('b', 120, 0.6)];
    const statistic = (shown: typeof a, other: typeof a): string =>
      compareResults(shown, other, 'o').statistics[0]!.text;
    const compared = (first: typeof a, second: typeof a) =>
      compareRuns([
        { name: 'first', results: first },
        { name: 'second', results: second },
      ]).differences[0]!.difference;
    const signed = (value = NaN): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
    const { value, low, high, count } = compared(a, b);
    assert.ok(value > 0 && low !== undefined && high !== undefined && low < high);
    const text = (...[mean, from, to]: readonly number[]): string =>
      `${signed(mean)}, 95 % interval ${signed(from)} to ${signed(to)} (${count} questions, paired bootstrap over images)`;
    assert.equal(statistic(b, a), text(value, low, high));
    assert.equal(statistic(a, b), text(-value, -high, -low));
    assert.deepEqual(compared(b, a), { value: -value, low: -high, high: -low, count });
  });

  it('tests closed questions by McNemar', () => {
    const shown = vqaResults('a', 60, 1);
    const other = {
      ...shown,
      rows: shown.rows.map((row, i) =>
        i < 20 && row.scores['accuracy'] !== undefined ? { ...row, scores: { accuracy: 0 } } : row,
      ),
    };
    const last = compareResults(shown, other, 'b').statistics.at(-1);
    // 10 of 30 differ, all one way: 2 / 2^10.
    assert.match(last?.text ?? '', /^p = 0\.002, mid-p < 0\.001: 10 right here only, 0 there only, of 30$/);
  });

  it('refuses runs that have nothing in common', () => {
    assert.throws(() => compareResults(chatResults('a', 5), vqaResults('b'), 'b'), /another kind \(vqa/);
    const other = chatResults('b', 5);
    const renamed = { ...other, rows: other.rows.map((row) => ({ ...row, id: `x${String(row.id)}` })) };
    assert.throws(() => compareResults(chatResults('a', 5), renamed, 'b'), /no question of this run/);
  });
});
