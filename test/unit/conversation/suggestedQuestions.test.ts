import assert from 'node:assert/strict';
import { suggestedQuestions } from '../../../src/conversation/suggestedQuestions.ts';

describe('suggestedQuestions', () => {
  it('asks about the chest for films, whatever the case and padding of the tag', () => {
    for (const modality of ['CR', 'DX', ' cr ']) {
      assert.ok(suggestedQuestions(modality).includes('Is there a pleural effusion?'), modality);
    }
  });

  it('does not ask a CT or an MR about a pneumothorax film sign, but where the abnormality is', () => {
    for (const modality of ['CT', 'MR']) {
      assert.ok(!suggestedQuestions(modality).includes('Is there a pneumothorax?'), modality);
      assert.ok(suggestedQuestions(modality).includes('Where is the abnormality?'), modality);
    }
  });

  it('offers something for every image, without repeating itself', () => {
    for (const modality of [undefined, '', 'ZZ', 'SM', 'CT', 'DX']) {
      const questions = suggestedQuestions(modality);
      assert.ok(questions.length >= 4);
      assert.equal(new Set(questions).size, questions.length);
    }
  });
});
