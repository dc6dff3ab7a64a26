import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkReport } from '../../../../src/report/checks/checkReport.ts';
import { parseReport } from '../../../../src/report/reportDocument.ts';
import type { CheckContext } from '../../../../src/report/checks/checkContext.ts';

function context(laterality: 'L' | 'R' | 'B', bodyPart?: string, modality = 'DX'): CheckContext {
  return { images: [{ laterality, bodyPart, modality }] };
}

function report(findings: string): string {
  return `FINDINGS: ${findings}\n\nIMPRESSION: As described.\n`;
}

/** The words that the check stands on. */
function marked(text: string, context: CheckContext = {}): string[] {
  return checkReport(text, parseReport(text), context)
    .filter((one) => one.code === 'laterality-tag')
    .map(({ range }) => text.slice(range.start, range.end));
}

describe('lateralityTag', () => {
  const right = report('Right knee effusion, increased since the prior study.');

  it('marks the other side of a paired part', () => {
    assert.deepEqual(marked(right, context('L', 'KNEE')), ['Right']);
    assert.deepEqual(marked(right, context('L', 'Knee joint')), ['Right']);
    assert.deepEqual(marked(report('Mass of the left breast.'), context('R', undefined, 'MG')), ['left']);
    assert.deepEqual(marked(`XR RIGHT KNEE\n\n${report('No fracture.')}`, context('L', 'KNEE')), ['RIGHT']);
    assert.deepEqual(marked(report('No fracture of the right hand.'), context('L', 'HAND')), ['right']);
  });

  it('needs one known side of a paired part', () => {
    assert.deepEqual(marked(right), []);
    assert.deepEqual(marked(right, context('R', 'KNEE')), []);
    assert.deepEqual(marked(right, context('B', 'KNEE')), []);
    assert.deepEqual(marked(right, context('L', 'CHEST')), []);
    assert.deepEqual(marked(right, context('L')), []);
    const both: CheckContext = {
      images: [
        { laterality: 'L', bodyPart: 'KNEE' },
        { laterality: 'R', bodyPart: 'KNEE' },
      ],
    };
    assert.deepEqual(marked(right, both), []);
    assert.deepEqual(marked(right, { images: [{ laterality: 'L', bodyPart: 'KNEE' }, { bodyPart: 'KNEE' }] }), []);
  });

  for (const words of [
    'Left knee effusion. No right effusion.',
    'Left knee: wider than the right.',
    'Left knee, compared with the right knee.',
    'Prior right knee arthroplasty.',
    'Contralateral right knee not shown.',
    'Small effusion. MRI of the right knee is recommended.',
    'Right and left knee: narrowing.',
  ])
    it(`says nothing of ${JSON.stringify(words)}`, () => {
      assert.deepEqual(marked(report(words), context('L', 'KNEE')), []);
    });
});
