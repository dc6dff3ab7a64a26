import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { EvaluationItem } from '../../../../src/evaluation/item.ts';
import { closedReading, isClosed } from '../../../../src/evaluation/metrics/closedReading.ts';
import { closedConfusions } from '../../../../src/evaluation/metrics/confusion.ts';
import { polarity, type Polarity } from '../../../../src/evaluation/metrics/polarity.ts';
import { vqaScores, type ClosedRule } from '../../../../src/evaluation/metrics/vqaScores.ts';

function item(question: string, reference: string, more: Partial<EvaluationItem> = {}): EvaluationItem {
  return { id: 1, image: undefined, question, reference, ...more };
}

function closed(reference: string, answer: string, closedRule: ClosedRule): number | undefined {
  const asked = item('', reference, { answerType: 'closed' });
  return vqaScores({ item: asked, answer }, { mode: 'original', closedRule }).scores.accuracy;
}

describe('yes and no', () => {
  for (const [question, readings] of Object.entries<Readonly<Record<string, Polarity | undefined>>>({
    'Is there a pleural effusion?': {
      Yes: 'yes',
      'no.': 'no',
      '"No"': 'no',
      'Yes, there is no doubt.': 'yes',
      'No, there is a pneumothorax instead.': 'no',
      'No there is not': 'no',
      'The answer is no.': 'no',
      'I would say yes': 'yes',
      '**No**': 'no',
      'No evidence of pleural effusion.': 'no',
      'There is no pleural effusion.': 'no',
      'No fluid is seen.': 'no',
      'A small pleural effusion is seen.': 'yes',
      'A pleural effusion is not seen.': 'no',
      'Pleural effusion is absent.': 'no',
      'The image doesn’t show a pleural effusion': 'no',
      Normal: undefined,
      'The pleural surfaces show abnormality': undefined,
      'Yes or no': undefined,
      'There may be a pleural effusion.': undefined,
      'No information is given.': undefined,
      'I cannot tell.': undefined,
      'The heart is enlarged with no oedema.': undefined,
      'A pleural effusion with no mass.': 'yes',
      'The pleural effusion is no longer seen.': 'no',
      'A pleural effusion is not likely.': undefined,
      'It is not clear whether there is a pleural effusion.': undefined,
      'A left pleural effusion.': undefined,
      'Another nodule; yesterday’s notes know it': undefined,
      '': undefined,
    },
    'Are the lungs clear?': {
      'The lungs are clear with no effusion.': 'yes',
      'The lungs are not clear.': 'no',
      'No abnormality.': undefined,
      'No.': 'no',
    },
    'Is there no fracture?': { 'There is no fracture.': undefined, 'Yes, none': 'yes' },
    'Is this a CT or an MRI?': { 'This is a CT.': undefined, 'This is a CT or an MRI': undefined },
  })) {
    it(`are read in answers to "${question}"`, () => {
      const read = Object.keys(readings).map((answer) => [answer, polarity(answer, question)]);
      assert.deepEqual(Object.fromEntries(read), readings);
    });
  }

  it('are read from any text without an error, and from a polar word whatever follows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, question) => {
        polarity(text, question);
        if (!/yes|no/i.test(text)) {
          assert.equal(polarity(`Yes, ${text}`, question), 'yes');
          assert.equal(polarity(`No. ${text}`, question), 'no');
        }
      }),
    );
  });
});

describe('options', () => {
  const plane = item('Which plane?', 'Axial', { options: ['Axial', 'Coronal', 'Sagittal'] });
  const lung = item('Where is the mass?', 'left lung', { options: ['lung', 'left lung', 'liver'] });

  it('are named by whole words, and by one alone', () => {
    const said = (asked: EvaluationItem, answer: string): string | undefined => closedReading(asked, answer).said;
    assert.deepEqual(closedReading(plane, 'It is an axial slice.'), { truth: 'axial', said: 'axial' });
    assert.equal(said(plane, 'coronal'), 'coronal');
    assert.equal(said(plane, 'axial or coronal'), undefined);
    assert.equal(said(plane, 'not axial, but sagittal'), 'sagittal');
    assert.equal(said(plane, 'paraxial'), undefined);
    assert.equal(said(lung, 'In the left lung'), 'left lung');
    assert.equal(said(lung, 'In the lung'), 'lung');
    assert.equal(said(item('Is it on the left or the right?', 'left'), 'left or right'), undefined);
    assert.equal(said(item('Is it on the left or the right?', 'left'), 'On the right.'), 'right');
    assert.equal(said(item('Is it on the left or the right?', 'left'), 'On the left.'), 'left');
  });

  it('are named by their letters, and by letter and words that agree', () => {
    const asked = item('What is shown?', 'Pneumonia', { options: ['Pneumonia', 'Effusion', 'Yes and no'] });
    const said = (answer: string, of = asked): string | undefined => closedReading(of, answer).said;
    for (const answer of [
      'A',
      'a',
      'A.',
      '(A)',
      '**A**',
      'The answer is A.',
      'Answer: A',
      'A. Pneumonia',
      'A.Pneumonia',
    ])
      assert.equal(said(answer), 'pneumonia', answer);
    for (const answer of ['(B) Effusion', 'B: an effusion', 'B\nIt is fluid.', 'B) fluid, on the left'])
      assert.equal(said(answer), 'effusion', answer);
    for (const answer of ['A. Effusion', 'A. Pneumonia B. Effusion', 'A. or B.', 'D', 'A lung', 'C.T.', 'B-mode'])
      assert.equal(said(answer), undefined, answer);
    assert.equal(said('A pneumonia'), 'pneumonia');
    const polar = item('Is it there?', 'No', { options: ['Yes', 'No', 'Unclear'] });
    assert.deepEqual(
      ['A', 'B', 'C', 'B. No', 'A. No', 'No'].map((answer) => said(answer, polar)),
      ['yes', 'no', undefined, 'no', undefined, 'no'],
    );
  });

  it('that are letters, or begin like one, are read as texts', () => {
    const group = item('Which blood group?', 'A', { options: ['B', 'A', 'AB'] });
    assert.equal(closedReading(group, 'A').said, 'a');
    assert.equal(closedReading(group, 'The answer is A').said, 'a');
    const germ = item('Which germ?', 'B. fragilis', { options: ['B. fragilis', 'E. coli'] });
    assert.equal(closedReading(germ, 'B. fragilis.').said, closedReading(germ, '').truth);
  });

  it('or yes and no make a question closed where its file does not say', () => {
    assert.ok(isClosed(plane));
    assert.ok(isClosed(item('', 'Yes.')));
    assert.ok(!isClosed(item('', 'Yes.', { answerType: 'open' })));
    assert.ok(!isClosed(item('', 'a mass')));
  });
});

describe('the scores of a question of VQA', () => {
  it('count closed answers by the rules of the three scripts', () => {
    const rules = ['batch', 'strict', 'uncounted'] as const;
    const byRule = (reference: string, answer: string): unknown => rules.map((rule) => closed(reference, answer, rule));
    assert.deepEqual(byRule('yes', 'Yes, it is'), [1, 1, 1]);
    assert.deepEqual(byRule('No', 'Abnormal.'), [1, 1, 1]);
    assert.deepEqual(byRule('yes', 'no'), [0, 0, undefined]);
    assert.deepEqual(byRule('axial', 'an axial CT'), [1, 0, 0]);
    assert.deepEqual(byRule('axial', 'coronal'), [0, 0, 0]);
  });

  it('are corrected beside them', () => {
    const asked = item('Is the heart enlarged?', 'No', { answerType: 'closed' });
    assert.deepEqual(vqaScores({ item: asked, answer: 'Abnormal.' }, { mode: 'corrected' }), {
      answerType: 'closed',
      scores: { accuracy: 0 },
      closed: { truth: 'no', said: undefined },
    });
    const open = item('What is seen?', 'a left lung base mass', { answerType: 'open' });
    const { scores } = vqaScores({ item: open, answer: 'left lung, left lung' }, { mode: 'corrected' });
    assert.deepEqual([scores.recall, scores.precision, scores.f1, scores.exactMatch], [0.5, 0.5, 0.5, 0]);
    assert.deepEqual([scores.bleu1, scores.rougeL], [0.5, 0.5]);
    assert.equal(vqaScores({ item: open, answer: 'left lung left lung' }, { mode: 'original' }).scores.recall, 4 / 6);
  });

  it('are between 0 and 1, and 1 for the reference itself', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.lorem({ maxCount: 6 }), fc.constantFrom('yes', 'no'));
    const types = fc.constantFrom('open', 'closed');
    fc.assert(
      fc.property(text, text, types, (answer, reference, answerType) => {
        const asked = item('', reference, { answerType });
        for (const mode of ['original', 'corrected'] as const) {
          for (const value of Object.values(vqaScores({ item: asked, answer }, { mode }).scores))
            assert.ok(value >= 0 && value <= 1 + 1e-12);
        }
        if (answerType === 'open') {
          const { scores } = vqaScores({ item: asked, answer: reference }, { mode: 'corrected' });
          for (const value of Object.values(scores)) assert.ok(Math.abs(value - 1) < 1e-12);
        }
      }),
    );
  });
});

describe('the confusion of closed questions', () => {
  it('has a row per truth and a column for what says neither', () => {
    const readings = [
      { truth: 'yes', said: 'yes' },
      { truth: 'yes', said: 'no' },
      { truth: 'yes', said: undefined },
      { truth: 'no', said: 'no' },
      { truth: 'ct', said: 'mri' },
      { truth: 'ct', said: 'ct' },
      { truth: 'ct', said: undefined },
    ];
    const expected = [
      {
        label: 'Yes or no',
        truths: ['yes', 'no'],
        answers: ['yes', 'no', 'other'],
        counts: [
          [1, 1, 1],
          [0, 1, 0],
        ],
      },
      { label: 'Options', truths: ['ct'], answers: ['ct', 'mri', 'other'], counts: [[1, 1, 1]] },
    ];
    assert.deepEqual(closedConfusions(readings), expected);
    assert.deepEqual(closedConfusions([...readings].reverse()), expected);
    assert.deepEqual(closedConfusions([]), []);
  });

  it('has no table of options where there are more than 30', () => {
    const readings = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ truth: `option ${i}`, said: `option ${i}` }));
    assert.equal(closedConfusions(readings(30))[0]?.truths.length, 30);
    assert.deepEqual(closedConfusions(readings(31)), []);
    assert.deepEqual(
      closedConfusions([...readings(31), { truth: 'yes', said: 'yes' }]).map(({ label }) => label),
      ['Yes or no'],
    );
    const others = Array.from({ length: 100 }, (_, i) => ({ truth: 'ct', said: `other ${i}` }));
    assert.deepEqual(closedConfusions([...others, { truth: 'ct', said: 'ct' }]), []);
  });
});
