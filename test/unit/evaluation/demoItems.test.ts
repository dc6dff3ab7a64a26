import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { demoItems, type DemoItem } from '../../../src/evaluation/demoItems.ts';
import { demoResult } from '../../../src/evaluation/demoScore.ts';
import { statedFindings, statedModality, statedYesNo } from '../../../src/evaluation/readAnswer.ts';
import { plannedFindings } from '../../../src/phantoms/drawPhantom.ts';
import { DOMAINS } from '../../../src/phantoms/phantom.ts';
import { Random } from '../../../src/phantoms/random.ts';

function items(count: number): DemoItem[] {
  return Array.from({ length: count }, (_, index) => {
    const domain = DOMAINS[index % DOMAINS.length] ?? 'mri';
    return demoItems({ domain, findings: plannedFindings(domain, `eval:test:${index}`) }, new Random(`items:${index}`));
  }).flat();
}

describe('demo evaluation', () => {
  it('reads what an answer says', () => {
    assert.equal(statedYesNo('Yes, there is a nodule in the left upper zone.'), 'yes');
    assert.equal(statedYesNo('There is no nodule.'), undefined);
    assert.equal(statedModality('This is a CT scan of the abdomen.'), 'ct_scan');
    assert.equal(statedModality('A CT scan or an MRI.'), undefined);
    assert.deepEqual(
      statedFindings(
        'The lungs are clear. There is a pleural effusion on the left. There is no pneumothorax.',
        'chest_xray',
      ),
      [{ kind: 'pleural effusion', places: ['left'] }],
    );
    assert.deepEqual(statedFindings('There is a nodule in the right mid zone.', 'chest_xray'), [
      { kind: 'nodule', places: ['right mid zone'] },
    ]);
    assert.deepEqual(statedFindings('The liver lesion is in the posterior part of the liver.', 'ct_scan'), [
      { kind: 'liver lesion', places: ['posterior liver'] },
    ]);
    assert.deepEqual(statedFindings('No, the pleural effusion is on the right.', 'chest_xray'), [
      { kind: 'pleural effusion', places: ['right'] },
    ]);
  });

  it('does not take a draft that names both sides, the wrong one or none', () => {
    const all = items(400).filter(
      (item) => item.measure === 'findings' && item.expected === 'pleural effusion at left',
    );
    assert.ok(all.length > 0);
    for (const item of all) {
      assert.ok(item.isRight('There is a pleural effusion on the left.'));
      for (const wrong of [
        'There is a pleural effusion on the right.',
        'There is a pleural effusion.',
        'There is a pleural effusion on the left and right.',
        'There is no pleural effusion on the left.',
        '',
      ])
        assert.ok(!item.isRight(wrong), wrong);
    }
  });

  it('asks as many questions to be answered yes as no, within each type', () => {
    const yesNo = items(600).filter((item) => item.measure === 'yesNo');
    for (const type of ['present', 'presentAt', 'isNormal', 'isAbnormal']) {
      const truths = yesNo.filter((item) => item.type === type).map((item) => item.expected);
      const share = truths.filter((truth) => truth === 'yes').length / truths.length;
      assert.ok(share > 0.38 && share < 0.62, `${type}: ${share}`);
    }
  });

  it('counts right answers per domain and measure, beside the majority answer', () => {
    const all = items(50);
    const result = demoResult(
      'test',
      50,
      all.map((item) => ({ item, right: item.domain !== 'gross' })),
      all.map((item) => ({ item, right: false })),
    );
    assert.equal(result.domains.mri.yesNo, 1);
    assert.equal(result.domains.gross.modality, 0);
    assert.equal(result.overall.modality, 0.8);
    assert.equal(result.blank.yesNo, 0);
    assert.equal(result.majority.modality, 0.2);
  });
});
