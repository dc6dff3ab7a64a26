import assert from 'node:assert/strict';
import { captionQuestion } from '../../../../src/evaluation/compare/captionQuestion.ts';

describe('a question with a caption in place of the image', () => {
  it('has both whole, the caption before the question, and says that there is no image', () => {
    const asked = captionQuestion('Chest film with a left pleural effusion.', 'Is there an effusion?');
    assert.match(asked, /not shown the image/);
    assert.ok(asked.indexOf('Chest film with a left pleural effusion.') > 0);
    assert.ok(asked.indexOf('Is there an effusion?') > asked.indexOf('Chest film'));
  });
});
