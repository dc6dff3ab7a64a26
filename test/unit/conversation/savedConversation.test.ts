import assert from 'node:assert/strict';
import { appendText, ask, attachImage } from '../../../src/conversation/conversationEdits.ts';
import { restoreConversation, saveConversation } from '../../../src/conversation/savedConversation.ts';
import { answered, image, withImages } from './sampleConversation.ts';

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('savedConversation', () => {
  it('comes back equal after a trip through JSON', () => {
    const conversation = answered(withImages('a', 'b'), 'q1', 'Yes.');
    assert.deepEqual(restoreConversation(throughJson(saveConversation(conversation))), conversation);
  });

  it('keeps which frame of an image is meant and how it is seen; an image that was saved without means what it always did', () => {
    const seen = {
      ...image('a'),
      frames: 30,
      frame: 2,
      voi: { kind: 'window', center: 40, width: 400 } as const,
      window: { center: 40, width: 400 },
    };
    const conversation = attachImage(withImages('b'), seen);
    const restored = restoreConversation(throughJson(saveConversation(conversation)));
    assert.deepEqual(restored?.images[1], seen);
    assert.deepEqual(restored.images[0], image('b'));
  });

  it('opens a conversation of the version before, and gives the receipt to the answer that its image came with', () => {
    const { images, exchanges, ...rest } = answered(answered(withImages('a'), 'q1', 'Yes.'), 'q2', 'No.');
    const receipt = { tokens: 64, width: 128, height: 128, cached: false };
    const note = 'The file ends before its pixels do.';
    const old = { ...rest, exchanges, images: images.map((one) => ({ ...one, notes: [note], receipt })) };
    const restored = restoreConversation(throughJson({ version: 1, conversation: old }));
    const notes = [{ code: 'pictureDamaged', damage: true, text: note }];
    assert.deepEqual(
      restored?.images,
      images.map((one) => ({ ...one, notes })),
    );
    assert.deepEqual(
      restored.exchanges.map(({ answer }) => answer.receipts),
      [[{ imageId: 'a', ...receipt }], undefined],
    );
    assert.deepEqual(restoreConversation(throughJson(saveConversation(restored))), restored);
  });

  it('marks an answer that was being written as interrupted and keeps its text', () => {
    const writing = appendText(ask(withImages('a'), { id: 'q1', question: 'What?' }), 'There is');
    const answer = restoreConversation(throughJson(saveConversation(writing)))?.exchanges[0]?.answer;
    assert.ok(answer);
    assert.equal(answer.text, 'There is');
    assert.equal(answer.state, 'failed');
    assert.equal(answer.failure?.code, 'interrupted');
    assert.deepEqual(answer.failure.waysOut, ['retry']);
  });

  it('refuses other versions, damage and nothing at all', () => {
    const good = saveConversation(withImages('a')) as { version: number; conversation: object };
    assert.equal(restoreConversation(undefined), undefined);
    assert.equal(restoreConversation({ ...good, version: 3 }), undefined);
    assert.equal(
      restoreConversation({ ...good, conversation: { ...good.conversation, exchanges: [{ id: 1 }] } }),
      undefined,
    );
    const remote = { ...image('a'), thumbnail: 'https://example.org/x.png' };
    assert.equal(restoreConversation({ ...good, conversation: { ...good.conversation, images: [remote] } }), undefined);
  });
});
