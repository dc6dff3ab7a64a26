import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { GrowingText } from '../../../webview/chat/growingText.ts';
import { LIST_PART, splitLongLists } from '../../../webview/shared/splitLongLists.ts';

/** Characters that are rendered while a text comes in pieces: each settled block once, the tail whenever it changes. */
function renderedCharacters(text: string, piece: number): number {
  const growing = new GrowingText();
  let [characters, blocks, tail] = [0, 0, 0];
  for (let end = piece; end <= text.length; end += piece) {
    const shown = growing.show(text.slice(0, end));
    for (const block of shown.settled.slice(blocks)) characters += block.length;
    blocks = shown.settled.length;
    if (shown.tail.length !== tail) characters += shown.tail.length;
    tail = shown.tail.length;
  }
  return characters;
}

describe('an answer that grows', () => {
  const texts = {
    'one list without end': '- a nodule of the left lung\n',
    paragraphs: 'There is a nodule of the left lung.\n\n',
    'one paragraph without end': 'a nodule of the left lung ',
    'a fence that is never closed': '```\na\n\nb\n',
  };
  for (const [kind, piece] of Object.entries(texts)) {
    it(`costs in proportion to its length: ${kind}`, () => {
      const cost = (length: number): number => renderedCharacters(piece.repeat(length / piece.length), 20);
      const [half, whole] = [cost(60_000), cost(120_000)];
      assert.ok(whole < half * 2.5, `${String(half)} characters for half of it, ${String(whole)} for all`);
    });
  }

  it('is the whole text, block for block, and Markdown of the blocks is Markdown of the whole', () => {
    const parser = new MarkdownIt();
    const text =
      'Findings:\n\n- left\n\n- right\n  more\n\n      code in it\n\n1. one\n\n2. two\n\n> quoted\n\n```\nfenced\n\nNot a block of its own\n```\n\nAfter the fence.\n\nImpression\n===\n\nEnd.\n';
    const growing = new GrowingText(0);
    for (let end = 1; end <= text.length; end += 1) {
      const { settled, tail } = growing.show(text.slice(0, end));
      assert.equal(settled.join('') + tail, text.slice(0, end));
      assert.equal([...settled, tail].map((block) => parser.render(block)).join(''), parser.render(text.slice(0, end)));
    }
    assert.deepEqual(
      growing.show(text).settled.map((block) => block.slice(0, 8)),
      ['Findings', 'After th', 'Impressi'],
    );
  });

  it('starts anew with another text', () => {
    const growing = new GrowingText(0);
    growing.show('One.\n\nTwo.\n\nThree.\n');
    assert.deepEqual(growing.show('Other'), { settled: [], tail: 'Other' });
  });
});

describe('a long list', () => {
  const parser = new MarkdownIt();
  parser.core.ruler.push('split_long_lists', splitLongLists);
  const longest = (html: string): number =>
    Math.max(...html.split(/<\/?[uo]l[^>]*>/u).map((list) => list.split('<li>').length - 1));

  it('goes on in parts, so that no list has more items than a browser lays out at once', () => {
    const html = parser.render('- item\n'.repeat(10_000));
    assert.equal(html.split('<li>').length - 1, 10_000);
    assert.equal(longest(html), LIST_PART);
    assert.equal(html.split('<ul class="list-part">').length - 1, 10_000 / LIST_PART);
  });

  it('counts on where it is numbered, and is left alone where it is short', () => {
    const html = parser.render('3. item\n'.repeat(LIST_PART + 1));
    assert.match(html, /<ol start="3" class="list-part">/u);
    assert.match(html, new RegExp(`<ol class="list-part" start="${String(LIST_PART + 3)}">\\n<li>`, 'u'));
    assert.equal(parser.render('- one\n  - two\n'), new MarkdownIt().render('- one\n  - two\n'));
  });

  it('is split within another one too', () => {
    const html = parser.render(`- outer\n${'  - inner\n'.repeat(LIST_PART * 2)}- outer\n`);
    assert.equal(html.split('<ul class="list-part">').length - 1, 2);
    assert.equal(html.split('<ul').length, html.split('</ul>').length);
  });
});
