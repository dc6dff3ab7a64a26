import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { splitOf } from '../../../../src/evaluation/datasets/publishedSplits.ts';
import type { EvaluationItem } from '../../../../src/evaluation/item.ts';

function items(open: number, closed: number): EvaluationItem[] {
  return Array.from({ length: open + closed }, (_, id) => ({
    id,
    image: undefined,
    question: 'Q',
    reference: 'R',
    answerType: id < open ? 'open' : 'closed',
  }));
}

describe('published splits', () => {
  it('are known by their counts', () => {
    assert.equal(splitOf(items(645, 416))?.label, 'SLAKE test, English: 1061 questions (645 open, 416 closed)');
    assert.equal(splitOf(items(179, 272))?.name, 'VQA-RAD test');
    assert.equal(splitOf(items(3370, 3391))?.name, 'PathVQA test');
    assert.equal(splitOf(items(646, 415)), undefined);
    assert.equal(splitOf([]), undefined);
  });

  it('of Hugging Face are known by their number, in parquet files only', () => {
    assert.equal(splitOf(items(3000, 3719), 'vqaParquet')?.name, 'PathVQA test (flaviagiammarino/path-vqa)');
    assert.equal(splitOf(items(3000, 3719), 'generic'), undefined);
  });
});
