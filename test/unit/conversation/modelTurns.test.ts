import assert from 'node:assert/strict';
import type { Conversation } from '../../../src/conversation/conversation.ts';
import {
  appendText,
  ask,
  askAgain,
  attachImage,
  failAnswer,
  finishAnswer,
  regenerate,
  removeImage,
  takeUpImage,
} from '../../../src/conversation/conversationEdits.ts';
import { firstToldExchange, modelTurns } from '../../../src/conversation/modelTurns.ts';
import { answered, image, withImages } from './sampleConversation.ts';

/** One line a turn, images in brackets, with their numbers where the model is told them. */
function told(conversation: Conversation): string[] {
  return modelTurns(conversation).map(
    ({ role, text, imageIds, imageNames }) =>
      `${role}: ${text}${imageIds.length > 0 ? ` [${imageIds.map((id, index) => id + (imageNames?.[index] ?? '').replace('Image ', '')).join(' ')}]` : ''}`,
  );
}

const died = { code: 'childDied', message: 'It died.', waysOut: ['retry' as const] };

describe('modelTurns', () => {
  it('tells all turns, each image with the question it came with', () => {
    let conversation = answered(withImages('a'), 'q1', 'Yes.');
    conversation = ask(attachImage(conversation, image('b')), { id: 'q2', question: 'And here?' });
    assert.deepEqual(told(conversation), ['user: Question q1? [a]', 'assistant: Yes.', 'user: And here? [b2]']);
  });

  it('leaves a failed exchange out and carries its image to the next question', () => {
    const broken = failAnswer(appendText(ask(withImages('a'), { id: 'q1', question: 'One?' }), 'There is a'), died);
    assert.deepEqual(told(ask(broken, { id: 'q2', question: 'Two?' })), ['user: Two? [a]']);
  });

  it('tells an answer that the user stopped, unless nothing of it had come', () => {
    const stopped = (text: string): Conversation =>
      finishAnswer(ask(withImages('a'), { id: 'q1', question: 'One?' }), { text, state: 'stopped' });
    assert.deepEqual(told(ask(stopped('There is'), { id: 'q2', question: 'Two?' })), [
      'user: One? [a]',
      'assistant: There is',
      'user: Two?',
    ]);
    assert.deepEqual(told(ask(stopped(''), { id: 'q2', question: 'Two?' })), ['user: Two? [a]']);
  });

  it('forgets all that was said about an image that was taken away, follow-up questions too', () => {
    const aboutA = answered(answered(withImages('a'), 'q1', 'Left.'), 'q2', 'A film.');
    const removed = removeImage(aboutA, 'a');
    assert.equal(firstToldExchange(removed), 2, 'the line stands below the follow-up question');
    const turned = attachImage(removed, image('b'));
    assert.deepEqual(told(ask(turned, { id: 'q3', question: 'And now?' })), ['user: And now? [b]']);
    assert.equal(firstToldExchange(ask(turned, { id: 'q3', question: 'And now?' })), 2);
  });

  it('forgets what was said about several images when one is taken away, and keeps the others', () => {
    const two = answered(answered(withImages('a', 'b'), 'q1', 'Two films.'), 'q2', 'Still two.');
    assert.deepEqual(told(ask(removeImage(two, 'a'), { id: 'q3', question: 'And now?' })), ['user: And now? [b]']);
  });

  it('holds to what was said when an image is added beside it', () => {
    const beside = ask(attachImage(answered(withImages('a'), 'q1', 'Left.'), image('c')), {
      id: 'q2',
      question: 'Both?',
    });
    assert.deepEqual(told(beside), ['user: Question q1? [a]', 'assistant: Left.', 'user: Both? [c2]']);
    assert.equal(firstToldExchange(beside), 0);
  });

  it('holds to it again when the image is taken up again, unless another one was asked about between', () => {
    const removed = removeImage(answered(withImages('a'), 'q1', 'Left.'), 'a');
    const again = takeUpImage(removed, 'a');
    assert.equal(firstToldExchange(again), 0);
    assert.deepEqual(told(ask(again, { id: 'q2', question: 'Sure?' })), [
      'user: Question q1? [a]',
      'assistant: Left.',
      'user: Sure?',
    ]);
    const between = removeImage(answered(attachImage(removed, image('b')), 'q2', 'Right.'), 'b');
    assert.deepEqual(told(ask(takeUpImage(between, 'a'), { id: 'q3', question: 'Sure?' })), ['user: Sure? [a]']);
  });

  it('has an answer anew about its own images, whatever is in use by now', () => {
    const removed = attachImage(removeImage(answered(withImages('a'), 'q1', 'Left.'), 'a'), image('b'));
    const again = regenerate(removed, 'q1', 'q1b', 'now');
    assert.deepEqual(told(again), ['user: Question q1? [a]']);
    assert.equal(firstToldExchange(again), 1, 'a question about b would not be told of it');
  });

  it('puts a question that failed again about the images in use', () => {
    const failed = failAnswer(ask(answered(withImages('a'), 'q1', 'Left.'), { id: 'q2', question: 'And?' }), died);
    const turned = askAgain(attachImage(removeImage(failed, 'a'), image('b')));
    assert.deepEqual(told(turned), ['user: And? [b]']);
    assert.deepEqual(turned.exchanges[1]?.imageIds, ['b']);
  });

  it('names images by their numbers where a question is about several, and never changes a turn', () => {
    const two = answered(withImages('a', 'b'), 'q1', 'Two.');
    assert.deepEqual(told(two), ['user: Question q1? [a1 b2]']);
    const three = ask(attachImage(removeImage(two, 'a'), image('c')), { id: 'q2', question: 'And?' });
    assert.deepEqual(told(three), ['user: And? [b2 c3]'], 'the card of b still says Image 2');
    const first = answered(withImages('a'), 'q1', 'One.');
    const before = told(first);
    assert.deepEqual(told(ask(attachImage(first, image('b')), { id: 'q2', question: 'And?' })).slice(0, 1), before);
  });

  it('takes an old answer that does not say what it is about for one about all that had come', () => {
    const { exchanges, ...old } = removeImage(answered(answered(withImages('a'), 'q1', 'Left.'), 'q2', 'A film.'), 'a');
    const without = {
      ...old,
      exchanges: exchanges.map((one) => ({ ...one, answer: { text: 'Yes.', state: 'done' as const } })),
    };
    assert.equal(firstToldExchange(without), 2);
    assert.deepEqual(told(ask(without, { id: 'q3', question: 'And?' })), ['user: And?']);
  });

  it('tells nothing of a conversation without questions', () => {
    assert.deepEqual(modelTurns(withImages('a')), []);
  });
});
