import assert from 'node:assert/strict';
import { SentenceAnnouncer } from '../../../webview/chat/sentenceAnnouncer.ts';
import { spokenText } from '../../../webview/chat/spokenText.ts';

type State = 'running' | 'done' | 'stopped';
const exchange = (text: string, state: State = 'running', id = 'q1'): Parameters<SentenceAnnouncer['follow']>[0] => ({
  id,
  answer: { text, state },
});

/** An announcer of a chat that is open and has no answer yet. */
function opened(): SentenceAnnouncer {
  const announcer = new SentenceAnnouncer();
  assert.deepEqual(announcer.follow(undefined), []);
  return announcer;
}

/** What is said while the text comes piece by piece. */
function said(text: string, piece: number): readonly string[] {
  const announcer = opened();
  const all: string[] = [];
  for (let length = 0; length < text.length; length += piece)
    all.push(...announcer.follow(exchange(text.slice(0, length))));
  return [...all, ...announcer.follow(exchange(text, 'done'))];
}

describe('an answer that is read out while it is written', () => {
  it('is said by whole sentences, each once, however it comes', () => {
    const text = 'There is an effusion. It is left!\nIs it large? No';
    for (const piece of [1, 2, 3, 7, 100])
      assert.deepEqual(said(text, piece), ['There is an effusion.', 'It is left!', 'Is it large?', 'No'], `${piece}`);
  });

  it('says nothing of a sentence that is not finished', () => {
    const announcer = opened();
    assert.deepEqual(announcer.follow(exchange('')), []);
    assert.deepEqual(announcer.follow(exchange('There is')), []);
    assert.deepEqual(announcer.follow(exchange('There is one.')), [], 'a decimal may follow');
    assert.deepEqual(announcer.follow(exchange('There is one. An')), ['There is one.']);
    assert.deepEqual(announcer.follow(exchange('There is one. An', 'stopped')), ['An']);
    assert.deepEqual(announcer.follow(exchange('There is one. An', 'stopped')), []);
  });

  it('does not stop at a number, an abbreviation or the number of an item', () => {
    assert.deepEqual(said('About 1.5 cm, e.g. by Dr. Roe.\n1. Effusion', 4), [
      'About 1.5 cm, e.g. by Dr. Roe.',
      '1. Effusion',
    ]);
  });

  it('knows the marks of Chinese', () => {
    assert.deepEqual(said('左侧有积液。心脏正常。', 1), ['左侧有积液。', '心脏正常。']);
  });

  it('says nothing of what stood there when the view was opened, and goes on from there', () => {
    const announcer = new SentenceAnnouncer();
    assert.deepEqual(announcer.follow(exchange('There is one. An')), []);
    assert.deepEqual(announcer.follow(exchange('There is one. And two. ')), ['d two.']);
    const late = new SentenceAnnouncer();
    assert.deepEqual(late.follow(exchange('Long ago.', 'done')), []);
    late.restart();
    assert.deepEqual(late.follow(exchange('Another chat.', 'done', 'q9')), []);
  });

  it('says another answer whole, and of one that goes on only what is new', () => {
    const announcer = opened();
    announcer.follow(exchange(''));
    assert.deepEqual(announcer.follow(exchange('Cut he', 'stopped')), ['Cut he']);
    assert.deepEqual(announcer.follow(exchange('Cut he', 'running')), []);
    assert.deepEqual(announcer.follow(exchange('Cut here. On', 'running')), ['re.']);
    assert.deepEqual(announcer.follow(exchange('Cut here. On', 'done')), ['On']);
    assert.deepEqual(announcer.follow(exchange('', 'running')), [], 'answered once more');
    assert.deepEqual(announcer.follow(exchange('Anew. ', 'running')), ['Anew.']);
    assert.deepEqual(announcer.follow(exchange('The next. ', 'running', 'q2')), ['The next.']);
  });

  it('leaves the marks of Markdown out', () => {
    assert.equal(spokenText('## **Findings**'), 'Findings');
    assert.equal(spokenText('- a *left* `effusion`'), 'a left effusion');
    assert.equal(spokenText('| side | size |'), 'side, size');
    assert.equal(spokenText('|---|:--|'), '');
    assert.equal(spokenText('a snake_case_word and 2 * 3'), 'a snake_case_word and 2 * 3');
  });
});
