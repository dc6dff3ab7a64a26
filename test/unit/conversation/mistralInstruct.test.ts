import assert from 'node:assert/strict';
import { mistralInstruct } from '../../../src/engine/child/mistralInstruct.ts';
import { findingsPrompt, impressionPrompt } from '../../../src/report/sectionPrompts.ts';
import { hostileStrings } from '../text/hostileStrings.ts';

/** The prompt as one text, images as the paper writes them. */
const prompt = (...messages: Parameters<typeof mistralInstruct>[0]): string =>
  mistralInstruct(messages)
    .map((piece) =>
      piece.kind === 'text' ? piece.text : piece.kind === 'image' ? '<image>' : piece.kind === 'bos' ? '<s>' : '</s>',
    )
    .join('');
const user = (text: string, images: readonly string[] = [], imageNumbers?: readonly number[]) =>
  ({ role: 'user', text, images, ...(imageNumbers && { imageNumbers }) }) as const;
const assistant = (text: string) => ({ role: 'assistant', text, images: [] }) as const;

describe("LLaVA-Med's prompt", () => {
  it('is the one of the training for a single image', () => {
    assert.equal(prompt(user('Which side?', ['a'])), '<s>[INST] <image>\nWhich side? [/INST]');
    assert.equal(
      prompt(user('Which side?', ['a']), assistant('Left.'), user('Sure?')),
      '<s>[INST] <image>\nWhich side? [/INST]Left.</s>[INST] Sure? [/INST]',
    );
  });

  it('names several images as the chat does', () => {
    assert.equal(
      prompt(user('Compare.', ['a', 'b'], [2, 3])),
      '<s>[INST] Image 2: <image>\nImage 3: <image>\nCompare. [/INST]',
    );
  });

  it('begins a follow-up question with the very prompt of the one before, an image added or not', () => {
    const first = [user('Which side?', ['a'])];
    const followUp = [...first, assistant('Left.'), user('And here?', ['b'], [2])];
    assert.ok(prompt(...followUp).startsWith(prompt(...first)));
    assert.ok(prompt(...followUp).endsWith('[INST] Image 2: <image>\nAnd here? [/INST]'));
  });

  for (const [what, text] of Object.entries(hostileStrings)) {
    it(`is shaped by the turns alone: ${what}`, () => {
      const pieces = mistralInstruct([
        { role: 'user', text, images: ['a'.repeat(64)] },
        { role: 'assistant', text, images: [] },
        { role: 'user', text: findingsPrompt(text).text, images: [] },
        { role: 'assistant', text, images: [] },
        { role: 'user', text: impressionPrompt(text).text, images: [] },
      ]);
      // `text` is tokenised as text (test/engine: "take text that looks like a special token as text").
      assert.deepEqual(
        pieces.map(({ kind }) => kind),
        ['bos', 'text', 'image', 'text', 'text', 'eos', 'text', 'text', 'eos', 'text'],
      );
    });
  }
});
