import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkReport } from '../../../../src/report/checks/checkReport.ts';
import { parseReport } from '../../../../src/report/reportDocument.ts';
import { applyChange } from '../../../../src/report/reading/textRange.ts';

/** The words that the check stands on. */
function marked(text: string): string[] {
  return checkReport(text, parseReport(text))
    .filter((one) => one.code === 'doubled-section')
    .map(({ range }) => text.slice(range.start, range.end));
}

describe('doubledSections', () => {
  for (const [text, at] of [
    ['FINDINGS: x\nIMPRESSION: y\nCONCLUSION: z\n', ['CONCLUSION:']],
    ['## Impression\ny\n\n## Findings\nx\n\n## Impression\nz\n', ['## Impression']],
    ['INDICATION: Fall.\nTECHNIQUE: CT.\nINDICATION: Fall.\nFINDINGS: x\nIMPRESSION: y\n', ['INDICATION:']],
    ['HISTORY: Fall.\nINDICATION: Headache.\nFINDINGS: x\nIMPRESSION: y\n', []],
    ['FINDINGS: x\nIMPRESSION: y\n\nADDENDUM (5 May):\nIMPRESSION: z\n', []],
    ['CT CHEST:\nFINDINGS: x\nIMPRESSION: y\n\nCT ABDOMEN:\nFINDINGS: x\nIMPRESSION: y\n', []],
    ['RIGHT KNEE\n\nFINDINGS: x\n\nIMPRESSION: y\n\nLEFT KNEE\n\nFINDINGS: x\n\nIMPRESSION: y\n', []],
    ['## A\n\n### Findings\nx\n\n### Impression\ny\n\n## B\n\n### Findings\nx\n\n### Impression\ny\n', []],
    ['FINDINGS:\nCHEST FINDINGS: x\nPELVIS FINDINGS: x\n\nIMPRESSION: y\n', []],
    ['GROSS DESCRIPTION: x\nMICROSCOPIC DESCRIPTION: x\nDIAGNOSIS: y\n', []],
  ] as const)
    it(JSON.stringify(text), () => {
      assert.deepEqual(marked(text), at);
    });

  it('takes an empty one out', () => {
    const text = '## Findings\n\n## Impression\ny\n\n## Findings\nx\n';
    const fix = checkReport(text, parseReport(text)).find(({ code }) => code === 'doubled-section')?.fix;
    assert.equal(fix && applyChange(text, fix.change), '## Impression\ny\n\n## Findings\nx\n');
  });

  it('takes nothing out that has text', () => {
    const text = 'FINDINGS: x\nIMPRESSION: y\nIMPRESSION: z\n';
    assert.equal(checkReport(text, parseReport(text))[0]?.fix, undefined);
  });
});
