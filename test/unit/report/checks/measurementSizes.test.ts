import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { leavesAlone, marked, report } from './marked.ts';

const marks = (findings: string): string[] => marked('measurement-size', report(findings));

describe('measurement-size', () => {
  it('is said of the organ that the size belongs to', () => {
    assert.deepEqual(marks('The CBD is dilated at 14 cm. Dilatation of the ascending aorta to 48 cm.'), [
      '14 cm',
      '48 cm',
    ]);
    assert.deepEqual(marks('A 62 cm abdominal aortic aneurysm. Splenomegaly, 47 cm.'), ['62 cm', '47 cm']);
    assert.deepEqual(marks('Kidneys: Right 10.8 cm, left 109 cm.'), ['109 cm']);
    assert.deepEqual(marks('Appendix: Thickened, 12 cm, hyperaemic.'), ['12 cm']);
    assert.deepEqual(marks('Prostate 4 x 5 x 38 cm. Solid pulmonary nodule, 25 cm.'), ['4 x 5 x 38 cm', '25 cm']);
    assert.deepEqual(marks('Spleen:\n52 cm, homogeneous.'), ['52 cm']);
  });

  it('is also too little for an organ that is measured as a whole', () => {
    assert.deepEqual(marks('Right kidney measures 11 mm in length. Liver measures 16 mm.'), ['11 mm', '16 mm']);
    leavesAlone('measurement-size', [
      report('Stone in the left kidney, 4 mm. Right kidney: 5 mm cyst. Left kidney 4 mm stone.'),
      report('Fetal kidney measures 12 mm. Accessory spleen of 12 mm.'),
    ]);
  });

  it('is nothing of what lies in, next to or away from the organ', () => {
    leavesAlone('measurement-size', [
      report('Retroperitoneal mass displacing the aorta, 34 cm. Pseudocyst next to the spleen, 18 cm.'),
      report('Cyst of the left ovary measuring 35 cm. Ascites, up to 12 cm deep. Spleen 9 cm.'),
      report('Thrombus extends 14 cm along the aorta. The stent graft in the aorta is 18 cm long.'),
      report('4 cm above the aortic bifurcation there is an aneurysm. Feeding tube tip at 55 cm.'),
      report('The appendix measures 15 cm in length and 6 mm in diameter.'),
    ]);
  });

  it('is nothing that is large and possible', () => {
    leavesAlone('measurement-size', [
      report('Spleen 28 cm. Aortic aneurysm of 11 cm. Right kidney 31 cm, polycystic. Uterus 36 cm. CBD 32 mm.'),
      report('Nodule of the right upper lobe, 4.5 cm. Conglomerate of lymph nodes, 14 cm. Caecum 12 cm.'),
    ]);
  });
});
