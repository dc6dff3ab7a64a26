import assert from 'node:assert/strict';
import { branchOf } from '../../../src/conversation/branch.ts';
import { activeImages, type Conversation, pendingImages } from '../../../src/conversation/conversation.ts';
import {
  ask,
  attachImage,
  continueAnswer,
  finishAnswer,
  moveImage,
  noteOnAnswer,
  regenerate,
  removeImage,
  setParameters,
  setRole,
} from '../../../src/conversation/conversationEdits.ts';
import { modelTurns } from '../../../src/conversation/modelTurns.ts';
import { removeExchange, restoreExchange } from '../../../src/conversation/removedExchange.ts';
import { restoreConversation, saveConversation } from '../../../src/conversation/savedConversation.ts';
import { showVersion, startEditing, stopEditing, versionNumber } from '../../../src/conversation/versions.ts';
import { answered, image, withImages } from './sampleConversation.ts';

const done = (conversation: Conversation, text: string): Conversation =>
  finishAnswer(conversation, { text, state: 'done' });
const shown = ({ exchanges }: Conversation): string[] =>
  exchanges.map((exchange) => {
    const { number, of } = versionNumber(exchange);
    return `${exchange.question} ${exchange.answer.text}${of > 1 ? ` ${String(number)}/${String(of)}` : ''}`;
  });
const inUse = (conversation: Conversation): string[] => activeImages(conversation).map(({ id }) => id);

/** q1, q2 about image a, both answered. */
const two = (): Conversation => answered(answered(withImages('a'), 'q1', 'One.'), 'q2', 'Two.');

describe('versions of a conversation', () => {
  it('stand beside each other when a question is answered once more, each with what followed on it', () => {
    let conversation = done(regenerate(two(), 'q1', 'q1b', 'now'), 'Another.');
    assert.deepEqual(shown(conversation), ['Question q1? Another. 2/2']);
    conversation = answered(conversation, 'q3', 'Three.');
    const first = showVersion(conversation, 'q1b', 1);
    assert.deepEqual(shown(first), ['Question q1? One. 1/2', 'Question q2? Two.']);
    assert.deepEqual(shown(showVersion(first, 'q1', 2)), ['Question q1? Another. 2/2', 'Question q3? Three.']);
    assert.deepEqual(showVersion(first, 'q1', 3), first, 'there is no third one');
    assert.deepEqual(showVersion(first, 'q1', 1), first);
  });

  it('can have versions themselves', () => {
    let conversation = done(regenerate(two(), 'q2', 'q2b', 'now'), 'Two b.');
    conversation = done(regenerate(conversation, 'q1', 'q1b', 'now'), 'One b.');
    conversation = done(regenerate(conversation, 'q1b', 'q1c', 'now'), 'One c.');
    assert.deepEqual(shown(conversation), ['Question q1? One c. 3/3']);
    conversation = showVersion(conversation, 'q1c', 1);
    assert.deepEqual(shown(conversation), ['Question q1? One. 1/3', 'Question q2? Two b. 2/2']);
    assert.deepEqual(shown(showVersion(conversation, 'q2b', 1)), ['Question q1? One. 1/3', 'Question q2? Two. 1/2']);
    assert.deepEqual(restoreConversation(JSON.parse(JSON.stringify(saveConversation(conversation)))), conversation);
  });

  it('tell the model what is shown', () => {
    const conversation = done(regenerate(two(), 'q1', 'q1b', 'now'), 'Another.');
    const told = (version: number): string[] =>
      modelTurns(ask(showVersion(conversation, 'q1b', version), { id: 'q', question: 'And?' })).map(({ text }) => text);
    assert.deepEqual(told(2), ['Question q1?', 'Another.', 'And?']);
    assert.deepEqual(told(1), ['Question q1?', 'One.', 'Question q2?', 'Two.', 'And?']);
  });

  it('take the words and the images that a question is edited to', () => {
    let conversation = startEditing(two(), 'q1');
    conversation = attachImage(removeImage(conversation, 'a'), image('b'));
    conversation = ask(conversation, { id: 'q1b', question: 'In other words?' });
    assert.equal(conversation.editing, undefined);
    assert.deepEqual(conversation.exchanges.at(-1)?.imageIds, ['b']);
    assert.deepEqual(conversation.exchanges.at(-1)?.answer.about, ['b']);
    conversation = done(conversation, 'B.');
    assert.deepEqual(shown(conversation), ['In other words? B. 2/2']);
    assert.deepEqual(inUse(conversation), ['b']);
    const first = showVersion(conversation, 'q1b', 1);
    assert.deepEqual(inUse(first), ['a'], 'the images of what is shown are in use');
    assert.deepEqual(pendingImages(first), [], 'an image of the other version waits for no question');
    assert.deepEqual(inUse(showVersion(first, 'q1', 2)), ['b']);
  });

  it('do not come when editing is left, and the images are as before', () => {
    const conversation = answered(attachImage(two(), image('b')), 'q3', 'Three.');
    const editing = startEditing(conversation, 'q1');
    assert.deepEqual(inUse(editing), ['a'], 'the images of the edited question');
    assert.deepEqual(stopEditing(removeImage(editing, 'a')), conversation);
  });

  it('keep an image that waits while another version is shown', () => {
    const conversation = attachImage(done(regenerate(two(), 'q2', 'q2b', 'now'), 'Two b.'), image('b'));
    assert.deepEqual(inUse(showVersion(conversation, 'q2b', 1)), ['a', 'b']);
  });

  it('are not begun while an answer is written', () => {
    const running = ask(two(), { id: 'q3', question: 'Three?' });
    assert.throws(() => regenerate(running, 'q1', 'x', 'now'));
  });
});

describe('a question and answer taken out', () => {
  it('come back where they were, with their versions', () => {
    const conversation = done(regenerate(two(), 'q2', 'q2b', 'now'), 'Two b.');
    const result = removeExchange(conversation, 'q2b');
    assert.ok(result);
    assert.deepEqual(shown(result.conversation), ['Question q1? One.']);
    assert.deepEqual(restoreExchange(result.conversation, result.removed), conversation);
    const first = removeExchange(conversation, 'q1');
    assert.ok(first);
    assert.deepEqual(shown(first.conversation), ['Question q2? Two b. 2/2']);
    assert.deepEqual(
      pendingImages(first.conversation).map(({ id }) => id),
      ['a'],
      'its image waits for the next question',
    );
    assert.deepEqual(shown(restoreExchange(first.conversation, first.removed)), shown(conversation));
  });

  it('come back before an answer that is being written', () => {
    const result = removeExchange(two(), 'q2');
    assert.ok(result);
    const running = ask(result.conversation, { id: 'q3', question: 'Three?' });
    assert.deepEqual(
      restoreExchange(running, result.removed).exchanges.map(({ id }) => id),
      ['q1', 'q2', 'q3'],
    );
  });

  it('are not the one that is being answered, nor one that there is not', () => {
    assert.equal(removeExchange(ask(two(), { id: 'q3', question: 'Three?' }), 'q3'), undefined);
    assert.equal(removeExchange(two(), 'q9'), undefined);
  });
});

describe('a branch', () => {
  it('has what was said up to its exchange, and the images of that', () => {
    const conversation = setParameters(answered(attachImage(two(), image('b')), 'q3', 'Three.'), { temperature: 1 });
    const branch = branchOf(conversation, 'q2', 'other');
    assert.deepEqual(shown(branch), ['Question q1? One.', 'Question q2? Two.']);
    assert.deepEqual(
      branch.images.map(({ id, active }) => [id, active]),
      [['a', true]],
    );
    assert.deepEqual([branch.id, branch.parameters], ['other', { temperature: 1 }]);
  });
});

describe('an answer that is gone on with', () => {
  it('is told to the model as the beginning of the answer that is asked for', () => {
    const cut = finishAnswer(ask(withImages('a'), { id: 'q1', question: 'What?' }), { text: 'There is', state: 'cut' });
    const continued = continueAnswer(cut);
    assert.deepEqual(
      modelTurns(continued).map(({ role, text }) => `${role}: ${text}`),
      ['user: What?', 'assistant: There is'],
    );
    assert.deepEqual(continued.exchanges[0]?.answer.continuedAt, [8]);
    const next = ask(done(continued, 'There is nothing.'), { id: 'q2', question: 'Sure?' });
    assert.deepEqual(
      modelTurns(next).map(({ text }) => text),
      ['What?', 'There is nothing.', 'Sure?'],
    );
  });
});

describe('notes, roles and the order of images', () => {
  it('are set and taken back', () => {
    const vote = { value: 'up', at: '2026-03-14T10:00:00.000Z' } as const;
    const voted = noteOnAnswer(two(), 'q1', 'vote', vote);
    assert.deepEqual(voted.exchanges[0]?.answer.vote, vote);
    assert.deepEqual(noteOnAnswer(voted, 'q1', 'vote', undefined), two());
    assert.deepEqual(setRole(setRole(two(), 'a', 'prior'), 'a', undefined), two());
  });

  it('leave images that were asked about where they are', () => {
    const conversation = ['b', 'c', 'd'].reduce((next, id) => attachImage(next, image(id)), two());
    const order = (next: Conversation): string => next.images.map(({ id }) => id).join('');
    assert.equal(order(moveImage(conversation, 'd', 'b')), 'adbc');
    assert.equal(order(moveImage(conversation, 'b', undefined)), 'acdb');
    assert.equal(order(moveImage(conversation, 'b', 'a')), 'acdb', 'not before what was asked about');
    assert.equal(order(moveImage(conversation, 'a', 'd')), 'abcd');
  });

  it('are said to the model in words', () => {
    let conversation = setRole(withImages('a', 'b'), 'a', 'frontal');
    conversation = attachImage(conversation, {
      ...image('c'),
      fileSha256: image('a').fileSha256,
      region: { x: 128, y: 100, width: 256, height: 100, ofWidth: 512, ofHeight: 400 },
    });
    const [turn] = modelTurns(ask(conversation, { id: 'q', question: 'Compare.' }));
    assert.deepEqual(turn?.imageNames, [
      'Image 1 (frontal)',
      'Image 2',
      'Image 3 (the marked part of image 1, 25-75 % from the left, 25-50 % from the top)',
    ]);
    const montage = { columns: 2, slices: [3, 9, 15], of: 30, series: 'CT' };
    const [only] = modelTurns(
      ask(attachImage(withImages(), { ...image('m'), montage }), { id: 'q', question: 'What?' }),
    );
    assert.deepEqual(only?.imageNames, ['Image (a montage of slices 3, 9, 15 of 30, 2 rows of 2 from the top left)']);
    assert.equal(modelTurns(ask(withImages('a'), { id: 'q', question: 'What?' }))[0]?.imageNames, undefined);
  });
});
