import assert from 'node:assert/strict';
import { answerAgainstTags } from '../../../src/conversation/answerAgainstTags.ts';
import { converse } from '../../../src/phantoms/conversations.ts';
import { plannedFindings } from '../../../src/phantoms/drawPhantom.ts';
import { DOMAINS, type Domain } from '../../../src/phantoms/phantom.ts';
import { Random } from '../../../src/phantoms/random.ts';

const film = { modality: 'CR', bodyPart: 'CHEST' };
const brain = { modality: 'MR', bodyPart: 'BRAIN' };
const abdomen = { modality: 'CT', bodyPart: 'ABDOMEN' };
const hand = { modality: 'DX', bodyPart: 'HAND', laterality: 'L' };
const breast = { modality: 'MG', bodyPart: 'BREAST', laterality: 'R' };

/** What a phantom's file says: see phantoms/phantomDicom. */
const TAGS: Readonly<Record<Domain, { readonly modality: string; readonly bodyPart?: string }>> = {
  chest_xray: film,
  ct_scan: abdomen,
  mri: brain,
  histology: { modality: 'GM' },
  gross: { modality: 'XC' },
};

describe('an answer against the tags of its image', () => {
  const marked = [
    [film, 'This is a brain MRI.', 'The answer says MRI', 'The answer says brain'],
    [film, 'MRI', "The answer says MRI; the file's Modality is CR."],
    [film, 'The image is a CT scan of the chest.', 'The answer says CT'],
    [abdomen, 'This chest X-ray shows an effusion.', 'The answer says X-ray', 'The answer says chest'],
    [brain, 'The ultrasound shows a cyst.', 'The answer says ultrasound'],
    [abdomen, 'This is not an X-ray. It is an MRI of the head.', 'The answer says MRI', 'The answer says head'],
    [hand, 'There is a fracture of the right hand.', "The answer says right; the file's Laterality is L."],
    [breast, 'A mass in the left breast.', "The answer says left; the file's Laterality is R."],
    [{ ...hand, modality: 'mr ' }, 'A radiograph.', "The answer says X-ray; the file's Modality is MR."],
  ] as const;
  for (const [tags, answer, ...notes] of marked) {
    it(`marks ${tags.modality} ${tags.bodyPart}: ${answer}`, () => {
      const found = answerAgainstTags(answer, [tags]);
      assert.equal(found.length, notes.length, found.join(' '));
      notes.forEach((note, index) => assert.ok(found[index]?.startsWith(note), found[index]));
    });
  }

  const silent = [
    [film, 'This is a chest X-ray, unlike a CT.'],
    [film, 'No, this is not an MRI.'],
    [film, 'Compared with the prior CT, the effusion is smaller.'],
    [film, 'CT is recommended for further evaluation.'],
    [film, 'Further evaluation with MRI may be helpful.'],
    [film, 'An MRI would show more.'],
    [film, 'The cardiothoracic (CT) ratio is normal. The CT ratio is 0.48.'],
    [film, 'Is it a CT? The radiograph does not say.'],
    [film, 'The patient had a brain MRI in the past; the radiograph is normal.'],
    [film, 'There is a pleural effusion on the left, and the right shoulder is normal.'],
    [{ ...film, laterality: 'L' }, 'A fracture of the right clavicle.'],
    [abdomen, 'This CT of the abdomen and pelvis shows a stone; an X-ray computed tomography.'],
    [hand, 'A fracture of the left hand; the right hand is not shown.'],
    [hand, 'The fracture is on the right side of the image.'],
    [{ modality: 'OT' }, 'This is an MRI.'],
    [{}, 'This is an MRI of the brain.'],
    [brain, 'The pet was not harmed. The patient is fine.'],
    [brain, 'T2-weighted MRI of the head.'],
    [{ modality: 'MG' }, 'This radiograph of the breast is a mammogram.'],
  ] as const;
  for (const [tags, answer] of silent) {
    it(`is silent: ${answer}`, () => {
      assert.deepEqual(answerAgainstTags(answer, [tags]), []);
    });
  }

  it('asks every one of several images', () => {
    assert.deepEqual(answerAgainstTags('The MRI shows a tumour.', [film, brain]), []);
    assert.deepEqual(answerAgainstTags('The MRI shows a tumour.', [film, { ...abdomen }]), [
      "The answer says MRI; the files' Modality is CR, CT.",
    ]);
    assert.deepEqual(answerAgainstTags('The MRI shows a tumour.', [film, {}]), []);
    assert.deepEqual(answerAgainstTags('The MRI shows a tumour.', []), []);
  });

  it('raises no false alarm on what is true of a phantom, and marks the modality of another domain', () => {
    let checked = 0;
    let marks = 0;
    for (const domain of DOMAINS) {
      const other = DOMAINS.find((one) => one !== domain && TAGS[one].modality !== TAGS[domain].modality) ?? domain;
      for (let seed = 0; seed < 200; seed += 1) {
        const truth = { domain, findings: plannedFindings(domain, `tags-${String(seed)}`) };
        for (const { answer } of converse(new Random(`tags ${domain} ${String(seed)}`), truth)) {
          assert.deepEqual(answerAgainstTags(answer, [TAGS[domain]]), [], answer);
          checked += 1;
          marks += answerAgainstTags(answer, [TAGS[other]]).length;
        }
      }
    }
    assert.ok(checked > 1000, `${String(checked)} answers`);
    assert.ok(marks > 50, `${String(marks)} marks on answers about another domain`);
  });
});
