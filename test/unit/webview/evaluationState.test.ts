/** The results page's state, its chart's data and the words that it marks. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareResults } from '../../../src/host/evaluation/resultsComparison.ts';
import { parseToEvaluation } from '../../../src/protocol/evaluationView.ts';
import { chartData } from '../../../webview/evaluation/chartData.ts';
import { BAR, chartLayout, highestOf } from '../../../webview/evaluation/chartLayout.ts';
import { differingWords } from '../../../webview/evaluation/differingWords.ts';
import { differenceText, figureText } from '../../../webview/evaluation/figureText.ts';
import { ALL_ROWS } from '../../../webview/evaluation/filterRows.ts';
import { parseMemory } from '../../../webview/evaluation/pageMemory.ts';
import { memoryOf, NOTHING_YET, received, withFilter, withMetric } from '../../../webview/evaluation/pageState.ts';
import { chatResults, vqaResults } from '../evaluation/exports/generatedResults.ts';

const results = chatResults('state');
const shown = received(NOTHING_YET, { type: 'results', name: 'run', results });

describe('state of the results page', () => {
  it('starts with the metric that is compared', () => {
    assert.equal(shown.metric, 'relativeScore');
    assert.equal(shown.shown.length, 193);
  });

  it('keeps filter, metric and the selected question when the file is written anew', () => {
    const before = { ...withFilter(withMetric(shown, 'f1'), { domain: 'mri', query: 'lesion' }), selected: 5 };
    const moved = { ...results, rows: [...results.rows.slice(2), ...results.rows.slice(0, 2)] };
    const after = received(before, { type: 'results', name: 'run', results: moved });
    assert.equal(after.metric, 'f1');
    assert.deepEqual(after.filter, before.filter);
    assert.equal(after.selected, 3);
    assert.equal(after.images.size, 0);
    const gone = received(before, { type: 'results', name: 'run', results: vqaResults('x') });
    assert.deepEqual([gone.metric, gone.filter.domain, gone.selected], ['recall', '', undefined]);
  });

  it('comes back as it was from what the editor kept', () => {
    const before = { ...withFilter(shown, { show: 'wrong', order: 'best' }), selected: 7 };
    const memory = parseMemory(JSON.parse(JSON.stringify(memoryOf(before))));
    const after = received(NOTHING_YET, { type: 'results', name: 'run', results }, memory);
    assert.deepEqual([after.filter, after.selected, after.shown], [before.filter, 7, before.shown]);
    assert.equal(parseMemory({ metric: 1 }), undefined);
  });

  it('forgets differences when the comparison ends', () => {
    const run = compareResults(results, chatResults('other'), 'other');
    const compared = withFilter(received(shown, { type: 'comparison', run }), { show: 'differs', order: 'loss' });
    assert.ok(compared.shown.length > 0);
    const ended = received(compared, { type: 'comparison' });
    assert.deepEqual([ended.filter, ended.shown.length], [ALL_ROWS, 193]);
  });

  it('keeps some images, the newest', () => {
    let state = shown;
    for (let row = 0; row < 60; row += 1) state = received(state, { type: 'image', row, image: { failure: 'x' } });
    assert.ok(state.images.size <= 24 && state.images.has(59) && !state.images.has(0));
  });

  it('takes what the host sends, and nothing else', () => {
    const run = compareResults(results, chatResults('other', 100), 'other');
    assert.equal(parseToEvaluation({ type: 'comparison', run }).type, 'comparison');
    assert.equal(parseToEvaluation({ type: 'image', row: 1, image: { png: new Uint8Array(2) } }).type, 'image');
    assert.throws(() => parseToEvaluation({ type: 'results', name: 'x', results: { ...results, groups: [{}] } }));
  });
});

describe('data of the chart', () => {
  it('has a bar with its interval and the published values for each group', () => {
    const data = chartData(results, 'relativeScore', 'run');
    assert.equal(data?.bands.length, 8);
    assert.deepEqual(data.bands[0]?.bars[0], results.groups[0]?.figures['relativeScore']);
    assert.deepEqual(
      data.bands[0]?.dots.map(({ value }) => value),
      [36.1, 23.3, 39.9, 49.4, 50.2],
    );
    assert.equal(chartData(results, 'f1', 'run')?.bands[0]?.dots.length, 0);
    assert.equal(chartData(results, 'none', 'run'), undefined);
  });

  it('has the other run’s bar in the same group', () => {
    const other = chatResults('other', 193, 0.2);
    const data = chartData(results, 'f1', 'run', { name: 'other', groups: [...other.groups].reverse() });
    assert.deepEqual(data?.runs, ['run', 'other']);
    data.bands.forEach(({ bars }, i) => {
      assert.deepEqual(bars, [results.groups[i]?.figures['f1'], other.groups[i]?.figures['f1']]);
    });
  });

  it('leaves groups without the metric out, and those beyond its room', () => {
    assert.deepEqual(
      chartData(vqaResults('x'), 'recall', 'run')?.bands.map(({ label }) => label),
      ['Open', 'position'],
    );
    const [group] = results.groups;
    const many = Array.from({ length: 50 }, (_, i) => ({ ...group!, id: String(i) }));
    const data = chartData({ ...results, groups: many }, 'f1', 'run');
    assert.deepEqual([data?.bands.length, data?.leftOut], [32, 18]);
  });
});

describe('words that differ', () => {
  const differing = (a: string, b: string) =>
    differingWords(a, b).map((parts) => parts.filter(({ differs }) => differs).map(({ text }) => text.trim()));

  it('are those of one text only, case and punctuation aside', () => {
    assert.deepEqual(differing('The left lung is clear.', 'the right lung is clear'), [['left'], ['right']]);
    assert.deepEqual(differing('No effusion.', 'No effusion'), [[], []]);
    assert.deepEqual(differing('a b c', ''), [['a b c'], []]);
    assert.deepEqual(differing('mass in the left lobe', 'mass'), [['in the left lobe'], []]);
  });

  it('leave the texts as they are', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '-'), maxLength: 40 }),
    );
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [left, right] = differingWords(a, b);
        assert.equal(left.map((part) => part.text).join(''), a);
        assert.equal(right.map((part) => part.text).join(''), b);
        const common = (parts: typeof left): string[] =>
          parts.filter(({ differs }) => !differs).flatMap((part) => part.text.split(/\s+/).filter(Boolean));
        const bare = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '') || word;
        assert.deepEqual(common(left).map(bare), common(right).map(bare));
      }),
    );
  });

  it('are not looked for in endless texts', () => {
    const long = 'word '.repeat(3000);
    assert.deepEqual(differingWords(long, `${long}x`)[0], [{ text: long, differs: false }]);
  });
});

describe('figures in words', () => {
  it('have one digit, an interval, a sign', () => {
    assert.equal(figureText({ value: 50.25, low: 47.1, high: 53, count: 3 }, { unit: '%' }), '50.3 (47.1 to 53.0)');
    assert.equal(figureText({ value: 3, count: 3 }, { unit: 'count' }), '3');
    assert.equal(differenceText(-5.04, { unit: '%' }), '−5.0');
    assert.equal(differenceText(0.04, { unit: '%' }), '0.0');
    assert.equal(differenceText(2, { unit: 'count' }), '+2');
  });
});

describe('layout of the chart', () => {
  const compared = chartData(results, 'relativeScore', 'run', { name: 'other', groups: chatResults('other').groups });
  assert.ok(compared);

  it('lets nothing overlap, and has room for all of it', () => {
    for (const width of [300, 900]) {
      const { bars, dots, rules, labels, legend, bottom, height } = chartLayout(compared, width);
      assert.equal(bars.length, 16);
      assert.deepEqual([rules.length, labels.length], [8, 8]);
      const tops = bars.map(({ top }) => top);
      assert.ok(tops.every((top, i) => i === 0 || top >= (tops[i - 1] ?? 0) + BAR));
      assert.ok(dots.every(({ y }) => tops.every((top) => y <= top || y >= top + BAR)));
      assert.ok(Math.max(...tops) + BAR < bottom);
      const lines = [...legend.runs, ...legend.published].map(({ y }) => y);
      assert.equal(lines.length, 7);
      assert.ok(Math.min(...lines) > bottom && Math.max(...lines) < height);
    }
  });

  it('ends its scale beyond every value', () => {
    const most = Math.max(...compared.bands.flatMap(({ bars }) => bars.map((figure) => figure?.high ?? 0)));
    assert.ok(highestOf(compared) >= most && highestOf(compared) <= 100);
    const [band] = compared.bands;
    assert.ok(band);
    const above = { ...compared, bands: [{ ...band, bars: [{ value: 110, count: 1 }] }] };
    assert.ok(highestOf(above) > 110);
  });
});
