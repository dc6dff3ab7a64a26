import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  answerWords,
  normaliseAnswer,
  normaliseAnswerCorrectly,
} from '../../../../src/evaluation/metrics/normaliseAnswer.ts';
import { polarity } from '../../../../src/evaluation/metrics/polarity.ts';

function all(normalise: (text: string) => string, vectors: Readonly<Record<string, string>>): void {
  assert.deepEqual(Object.fromEntries(Object.keys(vectors).map((text) => [text, normalise(text)])), vectors);
}

describe('the normalisation of VQA answers', () => {
  it('is the original with its errors', () => {
    all(normaliseAnswer, {
      'The X-ray shows 1,000 cells; none are normal!': 'xray shows 1000 cells 0 are normal',
      'a CT-scan of 3.5 cm mass.': 'ct scan of 3.5 cm mass',
      'right / left (bilateral)': 'right left bilateral',
      "it isnt, dont, couldntve, couldnt've": "it isn't don't couldntve couldn't've",
      "somebody'd": 'somebodyd',
      'hepatitis A': 'hepatitis',
      'a:b 50%': 'a:b 50%',
      '': '',
      'constructor __proto__': 'constructor proto',
    });
  });

  it('of the original drops 32 periods and no more, and sees the digits of every script', () => {
    assert.equal(normaliseAnswer('a.'.repeat(40)), 'a'.repeat(32) + 'a.'.repeat(8));
    assert.equal(normaliseAnswer('٣.٥ and ٣,٥ x-y'), '٣.٥ and ٣٥ xy');
  });

  it('of the original separates words where Python does', () => {
    assert.equal(normaliseAnswer('one\u001ftwo\u0085three\u00a0four\ufefffive'), '1 2 3 four\ufefffive');
  });

  it('is corrected beside it', () => {
    all(normaliseAnswerCorrectly, {
      'The X-ray shows 1,000 cells; none are normal!': 'x ray shows 1000 cells 0 are normal',
      'X-ray, X - ray': 'x ray x ray',
      'a CT-scan of 3.5 cm mass.': 'ct scan of 3.5 cm mass',
      '1,234,567 cells, 1,2 and .5': '1234567 cells 1 2 and 0.5',
      'clear.No effusion, e.g. none.': 'clear no effusion eg 0',
      'hepatitis A': 'hepatitis a',
      A: 'a',
      'it isn’t, isnt, ‘left’': "it isn't isn't left",
      "somebody'd": "somebody'd",
      "I'm, im": "i'm i'm",
      '３．５ﬁne (50%)': '3.5fine 50',
    });
    assert.equal(normaliseAnswerCorrectly('lung. '.repeat(40)), 'lung '.repeat(40).trim());
  });

  it('changes nothing of what is normalised', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[aTtno1,.' \u2019\u00bd\ufb01\u0130-]*$/));
    fc.assert(
      fc.property(text, (each) => {
        const once = normaliseAnswerCorrectly(each);
        assert.equal(normaliseAnswerCorrectly(once), once);
        assert.deepEqual(answerWords(each), once === '' ? [] : once.split(' '));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes a hostile text in a time that grows with its length', () => {
    for (const piece of ["x'", "'", '.', '1,', ' - ', 'a.', 'the ', "no '"]) {
      const start = process.cpuUsage();
      normaliseAnswer(piece.repeat(100_000));
      normaliseAnswerCorrectly(`x${piece.repeat(100_000)}x`);
      polarity(piece.repeat(100_000), piece.repeat(100_000));
      const { user } = process.cpuUsage(start);
      assert.ok(user < 3_000_000, `${JSON.stringify(piece)}: ${(user / 1000).toFixed(0)} ms`);
    }
  });
});
