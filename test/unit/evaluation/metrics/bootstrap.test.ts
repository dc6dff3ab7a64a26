import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { bootstrapMean, bootstrapRatio, bootstrapStatistic } from '../../../../src/evaluation/metrics/bootstrap.ts';
import { pairRatio, relativeScore } from '../../../../src/evaluation/metrics/relativeScore.ts';
import { boutsOfScores, standings, winRates, type Bout } from '../../../../src/evaluation/metrics/winRates.ts';
import { Random } from '../../../../src/phantoms/random.ts';

const seed = 'bootstrap test';
const samples = fc.array(
  fc.record({
    // Images with the same sum of points, and not the same number of questions, are among them.
    value: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1)),
    image: fc.constantFrom('a', 'b', 'c', undefined),
  }),
  { minLength: 1, maxLength: 40 },
);

function normal(count: number): number[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.normal());
}

function width({ low, high }: { readonly low?: number | undefined; readonly high?: number | undefined } = {}): number {
  assert.ok(low !== undefined && high !== undefined);
  return high - low;
}

describe('the bootstrap', () => {
  it('is as wide as the normal interval of a normal sample', () => {
    const sample = normal(400);
    const mean = sample.reduce((sum, value) => sum + value, 0) / 400;
    const deviation = Math.sqrt(sample.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 400);
    const expected = (2 * 1.96 * deviation) / Math.sqrt(400);
    assert.ok(Math.abs(width(bootstrapMean(sample, { seed, resamples: 10_000 })) / expected - 1) < 0.04);
    const narrower = width(bootstrapMean(sample, { seed, resamples: 10_000, level: 0.68 }));
    assert.ok(Math.abs(narrower / (expected * (0.9945 / 1.96)) - 1) < 0.06);
  });

  it('draws the questions about one image together', () => {
    const sample = normal(100);
    const thrice = sample.flatMap((value) => [value, value, value]);
    const clusters = sample.flatMap((_, i) => [`image ${i}`, `image ${i}`, `image ${i}`]);
    const once = bootstrapMean(sample, { seed });
    const clustered = bootstrapMean(thrice, { seed, clusters });
    assert.ok(Math.abs(width(clustered) - width(once)) < 1e-12);
    assert.ok(width(clustered) > 1.5 * width(bootstrapMean(thrice, { seed })));
    // Alone where there is no image.
    const alone = bootstrapMean(sample, { seed, clusters: sample.map(() => undefined) });
    assert.deepEqual(alone, once);
    assert.throws(() => bootstrapMean(sample, { seed, clusters: ['a'] }), RangeError);
  });

  it('has the mean within, repeats with its seed, and does not see the order', () => {
    fc.assert(
      fc.property(samples, (drawn) => {
        const sample = drawn.map(({ value }) => value);
        const clusters = drawn.map(({ image }) => image);
        const options = { seed, resamples: 200 };
        const figure = bootstrapMean(sample, options);
        assert.ok(figure !== undefined && figure.count === sample.length);
        const { value, low = value, high = value } = figure;
        assert.ok(Math.abs(value - sample.reduce((sum, each) => sum + each, 0) / sample.length) < 1e-12);
        assert.ok(low <= value + 1e-12 && value - 1e-12 <= high);
        assert.equal(figure.low === undefined, sample.length === 1);
        assert.deepEqual(bootstrapMean(sample, options), figure);
        assert.deepEqual(bootstrapMean([...sample].reverse(), options), figure);
        assert.deepEqual(
          bootstrapMean([...sample].reverse(), { ...options, clusters: [...clusters].reverse() }),
          bootstrapMean(sample, { ...options, clusters }),
        );
      }),
      { numRuns: 50 },
    );
    const sample = normal(50);
    assert.notDeepEqual(bootstrapMean(sample, { seed: 'other' }), bootstrapMean(sample, { seed }));
  });

  it('takes any statistic of items', () => {
    const sample = normal(200).sort((a, b) => a - b);
    const mean = (drawn: Uint32Array): number => drawn.reduce((sum, i) => sum + sample[i]!, 0) / drawn.length;
    const { low, high } = bootstrapMean(sample, { seed }) ?? {};
    const interval = bootstrapStatistic(200, mean, { seed });
    assert.ok(interval !== undefined && low !== undefined && high !== undefined);
    assert.ok(Math.abs(interval.low - low) < 1e-12 && Math.abs(interval.high - high) < 1e-12);
    const clusters = sample.map((_, i) => String(Math.floor(i / 4)));
    const seen = new Set<number>();
    bootstrapStatistic(200, (drawn) => seen.add(drawn.length).size, { seed, clusters, resamples: 20 });
    assert.deepEqual([...seen], [200]);
    assert.equal(
      bootstrapStatistic(1, () => 1, { seed }),
      undefined,
    );
  });

  it('has nothing to say of nothing', () => {
    assert.equal(bootstrapMean([], { seed }), undefined);
    assert.equal(bootstrapRatio([1], [0], { seed }), undefined);
    assert.throws(() => bootstrapRatio([1], [], { seed }), RangeError);
  });

  it('takes 10,000 questions 1,000 times in 1.5 s of the processor', () => {
    const sample = normal(10_000);
    // Of the processor: what else runs here is not measured.
    const start = process.cpuUsage();
    bootstrapMean(sample, { seed, resamples: 1000 });
    const { user } = process.cpuUsage(start);
    assert.ok(user < 1_500_000, `${(user / 1000).toFixed(0)} ms`);
  });
});

describe('the relative score', () => {
  const pairs = [
    { reference: 10, answer: 5 },
    { reference: 4, answer: 4 },
    { reference: 8, answer: 2 },
    { reference: undefined, answer: 3 },
    { reference: 0, answer: 3 },
  ];

  it('is the mean of ratios, with the ratio of means beside it, and counts what has no points', () => {
    const { meanOfRatios, ratioOfMeans, unscored } = relativeScore(pairs, { seed });
    assert.ok(meanOfRatios !== undefined && ratioOfMeans !== undefined);
    assert.ok(Math.abs(meanOfRatios.value - (50 + 100 + 25) / 3) < 1e-12);
    assert.ok(Math.abs(ratioOfMeans.value - 50) < 1e-12);
    assert.deepEqual([meanOfRatios.count, unscored], [3, 2]);
    assert.equal(pairRatio({ reference: 8, answer: undefined }), undefined);
    assert.deepEqual(relativeScore([...pairs].reverse(), { seed }), relativeScore(pairs, { seed }));
    assert.equal(relativeScore([], { seed }).meanOfRatios, undefined);
  });

  it('is drawn by images', () => {
    const one = pairs.map((pair) => ({ ...pair, image: 'a.png' }));
    assert.equal(relativeScore(one, { seed }).meanOfRatios?.low, undefined);
  });
});

describe('win rates', () => {
  const bouts: Bout[] = [
    { first: 'b', second: 'a', outcome: 'first' },
    { first: 'a', second: 'b', outcome: 'first' },
    { first: 'a', second: 'b', outcome: 'first' },
    { first: 'a', second: 'b', outcome: 'tie' },
    { first: 'c', second: 'a', outcome: 'first' },
  ];

  it('count ties half, whoever stood first', () => {
    const [against, other] = winRates(bouts, { seed });
    assert.ok(against !== undefined && other !== undefined);
    const { rate, ...counts } = against;
    assert.deepEqual(counts, { first: 'a', second: 'b', wins: 2, losses: 1, ties: 1 });
    assert.deepEqual([rate.value, rate.count], [62.5, 4]);
    assert.ok(rate.low !== undefined && rate.low < 62.5);
    assert.equal(other.rate.value, 0);
    assert.deepEqual(
      standings([against, other]).map(({ name, rate: mean, bouts: count }) => [name, mean, count]),
      [
        ['c', 100, 1],
        ['b', 37.5, 4],
        ['a', 31.25, 5],
      ],
    );
    assert.deepEqual(winRates([...bouts].reverse(), { seed }), winRates(bouts, { seed }));
    assert.throws(() => winRates([{ first: 'a', second: 'a', outcome: 'tie' }], { seed }), RangeError);
  });

  it('come from points, without those that have none', () => {
    assert.deepEqual(boutsOfScores({ a: 7, b: 8, c: undefined, d: 7 }, 'x.png'), [
      { first: 'a', second: 'b', outcome: 'second', image: 'x.png' },
      { first: 'a', second: 'd', outcome: 'tie', image: 'x.png' },
      { first: 'b', second: 'd', outcome: 'first', image: 'x.png' },
    ]);
  });

  it('of a pair add up to 100, whoever is asked', () => {
    const outcomes = fc.array(fc.constantFrom('first', 'second', 'tie'), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(outcomes, (list) => {
        const rate = (first: string, second: string): number =>
          winRates(
            list.map((outcome) => ({ first, second, outcome })),
            { seed, resamples: 10 },
          )[0]?.rate.value ?? NaN;
        assert.ok(Math.abs(rate('a', 'b') + rate('b', 'a') - 100) < 1e-9);
      }),
    );
  });
});
