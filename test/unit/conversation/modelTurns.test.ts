import assert from 'node:assert/strict';
import type { Conversation } from '../../../src/conversation/conversation.ts';
import {
  appendText,
  ask,
  attachImage,
  failAnswer,
  finishAnswer,
  removeImage,
} from '../../../src/conversation/conversationEdits.ts';
import { modelTurns } from '../../../src/conversation/modelTurns.ts';
import { answered, image, withImages } from './sampleConversation.ts';

/** One line a turn, images in brackets. */
function told(conversation: Conversation): string[] {
  return modelTurns(conversation).map(
    (turn) => `${turn.role}: ${turn.text}${turn.imageIds.length > 0 ? ` [${turn.imageIds.join(' ')}]` : ''}`,
  );
}

const died = { code: 'childDied', message: 'It died.', waysOut: ['retry' as const] };

describe('modelTurns', () => {
  it('tells all turns, each image with the question it came with', () => {
    let conversation = answered(withImages('a'), 'q1', 'Yes.');
    conversation = ask(attachImage(conversation, image('b')), 'q2', 'And here?');
    assert.deepEqual(told(conversation), ['user: Question q1? [a]', 'assistant: Yes.', 'user: And here? [b]']);
  });

  it('leaves a failed exchange out and carries its image to the next question', () => {
    const broken = failAnswer(appendText(ask(withImages('a'), 'q1', 'One?'), 'There is a'), died);
    assert.deepEqual(told(ask(broken, 'q2', 'Two?')), ['user: Two? [a]']);
  });

  it('tells an answer that the user stopped, unless nothing of it had come', () => {
    const stopped = (text: string): Conversation =>
      finishAnswer(ask(withImages('a'), 'q1', 'One?'), { text, state: 'stopped' });
    assert.deepEqual(told(ask(stopped('There is'), 'q2', 'Two?')), [
      'user: One? [a]',
      'assistant: There is',
      'user: Two?',
    ]);
    assert.deepEqual(told(ask(stopped(''), 'q2', 'Two?')), ['user: Two? [a]']);
  });

  it('forgets what was said of an image that was taken away, and keeps the other images', () => {
    let conversation = answered(withImages('a', 'b'), 'q1', 'Two films.');
    conversation = answered(conversation, 'q2', 'Still two.');
    conversation = removeImage(conversation, 'a');
    assert.deepEqual(told(ask(conversation, 'q3', 'And now?')), [
      'user: Question q2? [b]',
      'assistant: Still two.',
      'user: And now?',
    ]);
  });

  it('tells the last question even when its own image has been taken away', () => {
    const conversation = removeImage(answered(withImages('a'), 'q1', 'Yes.'), 'a');
    assert.deepEqual(told(conversation), ['user: Question q1?']);
  });

  it('tells nothing of a conversation without questions', () => {
    assert.deepEqual(modelTurns(withImages('a')), []);
  });
});
