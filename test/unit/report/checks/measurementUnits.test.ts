import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { leavesAlone, marked, report } from './marked.ts';

const marks = (findings: string): string[] => marked('measurement-unit', report(findings));
const alone = (...findings: string[]): void => {
  leavesAlone(
    'measurement-unit',
    findings.map((one) => report(one)),
  );
};

describe('measurement-unit', () => {
  it('is a number behind a verb of measuring', () => {
    assert.deepEqual(marks('Simple cyst of the left kidney measuring up to 23.'), ['23']);
    assert.deepEqual(marks('The nodule measures 8mm. It measured 7 in 2019.'), ['7']);
    assert.deepEqual(marks('The aortic root measures 3.8, the ascending aorta 4.2 cm.'), ['3.8']);
    assert.deepEqual(marks('The mass measures 2.\n\nLungs are clear.'), ['2']);
    assert.deepEqual(marked('measurement-unit', 'BEFUND: Der Rundherd misst 8.\nBEURTEILUNG: Rundherd.'), ['8']);
    assert.deepEqual(marked('measurement-unit', 'HALLAZGOS: El quiste mide 23 x 18.\nIMPRESIÓN: Quiste.'), ['23 x 18']);
  });

  it('is a product, a dimension, a size before or behind its finding', () => {
    assert.deepEqual(marks("Nodule in the right breast, 9 x 7 x 8, at 10 o'clock, 4 cm from the nipple."), [
      '9 x 7 x 8',
    ]);
    assert.deepEqual(marks('Gallbladder wall thickness is 5. CBD diameter: 9. Appendix 6 in diameter.'), [
      '5',
      '9',
      '6',
    ]);
    assert.deepEqual(marks('A 15 nonobstructing calculus. Ureteric stone of 6 at the VUJ.'), ['15', '6']);
  });

  it('is no number with a unit of its own or of its list', () => {
    alone(
      'The cyst measures 12 - 15 mm and the other 2.5 by 3 cm.',
      'Lesion measuring 40 mm, previously 32.',
      'Lesion measuring 8 (previously 6) mm; 4.5x3.2x3cm; 7-mm; 8\nmm.',
      'Adenoma of 12 x 9 x 10 mm (TR x AP x CC).',
      'The nodule measures 8 HU, 45 ml, 20 weeks, 12 degrees, 40 %.',
    );
  });

  it('is no count, level, score, angle, matrix', () => {
    alone(
      'Three nodules, 2 on the left. Thrombus over 3 segments. Two 3-vessel variants. A 3 column injury.',
      'Liver attenuation measures 48. Femoral anteversion measures 14. RV/LV ratio measures 1.2.',
      'Matrix 256 x 256. Hardware: 2 screws of 4 x 10 mm. 4 x 4 gauze.',
      'Subpleural nodule (6) in the left lower lobe. Node in station 7, 12 mm. Lesion in segment 4 (12 mm).',
    );
  });

  it('is nothing where the report gives one unit for all', () => {
    alone('All measurements in mm. The nodule measures 8.', 'Size (cm): the nodule measures 8.');
  });
});
