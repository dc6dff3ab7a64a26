import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkReport } from '../../../../src/report/checks/checkReport.ts';
import { parseReport } from '../../../../src/report/reportDocument.ts';

function report(findings: string, impression: string): string {
  return `FINDINGS: ${findings}\n\nIMPRESSION: ${impression}\n`;
}

/** The words that the check stands on. */
function marked(text: string): string[] {
  return checkReport(text, parseReport(text))
    .filter((one) => one.code === 'level')
    .map(({ range }) => text.slice(range.start, range.end));
}

const wrong: readonly (readonly [findings: string, impression: string, at: string])[] = [
  ['Old compression fracture of T8, chronic.', 'Compression fracture of T9.', 'T9'],
  ['At the L3-4 level, there is a broad-based disc bulge.', 'Disc bulge L2-3.', 'L2-3'],
  ['Nodule, right middle lobe, 7 mm.', '7 mm right upper lobe nodule.', 'upper lobe'],
  ['Fracture of the lateral aspect of the left 8th rib.', 'Left seventh rib fracture.', 'seventh rib'],
  ['Fractures of ribs 3 and 4 on the right.', 'Fractures of the right 6th and 7th ribs.', '6th and 7th ribs'],
  ['Fracture of the base of the second metacarpal.', 'Third metacarpal base fracture.', 'Third metacarpal'],
  ['LUL mass, 4.1 cm.', 'LLL mass.', 'LLL'],
  ['Grade I spondylolisthesis L5/S1.', 'Spondylolisthesis L4/5.', 'L4/5'],
  ['Distal phalanx fracture of the index finger.', 'Fracture of the middle finger.', 'middle finger'],
  ['Hypervascular lesion in segment 8.', 'LI-RADS 4 lesion, segment V.', 'segment V'],
  ['C5-C6 spondylosis. Left foraminal stenosis C6-C7.', 'Left C5-C6 foraminal stenosis.', 'C5-C6'],
  ['L4-L5: disc extrusion compressing the L5 root.', 'Disc extrusion at L5-S1.', 'L5-S1'],
];

const sound: readonly (readonly [findings: string, impression: string])[] = [
  [
    'Mild disc bulges at L3-L4 and L4-L5. Central protrusion at L5-S1.',
    'Disc disease, worst at L5-S1 with protrusion.',
  ],
  ['T2 hyperintense lesion in the liver, segment 6.', 'Lesion in segment VI, T1 dark.'],
  ['Consolidation in the right lower lobe.', 'Right basal pneumonia.'],
  ['Fractures of the right 5th through 9th ribs.', 'Right 7th rib fracture.'],
  ['Posterior fusion L3-L5. Adjacent segment stenosis at L2-L3.', 'Stenosis at L2-L3 above the L3-L5 fusion.'],
  ['Anterolisthesis of L4 on L5, grade 1.', 'Grade 1 L4-L5 anterolisthesis.'],
  ['Multiple rib fractures.', 'Fracture of the left 4th rib.'],
  ['Fracture of the great toe.', 'Hallux fracture.'],
  ['Enhancing lesion in hepatic segment 4A.', 'Segment IVa lesion.'],
  ['Rib fractures:\n1. Right rib fractures, ribs 5 and 6.', '1. Right rib fractures.'],
  ['Nodule in the left upper lobe. Nodule in the right lower lobe.', 'Left lower lobe nodule.'],
  ['L1 fracture.', 'L1 fracture. No fracture of L2. History of L4 fracture.'],
];

describe('levels', () => {
  for (const [findings, impression, at] of wrong)
    it(`marks "${at}" of ${JSON.stringify(`${findings} / ${impression}`)}`, () => {
      assert.deepEqual(marked(report(findings, impression)), [at]);
    });

  for (const [findings, impression] of sound)
    it(`says nothing of ${JSON.stringify(`${findings} / ${impression}`)}`, () => {
      assert.deepEqual(marked(report(findings, impression)), []);
    });

  it('says both levels', () => {
    const text = report('Fracture of L1.', 'Fracture of L2.');
    assert.match(
      checkReport(text, parseReport(text)).find(({ code }) => code === 'level')?.message ?? '',
      /says L2, the Findings say L1 \(Fracture\)/,
    );
  });
});
