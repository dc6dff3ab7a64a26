import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CheckContext } from '../../../../src/report/checks/checkContext.ts';
import { leavesAlone, marked, report } from './marked.ts';

const woman: CheckContext = { images: [{ patientSex: 'F' }] };
const man: CheckContext = { images: [{ patientSex: 'M' }] };
const stated = (indication: string, findings: string): string =>
  `INDICATION: ${indication}\n\n${report(findings, 'Normal.')}`;

describe('sex', () => {
  it('reads the tags, and each organ once', () => {
    assert.deepEqual(marked('sex', report('The prostate is normal. Prostate 4 cm.', 'Penile prosthesis.'), woman), [
      'prostate',
      'Penile',
    ]);
    assert.deepEqual(marked('sex', report('No uterine mass. The vagina is normal.'), man), ['vagina']);
  });

  it('reads the sex that the report states', () => {
    assert.deepEqual(marked('sex', stated('58 y/o M with pain.', 'Uterus is surgically absent. Ovaries normal.')), [
      'Ovaries',
    ]);
    assert.deepEqual(marked('sex', stated('45/F, pain.', 'Prostate normal.')), ['Prostate']);
    assert.deepEqual(marked('sex', stated('61-year-old white male.', 'Adnexa are unremarkable.')), ['Adnexa']);
    assert.deepEqual(marked('sex', 'Sexe : F\nRésultats : Prostate de volume normal.\nConclusion : Normal.'), [
      'Prostate',
    ]);
    assert.deepEqual(
      marked('sex', 'Klinische Angaben: 54-jähriger Mann.\nBefund: Uterus und Ovarien o.B.\nBeurteilung: Normal.'),
      ['Uterus', 'Ovarien'],
    );
  });

  it('says nothing where the sex is not known, or two are', () => {
    leavesAlone('sex', [report('Prostate and uterus normal.'), stated('12 M, 10F catheter.', 'No abnormality.')]);
    leavesAlone('sex', [stated('60-year-old woman.', 'Uterus normal. Prostate normal.')], man);
    leavesAlone('sex', [report('Uterus normal.')], { images: [{ patientSex: 'F' }, { patientSex: 'M' }] });
    leavesAlone('sex', [stated('Transgender woman.', 'Prostate normal.')], woman);
  });

  it('leaves denials, relatives, lines for both and other anatomy alone', () => {
    leavesAlone(
      'sex',
      [
        report('Not pregnant. Uterus: n/a.'),
        report('Fetal origin of the right PCA. Left ovarian vein. Cervical ribs. Cervical cord normal.'),
        stated('Mother with ovarian cancer.', 'Uterus/prostate: normal.'),
        report('Tunica vaginalis normal. Fetal lobulation of the kidney.'),
      ],
      man,
    );
    leavesAlone('sex', [report('PSMA (prostate-specific membrane antigen) uptake. Testicular vein.')], woman);
  });
});
