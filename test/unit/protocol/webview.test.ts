import assert from 'node:assert/strict';
import { type ToHost, type ToView, parseToHost, parseToView } from '../../../src/protocol/webview.ts';
import { answered, withImages } from '../conversation/sampleConversation.ts';

describe('messages between host and chat view', () => {
  it('lets bytes through as bytes', () => {
    const message: ToHost = { type: 'attachBytes', name: 'film.dcm', bytes: new Uint8Array([1, 2, 3]) };
    assert.deepEqual(parseToHost(message), message);
    assert.throws(() => parseToHost({ ...message, bytes: [1, 2, 3] }));
    assert.throws(() => parseToHost({ ...message, name: '' }));
  });

  it('trims a question and refuses an empty one', () => {
    assert.deepEqual(parseToHost({ type: 'ask', question: '  Where?\n' }), { type: 'ask', question: 'Where?' });
    assert.throws(() => parseToHost({ type: 'ask', question: ' \n ' }));
  });

  it('refuses a message it does not know and a way out that there is none', () => {
    assert.throws(() => parseToHost({ type: 'execute', command: 'workbench.action.reloadWindow' }));
    assert.throws(() => parseToHost({ type: 'wayOut', wayOut: 'rm' }));
    assert.throws(() => parseToHost(undefined));
  });

  it('never tells the view where a file is', () => {
    const { images, exchanges, id } = answered(withImages('a'), 'q1', 'Yes.');
    const message = parseToView({
      type: 'state',
      state: {
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
      },
    });
    assert.ok(!JSON.stringify(message).includes('/images/a.dcm'));
    assert.ok(JSON.stringify(message).includes('a.dcm'));
  });

  it('refuses a delta without its place', () => {
    const delta: ToView = { type: 'delta', exchangeId: 'q1', offset: 4, text: ' left' };
    assert.deepEqual(parseToView(delta), delta);
    assert.throws(() => parseToView({ ...delta, offset: -1 }));
    assert.throws(() => parseToView({ type: 'delta', exchangeId: 'q1', text: 'x' }));
  });
});
