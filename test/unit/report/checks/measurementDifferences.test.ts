import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { agrees } from '../../../../src/report/checks/agreeingSizes.ts';
import { leavesAlone, marked, report } from './marked.ts';

const marks = (findings: string, impression: string): string[] =>
  marked('measurement-differs', report(findings, impression));
const alone = (...pairs: (readonly [string, string])[]): void => {
  leavesAlone(
    'measurement-differs',
    pairs.map(([findings, impression]) => report(findings, impression)),
  );
};

describe('measurement-differs', () => {
  it('compares in one unit, by place', () => {
    assert.deepEqual(marks('Mass in the left upper lobe measuring 3.2 x 2.7 cm.', 'Left upper lobe mass, 23 mm.'), [
      '23 mm',
    ]);
    assert.deepEqual(
      marks('Right adrenal nodule 1.5 cm. Left adrenal nodule 2.1 cm.', 'Right adrenal nodule, 2.1 cm; left, 1.5 cm.'),
      ['2.1 cm'],
    );
    assert.deepEqual(
      marks('Segment 4 lesion 12 mm. Segment 7 lesion 22 mm.', 'Lesions in segment 4 (12 mm) and segment 7 (27 mm).'),
      ['27 mm'],
    );
    assert.deepEqual(marks('Ascending aorta 4.3 cm. Descending aorta 2.9 cm.', 'Dilated ascending aorta, 4.8 cm.'), [
      '4.8 cm',
    ]);
    assert.deepEqual(marks('AAA of 5.4 cm, 5.1 cm in 2021.', 'Aortic aneurysm increased from 5.1 to 4.5 cm.'), [
      '4.5 cm',
    ]);
    assert.deepEqual(marks('There is a stone in the left ureter. It measures 5 mm.', '15 mm left ureteral stone.'), [
      '15 mm',
    ]);
  });

  it('takes roundings, one dimension and the mean for the same', () => {
    alone(
      ['Mass in the left upper lobe measuring 3.2 x 2.7 cm.', 'Left upper lobe mass, 3 cm.'],
      ['Solid nodule of 6.5 x 5.5 mm. Ground-glass nodule of 11 mm.', '6 mm solid nodule; 11 mm ground-glass nodule.'],
      ['Cyst of the left ovary, 4.6 cm.', 'Left ovarian cyst, 46 mm.'],
      ['Mass of 32 x 27 mm in the liver.', '2.7 x 3.2 cm liver mass.'],
    );
    assert.ok(agrees([{ mm: 8, stepMm: 1 }], [{ mm: 8.4, stepMm: 0.1 }]));
    assert.ok(!agrees([{ mm: 8, stepMm: 1 }], [{ mm: 8.6, stepMm: 0.1 }]));
    assert.ok(!agrees([{ mm: 20, stepMm: 1 }], [{ mm: 21, stepMm: 1 }]));
  });

  it('leaves earlier sizes, bounds, distances, thresholds and other findings alone', () => {
    alone(
      ['Nodule 7 mm, was 5 mm.', 'Nodule has grown by 2 mm to 7 mm. It was 5 mm on the prior study.'],
      ['Nodules of 4 mm and 7 mm in the right lower lobe.', 'Nodules up to 7 mm. CT if larger than 10 mm.'],
      ['ET tube tip 2 cm above the carina. Nodule 5 mm.', 'ET tube 4 cm above the carina. 5 mm nodule.'],
      ['Renal mass, 2.4 cm. Renal cyst, 5 cm.', '2.4 cm renal mass.'],
      [
        "Lesion at 9 o'clock, 3 cm from the nipple, right breast, 14 mm.",
        'Lesion of 14 mm, 3 cm from the nipple, right breast.',
      ],
      ['Supraspinatus tear, 12 mm, with 20 mm of retraction.', 'Supraspinatus tear of 12 mm with 2 cm retraction.'],
      ['Right renal cyst, 2 cm. Nodule, 8 mm.', 'Left renal cyst, 5 cm.'],
    );
  });
});
