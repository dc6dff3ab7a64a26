import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FromHistory } from '../../../src/protocol/historyView.ts';
import { initialModel, receive } from '../../../webview/history/historyModel.ts';
import { listCommand, movedTo } from '../../../webview/history/listKeys.ts';
import { markedText, marksOf } from '../../../webview/history/markedText.ts';
import { onListKey } from '../../../webview/history/onListKey.ts';
import { sampleRow } from './historyRows.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('keys of the list of conversations', () => {
  it('are its own without modifiers only, but for taking back and the menu', () => {
    assert.equal(listCommand({ ...none, key: 'p' }), 'pin');
    assert.equal(listCommand({ ...none, key: 'F2' }), 'rename');
    assert.equal(listCommand({ ...none, key: 'z' }), undefined);
    assert.equal(listCommand({ ...none, key: 'z', ctrlKey: true }), 'undo');
    assert.equal(listCommand({ ...none, key: 'z', metaKey: true }), 'undo');
    assert.equal(listCommand({ ...none, key: 'F10', shiftKey: true }), 'openMenu');
    assert.equal(listCommand({ ...none, key: 'Backspace', metaKey: true }), 'delete');
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'shiftKey'])
      for (const key of ['p', 'a', 'Delete', 'F2', 'ArrowDown'])
        assert.equal(listCommand({ ...none, key, [modifier]: true }), undefined, `${modifier} ${key}`);
  });

  it('stop at the ends of the list', () => {
    assert.deepEqual(
      (['previous', 'next', 'first', 'last', 'pageUp', 'pageDown'] as const).map((command) => movedTo(command, 1, 5)),
      [0, 2, 0, 4, 0, 4],
    );
    assert.equal(movedTo('previous', 0, 5), 0);
    assert.equal(movedTo('next', 4, 5), 4);
    assert.equal(movedTo('next', 0, 0), undefined);
    assert.equal(movedTo('pin', 1, 5), undefined);
  });

  it('are about the row with the tab stop', () => {
    const rows = [sampleRow('a'), sampleRow('b', { pinned: true })];
    const model = { ...receive(initialModel, { type: 'state', rows, language: 'en' }), active: 'w1/b' };
    const posted: FromHistory[] = [];
    const went: string[] = [];
    const press = (key: string): void => {
      const event = { ...none, key, target: null, defaultPrevented: false, isComposing: false };
      const stopping = { preventDefault: () => undefined, stopPropagation: () => undefined };
      onListKey({ ...event, ...stopping } as unknown as KeyboardEvent, model, {
        post: (message) => posted.push(message),
        goTo: (to, part) => went.push(`${to} ${part}`),
        openMenu: (to) => went.push(`${to} opened`),
      });
    };
    for (const key of ['p', 'a', 'Delete', 'F2']) press(key);
    for (const key of ['ArrowUp', 'ArrowRight', 'ArrowLeft', 'ContextMenu']) press(key);
    const ref = { workspace: 'w1', id: 'b' };
    assert.deepEqual(posted, [
      { type: 'setPinned', ref, pinned: false },
      { type: 'setArchived', ref, archived: true },
      { type: 'delete', ref },
      { type: 'rename', ref },
    ]);
    assert.deepEqual(went, ['w1/a open', 'w1/b menu', 'w1/b open', 'w1/b opened']);
  });
});

describe('marks in the list of conversations', () => {
  const inBrackets = (text: string, marks: readonly (readonly [number, number])[]): string =>
    markedText(text, marks)
      .map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text))
      .join('');

  it('lose nothing of the text, however they lie', () => {
    const text = 'no pleural effusion';
    assert.equal(inBrackets(text, []), text);
    assert.equal(
      inBrackets(text, [
        [11, 19],
        [0, 2],
      ]),
      '[no] pleural [effusion]',
    );
    assert.equal(
      inBrackets(text, [
        [3, 10],
        [5, 15],
      ]),
      'no [pleural][ effu]sion',
    );
    assert.equal(
      inBrackets(text, [
        [11, 99],
        [30, 40],
        [4, 4],
      ]),
      'no pleural [effusion]',
    );
  });

  it('are found in a title whatever the case, each time that a word stands there', () => {
    assert.equal(
      inBrackets('Effusion left, effusion right?', marksOf('Effusion left, effusion right?', 'eFF  right')),
      '[Eff]usion left, [eff]usion [right]?',
    );
    assert.equal(
      inBrackets('Épanchement à gauche', marksOf('Épanchement à gauche', 'epanch "a ga"')),
      '[Épanch]ement [à ga]uche',
    );
    assert.deepEqual(marksOf('한글 bul', 'bul'), [], 'letters that fold to more');
    assert.deepEqual(marksOf('Effusion', '"" "'), []);
    assert.deepEqual(marksOf('Effusion', ' '), []);
  });
});
