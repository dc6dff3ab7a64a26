import assert from 'node:assert/strict';
import type { ChatAnswer } from '../../../src/conversation/answer.ts';
import { agreementText, groupText } from '../../../webview/chat/agreementText.ts';
import { answerFacts } from '../../../webview/chat/answerFacts.ts';
import { chancesOf, chancesText } from '../../../webview/chat/chancesText.ts';
import { NOTHING_OPEN, withDetails } from '../../../webview/chat/openParts.ts';
import { versionByKey } from '../../../webview/chat/versionSwitch.ts';
import { nextItem } from '../../../webview/shared/menuButton.ts';
import { image } from '../conversation/sampleConversation.ts';

describe('what is shown with an answer', () => {
  it('says how far several answers agree', () => {
    assert.equal(agreementText([[0, 1, 3, 4], [2]]), '4 of 5 say the same');
    assert.equal(agreementText([[0, 1, 2]]), 'All 3 say the same');
    assert.equal(agreementText([[0], [1], [2]]), 'All 3 say something else');
    assert.equal(agreementText([[0]]), 'Asked once more');
    assert.equal(groupText([0]), 'Answer 1');
    assert.equal(groupText([0, 2, 4]), 'Answers 1, 3 and 5');
  });

  it('says how likely yes and no were, and never all or nothing for what is neither', () => {
    assert.equal(chancesText({ yes: 0.87, no: 0.11 }), 'Yes 87 % · No 11 % · other 2 %');
    assert.equal(chancesText({ yes: 0.997, no: 0.002 }), 'Yes > 99 % · No < 1 % · other < 1 %');
    assert.equal(chancesText({ yes: 1, no: 0 }), 'Yes 100 % · No 0 % · other 0 %');
    assert.equal(chancesOf({ yes: 0.6, no: 0.4000001 })[2]?.share, 0, 'a rounding is no chance');
  });

  it('tells how it came about, as far as that is known', () => {
    const answer: ChatAnswer = {
      text: 'Yes.',
      state: 'done',
      model: {
        name: 'llava',
        sha256: 'abcdef0123456789',
        projectorSha256: '0123456789abcdef',
        inEightBits: ['kvCache'],
        backend: 'cuda',
        engine: 'node-llama-cpp 3',
        isDemo: false,
      },
      sampling: { temperature: 0, topP: 0.7, maxTokens: 512, seed: 7 },
      stats: { promptTokens: 700, reusedTokens: 600, answerTokens: 12, tokensPerSecond: 20 },
      continuedAt: [10, 40],
      receipts: [{ imageId: 'a', tokens: 576, width: 336, height: 336, cached: true }],
    };
    const facts = new Map(
      answerFacts({ answer }, [{ image: { ...image('a'), frames: 9, frame: 4 }, number: 2, whole: undefined }]),
    );
    assert.equal(facts.get('Model'), 'llava · abcdef012345');
    assert.equal(facts.get('Projector'), '0123456789ab');
    assert.equal(facts.get('In 8 bits'), 'KV cache');
    assert.equal(facts.get('Runs on'), 'CUDA');
    assert.equal(facts.get('Temperature'), '0', 'greedy is told too');
    assert.equal(facts.get('Continued'), '2 times');
    assert.equal(facts.get('Image 2'), 'a.dcm · 576 tokens, 336×336 · frame 5/9');
    assert.equal(facts.has('Asked'), false);
    assert.deepEqual(answerFacts({ answer: { text: '', state: 'failed' } }, []), []);
  });

  it('opens and closes without changing what was', () => {
    const open = withDetails(NOTHING_OPEN, 'q1', true);
    assert.deepEqual([...open.details], ['q1']);
    assert.equal(withDetails(open, 'q1', true), open);
    assert.equal(withDetails(open, 'q1', false).details.size, 0);
    assert.equal(NOTHING_OPEN.details.size, 0);
  });

  it('goes to another version by keys, within what there is', () => {
    const key = (name: string, altKey = true): KeyboardEvent =>
      ({ altKey, ctrlKey: false, metaKey: false, shiftKey: false, key: name }) as KeyboardEvent;
    assert.equal(versionByKey(key('ArrowLeft'), { number: 2, of: 3 }), 1);
    assert.equal(versionByKey(key('ArrowRight'), { number: 3, of: 3 }), undefined);
    assert.equal(versionByKey(key('ArrowLeft', false), { number: 2, of: 3 }), undefined);
    assert.equal(versionByKey(key('ArrowUp'), { number: 2, of: 3 }), undefined);
    assert.equal(versionByKey(key('ArrowLeft'), undefined), undefined);
  });

  it('goes through a menu by arrows, ends and letters', () => {
    const labels = ['Copy as Markdown', 'Copy as plain text', 'More'];
    assert.equal(nextItem(labels, 2, 'ArrowDown'), 0);
    assert.equal(nextItem(labels, 0, 'ArrowUp'), 2);
    assert.equal(nextItem(labels, -1, 'ArrowDown'), 0);
    assert.equal(nextItem(labels, 0, 'End'), 2);
    assert.equal(nextItem(labels, 0, 'c'), 1);
    assert.equal(nextItem(labels, 1, 'c'), 0);
    assert.equal(nextItem(labels, 0, 'm'), 2);
    assert.equal(nextItem(labels, 0, 'x'), undefined);
    assert.equal(nextItem(labels, 0, 'Shift'), undefined);
  });
});
