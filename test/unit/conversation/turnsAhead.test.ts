import assert from 'node:assert/strict';
import type { Conversation } from '../../../src/conversation/conversation.ts';
import * as edits from '../../../src/conversation/conversationEdits.ts';
import { type ModelTurn, modelTurns } from '../../../src/conversation/modelTurns.ts';
import { turnsAhead } from '../../../src/conversation/turnsAhead.ts';
import { image, withImages } from './sampleConversation.ts';

function asked(conversation: Conversation, question: string): Conversation {
  return edits.ask(conversation, { id: question, question });
}

function answered(conversation: Conversation, text: string): Conversation {
  return edits.finishAnswer(conversation, { text, state: 'done' });
}

/** The turns of a question as far as they can be known without it. */
function upToLastImage(turns: readonly ModelTurn[]): readonly ModelTurn[] {
  const last = turns.findLastIndex(({ imageIds }) => imageIds.length > 0);
  return turns.slice(0, last + 1).map((turn, index) => (index === last ? { ...turn, text: '' } : turn));
}

describe('what can be read before the question', () => {
  const one = withImages('a');
  const two = withImages('a', 'b');
  const later = edits.attachImage(answered(asked(one, 'Which side?'), 'Left.'), image('b'));
  const turned = edits.removeImage(later, 'a');

  for (const [what, conversation] of Object.entries({ one, two, later, turned }))
    it(`is what the question then begins with: ${what}`, () => {
      const ahead = turnsAhead(conversation);
      assert.ok(ahead.length > 0);
      assert.deepEqual(ahead, upToLastImage(modelTurns(asked(conversation, 'Is it enlarged?'))));
      assert.deepEqual(turnsAhead(asked(conversation, 'Is it enlarged?')), ahead, 'while it is answered');
    });

  it('names images where there are several, and tells what was said before the last', () => {
    assert.deepEqual(turnsAhead(two), [
      { role: 'user', text: '', imageIds: ['a', 'b'], imageNames: ['Image 1', 'Image 2'] },
    ]);
    assert.deepEqual(turnsAhead(later), [
      { role: 'user', text: 'Which side?', imageIds: ['a'] },
      { role: 'assistant', text: 'Left.', imageIds: [] },
      { role: 'user', text: '', imageIds: ['b'], imageNames: ['Image 2'] },
    ]);
  });

  it('stays the same while more is asked about the same images', () => {
    const more = answered(asked(answered(asked(one, 'Which side?'), 'Left.'), 'Is it large?'), 'No.');
    assert.deepEqual(turnsAhead(more), turnsAhead(one));
  });

  it('is nothing without images in use', () => {
    assert.deepEqual(turnsAhead(withImages()), []);
    assert.deepEqual(turnsAhead(edits.removeImage(one, 'a')), []);
  });
});
