import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EvaluationItem } from '../../../../src/evaluation/item.ts';
import { inShard } from '../../../../src/evaluation/runs/shards.ts';

const itemsOf = (images: readonly (string | undefined)[]): EvaluationItem[] =>
  images.map((image, id) => ({ id, image, question: 'What?', reference: 'That.' }));

const images = fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { nil: undefined }), { maxLength: 200 });

describe('shards of a run', () => {
  it('have every question once, and all questions of an image together', () => {
    fc.assert(
      fc.property(images, fc.integer({ min: 1, max: 7 }), (names, count) => {
        const items = itemsOf(names);
        const shards = Array.from({ length: count }, (_, at) => inShard(items, { index: at + 1, count }));
        for (const [at] of items.entries()) assert.equal(shards.filter((shard) => shard[at]).length, 1);
        for (const name of new Set(names.filter((one) => one !== undefined))) {
          const own = items.flatMap(({ image }, at) => (image === name ? [at] : []));
          assert.equal(shards.filter((shard) => own.some((at) => shard[at])).length, 1, name);
        }
      }),
    );
  });

  it('take the images in turn, so that each has its share', () => {
    const items = itemsOf(Array.from({ length: 30 }, (_, at) => `${Math.floor(at / 3)}.png`));
    const sizes = [1, 2, 3].map((index) => inShard(items, { index, count: 3 }).filter(Boolean).length);
    assert.deepEqual(sizes, [12, 9, 9]);
    assert.ok(inShard(items, undefined).every(Boolean));
  });
});
