import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { saysCommunicated } from '../../../../src/report/checks/communication.ts';
import { leavesAlone, marked, report } from './marked.ts';

const marks = (impression: string): string[] => marked('critical-finding', report('See below.', impression));
const alone = (...impressions: string[]): void => {
  leavesAlone(
    'critical-finding',
    impressions.map((one) => report('See below.', one)),
  );
};

describe('critical-finding', () => {
  it('is one that the Impression affirms, each once', () => {
    assert.deepEqual(marks('Saddle pulmonary embolus. Segmental pulmonary emboli on the left.'), ['embolus']);
    assert.deepEqual(marks('Acute on chronic right subdural haematoma with uncal herniation.'), [
      'haematoma',
      'uncal herniation',
    ]);
    assert.deepEqual(marks('Left ovary with whirlpool sign, consistent with torsion.'), ['torsion']);
    assert.deepEqual(marks('Ruptured abdominal aortic aneurysm.'), ['aneurysm']);
    assert.deepEqual(marks('Left-sided MCA stroke, acute.'), ['stroke']);
    assert.deepEqual(marks('Left M1 occlusion. Pneumothorax under tension.'), ['occlusion', 'Pneumothorax']);
    assert.deepEqual(marks('ETT tip in the right mainstem bronchus. NG tube in the right lower lobe bronchus.'), [
      'ETT',
    ]);
    assert.deepEqual(marked('critical-finding', 'FINDINGS: Acute left subdural haematoma.\nTECHNIQUE: CT.'), [
      'haematoma',
    ]);
  });

  it('is none that is denied, possible, old, known or of another place', () => {
    alone(
      'No tension pneumothorax. Negative for PE. Abdominal aortic aneurysm without rupture.',
      'Suspected pulmonary embolism. Ectopic pregnancy cannot be excluded. Acute or subacute infarct.',
      'Chronic subdural hematomas. Stable subdural hematoma. Evolving right MCA infarct. Aortic dissection, unchanged.',
      'Scalp hematoma over the left frontal bone. Haemorrhagic cyst of the left ovary. Acute renal infarct.',
      'Status post right neck dissection and embolization. Basilar atelectasis. Unruptured aneurysm of 4 mm.',
      'ETT tip 3 cm above the carina. Large right pneumothorax with mediastinal shift.',
      'Postoperative free air. CT to exclude aortic dissection is recommended.',
    );
  });

  it('is none where somebody was told', () => {
    for (const told of [
      'Discussed with Dr. Moreno at 14:32.',
      'Findings relayed to ED.',
      'This result was called to the ED at 5 pm.',
      'The ward was informed.',
      'Telefonische Mitteilung an Dr. Weiss.',
      'Se informa telefónicamente al médico de guardia.',
      'Communication: Dr. A, 9:10.',
    ])
      assert.ok(saysCommunicated(`FINDINGS: x\nIMPRESSION: Pulmonary embolism. ${told}\n${told}`), told);
    for (const untold of [
      'Recommend that this be discussed with neurosurgery.',
      'The team should be notified.',
      'Please call with questions.',
      'Informed consent was obtained.',
      'Communicating hydrocephalus.',
      'Not yet communicated.',
    ])
      assert.ok(!saysCommunicated(untold), untold);
  });
});
