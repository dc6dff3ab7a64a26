import assert from 'node:assert/strict';
import { selfContradictions } from '../../../src/consistency/selfContradictions.ts';

const asked = (question: string, answer: string) => ({ question, answer });

describe('selfContradictions', () => {
  it('finds a yes beside a no to the same question', () => {
    const before = { number: 1, ...asked('Is there an effusion?', 'Yes.') };
    assert.deepEqual(selfContradictions(asked('is there an effusion', 'No.'), [before]), [
      'Contradicts answer 1, which says yes to the same question.',
    ]);
    assert.deepEqual(selfContradictions(asked('Is there a fracture?', 'No.'), [before]), []);
  });

  it('finds the other side and a denial of what was affirmed', () => {
    const before = {
      number: 2,
      ...asked('Describe the image.', 'There is a left pleural effusion. The heart is normal.'),
    };
    assert.deepEqual(selfContradictions(asked('And?', 'There is a right pleural effusion.'), [before]), [
      'Contradicts answer 2: it names the other side.',
    ]);
    assert.deepEqual(selfContradictions(asked('And?', 'There is no pleural effusion.'), [before]), [
      'Contradicts answer 2: one denies what the other affirms.',
    ]);
  });

  it('finds an answer that contradicts itself', () => {
    const answer = 'There is a large left pneumothorax. The lungs are expanded. There is no pneumothorax.';
    assert.deepEqual(selfContradictions(asked('Describe the image.', answer), []), [
      'The answer contradicts itself: one part affirms what another denies.',
    ]);
  });

  it('is silent where nothing is said against anything', () => {
    const before = { number: 1, ...asked('Describe the image.', 'There is a left pleural effusion.') };
    for (const answer of [
      'The effusion is on the left.',
      'Yes, there is a left pleural effusion.',
      'There is no pneumothorax.',
      'There is no right pleural effusion.',
      'This is a chest X-ray.',
      '# Findings\n\n- Left pleural effusion\n- No fracture\n\n## Impression\n\nEffusion.',
      '',
    ])
      assert.deepEqual(selfContradictions(asked('And now?', answer), [before]), [], answer);
  });
});
