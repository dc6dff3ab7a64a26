import assert from 'node:assert/strict';
import { agreementOf } from '../../../src/consistency/agreementOf.ts';

const effusion = 'Is there a pleural effusion?';

describe('agreementOf', () => {
  it('puts answers together that say the same in other words', () => {
    const { groups, differences } = agreementOf(effusion, [
      'Yes, there is a left pleural effusion.',
      'There is a pleural effusion on the left.',
      'Yes. A left-sided pleural effusion is seen.',
    ]);
    assert.deepEqual(groups, [[0, 1, 2]]);
    assert.deepEqual(differences, []);
  });

  it('tells a yes from a no, a side from the other, and says how many say which', () => {
    const { groups, differences } = agreementOf(effusion, [
      'No, there is no pleural effusion.',
      'Yes, there is a left pleural effusion.',
      'Yes, there is a right pleural effusion.',
      'Yes, there is a left pleural effusion.',
    ]);
    assert.deepEqual(groups, [[1, 3], [0], [2]]);
    assert.deepEqual(differences, ['yes in 3, no in 1', 'effusion: left in 2, denied in 1, right in 1']);
  });

  it('takes what one denies and the other leaves out for the same, and what only one affirms for another', () => {
    const normal = 'The lungs are clear.';
    const denied = 'The lungs are clear. There is no pneumothorax.';
    const found = 'The lungs are clear. There is a small pneumothorax.';
    const { groups, differences } = agreementOf('Describe the image.', [normal, denied, found]);
    assert.deepEqual(groups, [[0, 1], [2]]);
    assert.deepEqual(differences, ['pneumothorax: not named in 1, denied in 1, there in 1']);
  });

  it('compares answers without a finding by their words', () => {
    const { groups, differences } = agreementOf('What modality is this?', [
      'This is a CT image.',
      'This is a CT.',
      'This is an MRI.',
    ]);
    assert.deepEqual(groups[0], [0, 1]);
    assert.deepEqual(groups.length, 2);
    assert.deepEqual(differences, ['They use other words.']);
  });

  it('reads nothing out of empty answers', () => {
    assert.deepEqual(agreementOf(effusion, ['', '', '']).groups, [[0, 1, 2]]);
    assert.deepEqual(agreementOf(effusion, []).groups, []);
  });
});
