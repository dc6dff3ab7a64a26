import assert from 'node:assert/strict';
import type { Conversation } from '../../../src/conversation/conversation.ts';
import {
  appendText,
  ask,
  attachImage,
  failAnswer,
  finishAnswer,
  noteReceipt,
} from '../../../src/conversation/conversationEdits.ts';
import type { ViewState } from '../../../src/protocol/webview.ts';
import { newReceipts } from '../../../webview/chat/newReceipts.ts';
import { type ViewModelState, announcement, initialState, receive } from '../../../webview/chat/viewModel.ts';
import { image, withImages } from '../conversation/sampleConversation.ts';

function stateOf({ id, images, exchanges }: Conversation): ViewState {
  return {
    conversationId: id,
    images,
    pending: [],
    exchanges,
    parameters: {},
    defaults: { temperature: 0.2, topP: 0.7, maxTokens: 512, seed: 0 },
    prompts: [],
    readiness: {},
    adding: [],
    queued: [],
    draft: '',
    usesDemo: true,
  };
}

function received(before: ViewModelState, message: Parameters<typeof receive>[1]): ViewModelState {
  const after = receive(before, message);
  assert.ok(after !== 'outOfStep');
  return after;
}

const running = ask(withImages('a'), { id: 'q1', question: 'What?' });
const shown = received(initialState, { type: 'state', state: stateOf(running) });

describe('the chat view', () => {
  it('appends text where it belongs', () => {
    const one = received(shown, { type: 'delta', exchangeId: 'q1', offset: 0, text: 'There is ' });
    const two = received(one, { type: 'delta', exchangeId: 'q1', offset: 9, text: 'an effusion.' });
    assert.equal(two.state?.exchanges[0]?.answer.text, 'There is an effusion.');
    assert.equal(shown.state?.exchanges[0]?.answer.text, '', 'the state before is left as it was');
  });

  it('notices that it has missed something', () => {
    assert.equal(receive(shown, { type: 'delta', exchangeId: 'q1', offset: 3, text: 'x' }), 'outOfStep');
    assert.equal(receive(shown, { type: 'delta', exchangeId: 'q2', offset: 0, text: 'x' }), 'outOfStep');
    assert.equal(receive(initialState, { type: 'delta', exchangeId: 'q1', offset: 0, text: 'x' }), 'outOfStep');
  });

  it('shows progress only while an answer is being made', () => {
    const busy = received(shown, { type: 'progress', progress: { stage: 'readingPrompt', done: 8, total: 64 } });
    assert.equal(received(busy, { type: 'state', state: stateOf(running) }).progress?.stage, 'readingPrompt');
    const done = finishAnswer(running, { text: 'Yes.', state: 'done' });
    assert.equal(received(busy, { type: 'state', state: stateOf(done) }).progress, undefined);
  });

  it('takes a preview only for the image that is open', () => {
    const shownPicture = { png: new Uint8Array([1]), width: 1, height: 1 };
    assert.equal(received(shown, { type: 'preview', imageId: 'a', shown: shownPicture }).preview, undefined);
    const open = { ...shown, preview: { imageId: 'a' } };
    assert.deepEqual(
      received(open, { type: 'preview', imageId: 'a', shown: shownPicture }).preview?.shown,
      shownPicture,
    );
    assert.equal(received(open, { type: 'previewFailed', imageId: 'a', message: 'Gone.' }).preview?.failure, 'Gone.');
  });

  it('has one notice of a kind about a thing, and none that has had its day', () => {
    const refused = (subject: string, message: string) =>
      ({ type: 'notice', notice: { kind: 'imageRefused', subject, message } }) as const;
    const messages = ({ notices }: ViewModelState): string[] => notices.map(({ message }) => message);
    const two = received(received(shown, refused('a.txt', 'No.')), refused('b.dcm', 'Damaged.'));
    assert.deepEqual(messages(received(two, refused('a.txt', 'No, again.'))), ['Damaged.', 'No, again.']);
    const state = (conversation: Conversation): ViewModelState =>
      received(two, { type: 'state', state: stateOf(conversation) });
    assert.deepEqual(messages(state(appendText(running, 'x'))), ['No.', 'Damaged.']);
    assert.deepEqual(messages(state(attachImage(running, image('b')))), ['No.'], 'b.dcm was added after all');
    assert.deepEqual(
      messages(state(ask(finishAnswer(running, { text: 'Yes.', state: 'done' }), { id: 'q2', question: 'And?' }))),
      [],
    );
    assert.deepEqual(messages(state({ ...withImages('a'), id: 'another' })), [], 'a new chat');
  });

  it('keeps what is the same object for what is the same', () => {
    const two = ask(finishAnswer(running, { text: 'Yes.', state: 'done' }), { id: 'q2', question: 'And?' });
    const before = received(initialState, { type: 'state', state: structuredClone(stateOf(two)) });
    const same = received(before, { type: 'state', state: structuredClone(stateOf(two)) });
    assert.equal(same.state?.exchanges, before.state?.exchanges);
    assert.equal(same.state?.images, before.state?.images);
    const grown = received(before, { type: 'state', state: structuredClone(stateOf(appendText(two, 'No'))) });
    assert.equal(grown.state?.exchanges[0], before.state?.exchanges[0]);
    assert.notEqual(grown.state?.exchanges[1], before.state?.exchanges[1]);
    assert.equal(grown.state?.exchanges[1]?.answer.text, 'No');
    const shorter = received(before, { type: 'state', state: structuredClone(stateOf(running)) });
    assert.equal(shorter.state?.exchanges.length, 1);
  });

  it('announces a question that waits', () => {
    const waiting = { ...stateOf(running), queued: [{ id: '1', question: 'And?' }] };
    assert.match(announcement(stateOf(running), waiting) ?? '', /^Waiting.*And\?$/u);
    assert.equal(announcement(waiting, stateOf(running)), undefined);
  });

  it('shows a receipt where it says something new', () => {
    const receipt = { imageId: 'a', tokens: 64, width: 128, height: 128, cached: false };
    const conversation = noteReceipt(
      ask(finishAnswer(noteReceipt(running, receipt), { text: 'Yes.', state: 'done' }), { id: 'q2', question: 'And?' }),
      { ...receipt, cached: true },
    );
    assert.deepEqual(newReceipts(conversation.exchanges)[0], [receipt]);
    assert.deepEqual(newReceipts(conversation.exchanges)[1], []);
    const other = noteReceipt(conversation, { ...receipt, tokens: 16, width: 56, height: 56 });
    assert.equal(newReceipts(other.exchanges)[1]?.[0]?.tokens, 16);
    assert.equal(newReceipts(other.exchanges)[0]?.[0]?.tokens, 64);
  });

  it('announces what is complete, and nothing before', () => {
    const growing = appendText(running, 'There');
    assert.equal(announcement(stateOf(running), stateOf(growing)), undefined);
    assert.equal(
      announcement(stateOf(growing), stateOf(finishAnswer(growing, { text: 'There is.', state: 'done' }))),
      'Answer complete.',
    );
    assert.equal(
      announcement(stateOf(growing), stateOf(finishAnswer(growing, { text: 'There', state: 'stopped' }))),
      'Stopped.',
    );
    const chances = { yes: 0.87, no: 0.11 };
    const closed = stateOf(finishAnswer(growing, { text: 'Yes', state: 'done' }));
    const [first] = closed.exchanges;
    assert.ok(first);
    const told = { ...closed, exchanges: [{ ...first, answer: { ...first.answer, chances } }] };
    assert.equal(announcement(stateOf(growing), told), 'Answer complete. Yes 87 % · No 11 % · other 2 %.');
    const died = failAnswer(growing, { code: 'childDied', message: 'It died.', waysOut: ['retry'] });
    assert.equal(announcement(stateOf(growing), stateOf(died)), 'No complete answer. It died.');
    assert.equal(
      announcement(stateOf(withImages('a')), stateOf(attachImage(withImages('a'), image('b')))),
      'Added b.dcm.',
    );
    assert.equal(announcement(undefined, stateOf(died)), undefined, 'a view that has just opened is silent');
  });
});
