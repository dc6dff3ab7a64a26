/** Which questions the results page shows, in which order, and how much of a long list is in the page. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareResults } from '../../../src/host/evaluation/resultsComparison.ts';
import { ALL_ROWS, filterRows } from '../../../webview/evaluation/filterRows.ts';
import { isUnreadable, isWrong, rowScore } from '../../../webview/evaluation/rowScore.ts';
import { ROW_HEIGHT, scrollTopFor, visibleRows } from '../../../webview/evaluation/visibleRows.ts';
import { chatResults, vqaResults } from '../evaluation/exports/generatedResults.ts';

const chat = chatResults('rows');
const vqa = vqaResults('rows');

describe('filter of questions', () => {
  it('shows all, the worst first, those without a score last', () => {
    const shown = filterRows(chat, ALL_ROWS, 'relativeScore');
    assert.equal(shown.length, 193);
    const scores = shown.map((row) => chat.rows[row]?.scores['relativeScore']);
    const known = scores.filter((score) => score !== undefined);
    assert.deepEqual(
      scores.slice(0, known.length),
      [...known].sort((a, b) => a - b),
    );
    assert.ok(known.length < 193);
    const best = filterRows(chat, { ...ALL_ROWS, order: 'best' }, 'relativeScore');
    assert.equal(chat.rows[best[0]!]?.scores['relativeScore'], Math.max(...known));
    assert.equal(chat.rows[best.at(-1)!]?.scores['relativeScore'], undefined);
    assert.deepEqual(filterRows(chat, { ...ALL_ROWS, order: 'file' }, 'f1'), [...chat.rows.keys()]);
  });

  it('keeps the file’s order among equals', () => {
    const shown = filterRows(vqa, { ...ALL_ROWS, type: 'closed' }, 'accuracy');
    const wrong = shown.filter((row) => vqa.rows[row]?.scores['accuracy'] === 0);
    assert.deepEqual(
      wrong,
      [...wrong].sort((a, b) => a - b),
    );
    assert.deepEqual(shown.slice(0, wrong.length), wrong);
  });

  it('filters by domain and type, and by words in any text', () => {
    assert.equal(filterRows(chat, { ...ALL_ROWS, domain: 'histology' }, 'f1').length, 44);
    assert.equal(filterRows(chat, { ...ALL_ROWS, type: 'detailed_description' }, 'f1').length, 50);
    const both = filterRows(chat, { ...ALL_ROWS, domain: 'histology', type: 'conversation' }, 'f1');
    assert.ok(both.length > 0 && both.every((row) => chat.rows[row]?.groups.join() === 'conversation,histology'));
    const found = filterRows(chat, { ...ALL_ROWS, query: ' EFFUSION  side lie ' }, 'f1');
    assert.ok(found.length > 0 && found.length < 193);
    assert.ok(found.every((row) => /effusion.*lie/i.test(chat.rows[row]?.question ?? '')));
    assert.deepEqual(filterRows(chat, { ...ALL_ROWS, query: 'zebra' }, 'f1'), []);
  });

  it('finds what is wrong by the metric that a question has', () => {
    const wrong = filterRows(vqa, { ...ALL_ROWS, show: 'wrong' }, 'recall');
    const expected = vqa.rows.filter(({ scores }) => (scores['recall'] ?? scores['accuracy'] ?? 100) < 50);
    assert.deepEqual(new Set(wrong.map((row) => vqa.rows[row])), new Set(expected));
    assert.ok(expected.some(({ scores }) => scores['accuracy'] === 0));
  });

  it('finds what could not be read and what was not answered', () => {
    const ids = (show: 'unreadable' | 'missing') =>
      filterRows(chat, { ...ALL_ROWS, show, order: 'file' }, 'f1').map((row) => chat.rows[row]?.id);
    assert.deepEqual(ids('unreadable'), [21, 88, 155]);
    assert.deepEqual(ids('missing'), [41, 138]);
  });

  it('finds differences from another run, the largest loss or gain first', () => {
    const other = compareResults(vqa, vqaResults('another', 60, 0.3), 'other');
    const gain = (row: number): number => {
      const score = rowScore(vqa.rows[row]!, vqa.metrics, 'recall')!;
      return score.value - other.rows[row]!.scores[score.metric.id]!;
    };
    const lost = filterRows(vqa, { ...ALL_ROWS, show: 'differs', order: 'loss' }, 'recall', other);
    assert.ok(lost.length > 0 && lost.length < 60);
    assert.ok(lost.every((row) => gain(row) !== 0));
    assert.deepEqual(
      lost.map(gain),
      lost.map(gain).sort((a, b) => a - b),
    );
    const [most] = filterRows(vqa, { ...ALL_ROWS, order: 'gain' }, 'recall', other);
    assert.equal(gain(most!), Math.max(...lost.map(gain)));
    assert.deepEqual(filterRows(vqa, { ...ALL_ROWS, show: 'differs' }, 'recall'), []);
  });

  it('reads a count of errors the other way', () => {
    const [metric] = chat.metrics;
    const errors = { ...metric!, id: 'errors', unit: 'count', higherIsBetter: false } as const;
    const rows = [0, 3, 1].map((count, i) => ({ ...chat.rows[i]!, scores: { errors: count } }));
    assert.deepEqual(filterRows({ rows, metrics: [errors] }, ALL_ROWS, 'errors'), [1, 2, 0]);
    assert.deepEqual(filterRows({ rows, metrics: [errors] }, { ...ALL_ROWS, show: 'wrong' }, 'errors'), [1, 2]);
    assert.equal(isWrong({ metric: errors, value: 0 }), false);
  });

  it('takes a judgement without numbers for unreadable', () => {
    const [row] = chat.rows;
    const judgement = { judge: 'j', order: 'answerFirst', reference: 5, answer: undefined, reply: '' } as const;
    assert.equal(isUnreadable({ ...row!, judgements: [judgement] }), true);
    assert.equal(isUnreadable({ ...row!, judgements: [{ ...judgement, answer: 1 }] }), false);
  });
});

describe('window on a long list', () => {
  it('holds every row in sight, and not many more', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(600_000), fc.integer({ min: 0, max: 2000 }), (count, scrollTop, height) => {
        const { first, last } = visibleRows(count, scrollTop, height);
        assert.ok(first >= 0 && last <= count && first <= last);
        assert.ok(last - first <= Math.max(height, 600) / ROW_HEIGHT + 24);
        for (let row = 0; row < count; row += 1) {
          if ((row + 1) * ROW_HEIGHT > scrollTop && row * ROW_HEIGHT < scrollTop + height)
            assert.ok(row >= first && row < last, `row ${String(row)} of ${String(count)}`);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('scrolls no further than it must', () => {
    assert.equal(scrollTopFor(0, 0, 280), 0);
    assert.equal(scrollTopFor(10, 0, 280), ROW_HEIGHT);
    assert.equal(scrollTopFor(3, 0, 280), 0);
    assert.equal(scrollTopFor(3, 500, 280), 3 * ROW_HEIGHT);
  });
});
