import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkReport } from '../../../../src/report/checks/checkReport.ts';
import { parseReport } from '../../../../src/report/reportDocument.ts';

/** The words that the check stands on. */
function marked(text: string): string[] {
  return checkReport(text, parseReport(text))
    .filter((one) => one.code === 'empty-section')
    .map(({ range }) => text.slice(range.start, range.end));
}

describe('emptySections', () => {
  for (const [text, at] of [
    ['Findings\n========\nClear.\n\nImpression\n==========\n', ['Impression']],
    ['## Findings\n\nLungs clear.\n\n## Impression\n\n-\n', ['## Impression']],
    ['FINDINGS: Clear.\n\nIMPRESSION:\n\nElectronically signed by Dr. A\n', ['IMPRESSION:']],
    ['## Findings\n\n### Brain\n\n### Sinuses\n\n## Impression\nNormal.\n', ['## Findings']],
    ['INDICATION:\n\nTECHNIQUE: CT.\n\nHISTORY: Fall.\n\nFINDINGS: x\n\nIMPRESSION: y\n', ['INDICATION:']],
    ['CLINICAL INFORMATION:\nHistory: Fall.\nFINDINGS: x\nIMPRESSION: y\n', []],
    ['COMPARISON: -\nTECHNIQUE: N/A\nFINDINGS: x\nIMPRESSION: Same.\n', []],
    ['## Findings\n\n## Right breast\n\nNo mass.\n\n## Impression\n\nNormal.\n', []],
    ['FINDINGS:\n\nChest:\nThe lungs are clear.\n\nIMPRESSION:\nNormal.\n', []],
    ['# Report\n\n## Findings\nx\n\n## Impression\ny\n\n## Billing\n', []],
  ] as const)
    it(JSON.stringify(text), () => {
      assert.deepEqual(marked(text), at);
    });
});
