import assert from 'node:assert/strict';
import type { Conversation } from '../../../src/conversation/conversation.ts';
import { appendText, ask, attachImage, failAnswer, finishAnswer } from '../../../src/conversation/conversationEdits.ts';
import type { ViewState } from '../../../src/protocol/webview.ts';
import { type ViewModelState, announcement, initialState, receive } from '../../../webview/chat/viewModel.ts';
import { image, withImages } from '../conversation/sampleConversation.ts';

function stateOf({ id, images, exchanges }: Conversation): ViewState {
  return { conversationId: id, images, exchanges, adding: [], draft: '', usesDemo: true };
}

function received(before: ViewModelState, message: Parameters<typeof receive>[1]): ViewModelState {
  const after = receive(before, message);
  assert.ok(after !== 'outOfStep');
  return after;
}

const running = ask(withImages('a'), 'q1', 'What?');
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

  it('tells a notice once', () => {
    const twice = received(received(shown, { type: 'notice', message: 'No.' }), { type: 'notice', message: 'No.' });
    assert.deepEqual(twice.notices, ['No.']);
  });

  it('announces what is complete, and nothing before', () => {
    const growing = appendText(running, 'There');
    assert.equal(announcement(stateOf(running), stateOf(growing)), undefined);
    assert.equal(
      announcement(stateOf(growing), stateOf(finishAnswer(growing, { text: 'There is.', state: 'done' }))),
      'Answer: There is.',
    );
    assert.equal(
      announcement(stateOf(growing), stateOf(finishAnswer(growing, { text: 'There', state: 'stopped' }))),
      'Stopped: There',
    );
    const died = failAnswer(growing, { code: 'childDied', message: 'It died.', waysOut: ['retry'] });
    assert.equal(announcement(stateOf(growing), stateOf(died)), 'No complete answer. It died.');
    assert.equal(
      announcement(stateOf(withImages('a')), stateOf(attachImage(withImages('a'), image('b')))),
      'Added b.dcm.',
    );
    assert.equal(announcement(undefined, stateOf(died)), undefined, 'a view that has just opened is silent');
  });
});
