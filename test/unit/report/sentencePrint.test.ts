import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sentencePrint } from '../../../src/host/report/proposals/sentencePrint.ts';

describe('sentencePrint', () => {
  const text = 'Mine. Clear. Clear. Small.';
  const draft = { start: 6, end: text.length };
  const first = sentencePrint(text, draft, { start: 6, end: 12 });

  it('is the same wherever the draft stands', () => {
    assert.equal(sentencePrint(`Also ${text}`, { start: 11, end: 31 }, { start: 11, end: 17 }), first);
  });

  it('differs for another sentence, also one of the same words, and holds none of them', () => {
    assert.notEqual(sentencePrint(text, draft, { start: 13, end: 19 }), first);
    assert.notEqual(sentencePrint(text.replace('Clear', 'Small'), draft, { start: 6, end: 12 }), first);
    assert.doesNotMatch(first, /Clear/);
  });
});
