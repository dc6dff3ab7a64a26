import assert from 'node:assert/strict';
import { activeImages, isAnswering, lastExchange, pendingImages } from '../../../src/conversation/conversation.ts';
import {
  appendText,
  ask,
  askAgain,
  attachImage,
  describeAnswer,
  failAnswer,
  finishAnswer,
  keepOnlyImages,
  noteReceipt,
  removeImage,
  startAfresh,
} from '../../../src/conversation/conversationEdits.ts';
import { answered, image, withImages } from './sampleConversation.ts';

describe('conversation edits', () => {
  it('keeps an attached image waiting until a question takes it along', () => {
    const before = withImages('a', 'b');
    assert.deepEqual(
      pendingImages(before).map(({ id }) => id),
      ['a', 'b'],
    );
    const asked = ask(before, { id: 'q1', question: 'What is it?' });
    assert.deepEqual(pendingImages(asked), []);
    assert.deepEqual(lastExchange(asked)?.imageIds, ['a', 'b']);
    assert.ok(isAnswering(asked));
    assert.deepEqual(before.exchanges, [], 'the conversation that was edited is left as it was');
  });

  it('refuses a second question while one is being answered', () => {
    assert.throws(() => ask(ask(withImages('a'), { id: 'q1', question: 'One?' }), { id: 'q2', question: 'Two?' }));
  });

  it('forgets a waiting image and sets an asked one aside', () => {
    const conversation = attachImage(answered(withImages('a'), 'q1', 'Yes.'), image('b'));
    assert.deepEqual(
      removeImage(conversation, 'b').images.map(({ id }) => id),
      ['a'],
    );
    const aside = removeImage(conversation, 'a');
    assert.deepEqual(
      aside.images.map(({ id, active }) => [id, active]),
      [
        ['a', false],
        ['b', true],
      ],
    );
    assert.deepEqual(
      activeImages(aside).map(({ id }) => id),
      ['b'],
    );
  });

  it('collects the text of an answer and its facts', () => {
    let conversation = ask(withImages('a'), { id: 'q1', question: 'What?' });
    conversation = describeAnswer(conversation, { model: { name: 'm', sha256: 'x', backend: 'cpu', isDemo: true } });
    conversation = appendText(appendText(conversation, 'A left'), ' effusion.');
    conversation = noteReceipt(conversation, { imageId: 'a', tokens: 64, width: 128, height: 128, cached: false });
    conversation = finishAnswer(conversation, {
      text: 'A left effusion.',
      state: 'done',
      stats: { promptTokens: 80, reusedTokens: 0, answerTokens: 4 },
    });
    const answer = lastExchange(conversation)?.answer;
    assert.ok(answer);
    assert.equal(answer.text, 'A left effusion.');
    assert.equal(answer.state, 'done');
    assert.equal(answer.model?.name, 'm');
    assert.equal(answer.stats?.promptTokens, 80);
    assert.deepEqual(answer.about, ['a']);
    assert.deepEqual(
      answer.receipts?.map(({ imageId, tokens }) => [imageId, tokens]),
      [['a', 64]],
    );
  });

  it('leaves the receipt of an answer as it was when another model sees the image', () => {
    const seen = (width: number) => ({ imageId: 'a', tokens: width / 2, width, height: width, cached: false });
    const first = noteReceipt(answered(withImages('a'), 'q1', 'Yes.'), seen(128));
    const second = noteReceipt(ask(first, { id: 'q2', question: 'And?' }), seen(56));
    assert.deepEqual(
      second.exchanges.map(({ answer }) => answer.receipts?.map(({ tokens, width }) => [tokens, width])),
      [[[64, 128]], [[28, 56]]],
    );
    assert.equal(lastExchange(askAgain(second))?.answer.receipts, undefined);
  });

  it('keeps the partial text of an answer that failed, and starts it from nothing when asked again', () => {
    const broken = failAnswer(appendText(ask(withImages('a'), { id: 'q1', question: 'What?' }), 'There is'), {
      code: 'childDied',
      message: 'It died.',
      waysOut: ['retry'],
    });
    assert.equal(lastExchange(broken)?.answer.text, 'There is');
    assert.equal(lastExchange(broken)?.answer.state, 'failed');
    const again = askAgain(broken);
    assert.deepEqual(lastExchange(again)?.answer, { text: '', state: 'running', about: ['a'] });
    assert.deepEqual(lastExchange(again)?.imageIds, ['a']);
  });

  it('starts afresh with the images in use, waiting again', () => {
    const conversation = removeImage(answered(withImages('a', 'b'), 'q1', 'Yes.'), 'a');
    const fresh = startAfresh(conversation, 'next');
    assert.equal(fresh.id, 'next');
    assert.deepEqual(fresh.exchanges, []);
    assert.deepEqual(
      pendingImages(fresh).map(({ id }) => id),
      ['b'],
    );
  });

  it('turns to some images by setting the asked ones aside and forgetting the waiting ones', () => {
    const conversation = attachImage(attachImage(answered(withImages('a'), 'q1', 'Yes.'), image('b')), image('c'));
    const turned = keepOnlyImages(conversation, ['c']);
    assert.deepEqual(
      turned.images.map(({ id, active }) => [id, active]),
      [
        ['a', false],
        ['c', true],
      ],
    );
    assert.equal(turned.exchanges.length, 1);
  });
});
