import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkReport } from '../../../../src/report/checks/checkReport.ts';
import { parseReport } from '../../../../src/report/reportDocument.ts';

function report(comparison: string, findings: string): string {
  return `COMPARISON: ${comparison}\n\nFINDINGS: ${findings}\n\nIMPRESSION: As described.\n`;
}

/** The words that the check stands on. */
function marked(text: string): string[] {
  return checkReport(text, parseReport(text))
    .filter((one) => one.code === 'comparison-unused')
    .map(({ range }) => text.slice(range.start, range.end));
}

describe('comparisonUnused', () => {
  for (const [comparison, findings] of [
    ['CXR 5/3/2024', 'Lungs clear. Degenerative changes of the spine.'],
    ['Prior mammograms dating back to 2018', 'No suspicious mass.'],
    ['Chest CT from an outside hospital', 'Lungs are well expanded. Postoperative changes. High-resolution images.'],
    ['CT of 3 May', 'Bibasilar atelectasis, worse on the left. Enlarged heart. The larger of two nodules is 5 mm.'],
    ['Wrist radiographs', 'The scapholunate interval is 2 mm.'],
  ] as const)
    it(`marks ${JSON.stringify(comparison)} beside ${JSON.stringify(findings)}`, () => {
      assert.deepEqual(marked(report(comparison, findings)), [comparison]);
    });

  for (const [comparison, findings] of [
    ['None.', 'Clear.'],
    ['There are no prior studies.', 'Clear.'],
    ['CT of 2019, not available for review.', 'Clear.'],
    ['Yes', 'Clear.'],
    ['CT 2020', 'The nodule is no longer seen.'],
    ['CT 2020', 'Nodule 5 mm, previously 4 mm.'],
    ['CT 2020', 'Left effusion, slightly worse.'],
    ['CT 2020', 'Nodule of 5 mm (4 mm on 03/05/2020).'],
    ['CT 2020', 'The opacity is more conspicuous.'],
    ['CT 2020', 'Opacity as seen on the CT.'],
  ] as const)
    it(`says nothing of ${JSON.stringify(comparison)} beside ${JSON.stringify(findings)}`, () => {
      assert.deepEqual(marked(report(comparison, findings)), []);
    });

  it('waits for the Findings and the Impression', () => {
    assert.deepEqual(marked('COMPARISON: CT 2020\nFINDINGS: Clear.\nIMPRESSION:\n'), []);
    assert.deepEqual(marked('COMPARISON: CT 2020\nIMPRESSION: Normal.\n'), []);
  });
});
