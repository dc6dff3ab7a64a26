import assert from 'node:assert/strict';
import { countText, findMatches, foldText, goneOn } from '../../../webview/chat/findMatches.ts';

const found = (text: string, query: string): readonly string[] =>
  findMatches(foldText(text), query).map(({ start, end }) => text.slice(start, end));

describe('finding text in the chat', () => {
  it('finds every place, whatever its case', () => {
    assert.deepEqual(found('Effusion, no effusion, EFFUSION', 'effusion'), ['Effusion', 'effusion', 'EFFUSION']);
    assert.deepEqual(found('aaaa', 'aa'), ['aa', 'aa'], 'none within another');
    assert.deepEqual(found('Effusion', 'heart'), []);
    assert.deepEqual(found('Effusion', ''), []);
  });

  it('finds whatever the accents, in the text and in the query', () => {
    assert.deepEqual(found('Ödem und Œdème, Oedem', 'odem'), ['Ödem']);
    assert.deepEqual(found('pneumothorax à gauche', 'A GAUCHE'), ['à gauche']);
    assert.deepEqual(found('a gauche', 'à'), ['a', 'a']);
    assert.deepEqual(found('e\u0301tat', 'état'), ['e\u0301tat'], 'an accent of its own');
  });

  it('gives places of the text itself, behind characters that are folded to more or none', () => {
    assert.deepEqual(found('한국어 😀 左侧积液', '积液'), ['积液']);
    assert.deepEqual(found('각막', '각'), ['각']);
    assert.deepEqual(found('İstanbul film', 'film'), ['film']);
  });

  it('takes spaces for each other', () => {
    assert.deepEqual(found('left\u00a0lung', 'left lung'), ['left\u00a0lung']);
    assert.deepEqual(found('left\nlung', 'left lung'), ['left\nlung']);
  });

  it('goes around both ends', () => {
    assert.equal(goneOn(2, 1, 3), 0);
    assert.equal(goneOn(0, -1, 3), 2);
    assert.equal(goneOn(0, 1, 0), 0);
  });

  it('counts from one', () => {
    assert.equal(countText('x', 2, 12), '3 of 12');
    assert.equal(countText('x', 0, 0), 'Not found');
    assert.equal(countText('', 0, 0), '');
  });
});
