import assert from 'node:assert/strict';
import { typedPrompt, withPrompt } from '../../../webview/chat/typedPrompt.ts';

/** `|` is the cursor. */
function at(marked: string): ReturnType<typeof typedPrompt> {
  const cursor = marked.indexOf('|');
  return typedPrompt(marked.slice(0, cursor) + marked.slice(cursor + 1), cursor);
}

describe('the slash that opens the list of prompts', () => {
  it('stands at the beginning, or behind white space', () => {
    assert.deepEqual(at('/|'), { start: 0, end: 1, typed: '' });
    assert.deepEqual(at('/des|'), { start: 0, end: 4, typed: 'des' });
    assert.deepEqual(at('Please /des|'), { start: 7, end: 11, typed: 'des' });
    assert.deepEqual(at('One\n/des|'), { start: 4, end: 8, typed: 'des' });
    assert.deepEqual(at('/哪一|'), { start: 0, end: 3, typed: '哪一' });
  });

  it('takes the whole word when the cursor stands within it, and what is before the cursor counts', () => {
    assert.deepEqual(at('/de|scribe it'), { start: 0, end: 9, typed: 'de' });
  });

  it('is none within a word, in a path, before the cursor is behind it, and once a space is typed', () => {
    for (const marked of ['and/or|', 'left /right/|', '/usr/bin|', '|/des', '/des |', '/des x|', 'des|', '|', '1/2|'])
      assert.equal(at(marked), undefined, marked);
  });

  it('is found in a long text, and no word is too long to be passed over', () => {
    const long = 'Where is it? '.repeat(1000);
    assert.deepEqual(at(`${long}/w|`), { start: long.length, end: long.length + 2, typed: 'w' });
    assert.equal(at(`/${'a'.repeat(500)}|`), undefined);
    // What is before what was looked at is no beginning.
    assert.equal(at(`${'a'.repeat(10)}/${'b'.repeat(79)}|`), undefined);
  });
});

describe('a prompt put into the question field', () => {
  it('takes the place of the word, with the cursor behind it', () => {
    assert.deepEqual(withPrompt('Please /des now', { start: 7, end: 11 }, 'Describe it.'), {
      text: 'Please Describe it. now',
      from: 19,
      to: 19,
    });
  });

  it('has its first open variable selected', () => {
    const { text, from, to } = withPrompt('/is', { start: 0, end: 3 }, 'Is ${selection} or ${other} there?');
    assert.equal(text, 'Is ${selection} or ${other} there?');
    assert.equal(text.slice(from, to), '${selection}');
  });

  it('keeps what the text has of signs with a meaning in replacements', () => {
    assert.equal(withPrompt('/a', { start: 0, end: 2 }, "$& $1 $'").text, "$& $1 $'");
  });
});
