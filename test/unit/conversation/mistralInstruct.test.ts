import assert from 'node:assert/strict';
import { mistralInstruct } from '../../../src/conversation/mistralInstruct.ts';
import { findingsPrompt, impressionPrompt } from '../../../src/report/sectionPrompts.ts';
import { hostileStrings } from '../text/hostileStrings.ts';

describe('LLaVA-Med’s prompt', () => {
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
