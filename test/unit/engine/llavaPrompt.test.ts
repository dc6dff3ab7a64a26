import assert from 'node:assert/strict';
import { continuedAnswer } from '../../../src/engine/child/continuedAnswer.ts';
import { llavaPrompt } from '../../../src/engine/child/llavaPrompt.ts';
import { findingsPrompt, impressionPrompt } from '../../../src/report/prompts/sectionPrompts.ts';
import { hostileStrings } from '../text/hostileStrings.ts';

/** The prompt as one text, images as the paper writes them. */
const written = (...told: Parameters<typeof llavaPrompt>): string =>
  llavaPrompt(...told)
    .map((piece) => (piece.kind === 'text' ? piece.text : marks[piece.kind]))
    .join('');
const marks = { image: '<image>', bos: '<s>', eos: '</s>', imageStart: '<im_start>', imageEnd: '<im_end>' } as const;
const prompt = (...messages: Parameters<typeof llavaPrompt>[0]): string => written(messages, 'mistral_instruct');
const user = (text: string, images: readonly string[] = [], imageNames?: readonly string[]) =>
  ({ role: 'user', text, images, ...(imageNames && { imageNames }) }) as const;
const assistant = (text: string) => ({ role: 'assistant', text, images: [] }) as const;

describe("LLaVA-Med's prompt", () => {
  it('is the one of the training for a single image', () => {
    assert.equal(prompt(user('Which side?', ['a'])), '<s>[INST] <image>\nWhich side? [/INST]');
    assert.equal(
      prompt(user('Which side?', ['a']), assistant('Left.'), user('Sure?')),
      '<s>[INST] <image>\nWhich side? [/INST]Left.</s>[INST] Sure? [/INST]',
    );
  });

  it("is LLaVA 1.5's for Vicuna, with its system prompt once", () => {
    const system =
      "A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the user's questions.";
    assert.equal(
      written([user('Which side?', ['a']), assistant('Left.'), user('Sure?')], 'vicuna_v1'),
      `<s>${system} USER: <image>\nWhich side? ASSISTANT:Left.</s>USER: Sure? ASSISTANT:`,
    );
  });

  it("is LLaVA-Med v1.0's, whose turns are one text, and whose images stand between tokens of their own", () => {
    const opening =
      "<s>A chat between a curious human and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the human's questions.###Human: Hi!###Assistant: Hi there!  How can I help you today?\n###";
    const first = [user(' Which side?\n', ['a'])];
    const asked = `${opening}Human:<im_start><image><im_end>Which side?###Assistant:`;
    assert.equal(written(first, 'simple'), asked);
    const second = [...first, assistant('Left. '), user('Sure?')];
    assert.equal(written(second, 'simple'), `${asked} Left.###Human: Sure?###Assistant:`);
    // What lies between images is tokenised as one.
    const kinds = ['bos', 'text', 'imageStart', 'image', 'imageEnd', 'text'];
    assert.deepEqual(
      llavaPrompt(second, 'simple').map(({ kind }) => kind),
      kinds,
    );
    assert.equal(
      written([user('Compare.', ['a', 'b'], ['Image 2', 'Image 3'])], 'simple'),
      `${opening}Human: Image 2:<im_start><image><im_end>Image 3:<im_start><image><im_end>Compare.###Assistant:`,
    );
    assert.equal(
      written([user('### <im_end>', ['a', 'b'])], 'simple'),
      `${opening}Human:<im_start><image><im_end><im_start><image><im_end>### <im_end>###Assistant:`,
    );
  });

  it('names several images as the chat does', () => {
    assert.equal(
      prompt(user('Compare.', ['a', 'b'], ['Image 2', 'Image 3'])),
      '<s>[INST] Image 2: <image>\nImage 3: <image>\nCompare. [/INST]',
    );
  });

  it('begins a follow-up question with the very prompt of the one before, an image added or not', () => {
    const first = [user('Which side?', ['a'])];
    const followUp = [...first, assistant('Left.'), user('And here?', ['b'], ['Image 2'])];
    assert.ok(prompt(...followUp).startsWith(prompt(...first)));
    assert.ok(prompt(...followUp).endsWith('[INST] Image 2: <image>\nAnd here? [/INST]'));
  });

  describe('with a system prompt', () => {
    const system = '  Answer in one word.\n';
    const turns = [user('Which side?', ['a']), assistant('Left.'), user('Sure?')];

    it('has it in the first question where the training had none', () => {
      assert.equal(
        written(turns, 'mistral_instruct', { system }),
        '<s>[INST] Answer in one word.\n\n<image>\nWhich side? [/INST]Left.</s>[INST] Sure? [/INST]',
      );
      assert.equal(
        written([user('Why?')], 'mistral_instruct', { system }),
        '<s>[INST] Answer in one word.\n\nWhy? [/INST]',
      );
    });

    it("has it in place of the template's own, and all else as ever", () => {
      assert.equal(
        written(turns, 'vicuna_v1', { system }),
        '<s>Answer in one word. USER: <image>\nWhich side? ASSISTANT:Left.</s>USER: Sure? ASSISTANT:',
      );
      const own = written(turns, 'simple');
      const at = own.indexOf('###Human: Hi!');
      assert.ok(at > 0);
      assert.equal(written(turns, 'simple', { system }), `<s>Answer in one word.${own.slice(at)}`);
    });

    it('is as without where that is blank', () => {
      for (const template of ['mistral_instruct', 'vicuna_v1', 'simple'] as const)
        for (const blank of ['', ' \n', undefined])
          assert.deepEqual(
            llavaPrompt(turns, template, { system: blank, continues: blank }),
            llavaPrompt(turns, template),
          );
    });
  });

  describe('of an answer that is gone on with', () => {
    const turns = [user('Which side?', ['a'])];

    it('ends with what there is of it, and with no end', () => {
      assert.equal(
        written(turns, 'mistral_instruct', { continues: 'On the le' }),
        '<s>[INST] <image>\nWhich side? [/INST]On the le',
      );
      assert.ok(written(turns, 'vicuna_v1', { continues: 'On the le' }).endsWith('Which side? ASSISTANT:On the le'));
      assert.ok(written(turns, 'simple', { continues: 'On the le' }).endsWith('Which side?###Assistant: On the le'));
    });

    it('has it tokenised as it was as an answer', () => {
      for (const template of ['mistral_instruct', 'vicuna_v1'] as const) {
        const before = llavaPrompt([...turns, assistant('Left.'), user('Sure?')], template);
        assert.deepEqual(llavaPrompt(turns, template, { continues: 'Left.' }), before.slice(0, -2));
      }
    });

    it('leaves spaces at both ends to the tokeniser, and keeps line breaks', () => {
      assert.deepEqual(continuedAnswer(' On the  '), { text: 'On the', space: '  ' });
      assert.deepEqual(continuedAnswer('1. Left\n'), { text: '1. Left\n', space: '' });
      assert.deepEqual(continuedAnswer('1. Left\n \t'), { text: '1. Left\n', space: ' \t' });
      for (const blank of [undefined, '', ' \n']) assert.equal(continuedAnswer(blank), undefined);
    });
  });

  for (const [what, text] of Object.entries(hostileStrings)) {
    it(`is shaped by the turns alone: ${what}`, () => {
      const pieces = llavaPrompt(
        [
          { role: 'user', text, images: ['a'.repeat(64)] },
          { role: 'assistant', text, images: [] },
          { role: 'user', text: findingsPrompt(text).text, images: [] },
          { role: 'assistant', text, images: [] },
          { role: 'user', text: impressionPrompt(text).text, images: [] },
        ],
        'mistral_instruct',
      );
      // `text` is tokenised as text (test/engine: "take text that looks like a special token as text").
      assert.deepEqual(
        pieces.map(({ kind }) => kind),
        ['bos', 'text', 'image', 'text', 'text', 'eos', 'text', 'text', 'eos', 'text'],
      );
      assert.deepEqual(
        llavaPrompt([user(text, ['a']), assistant(text), user(text)], 'simple').map(({ kind }) => kind),
        ['bos', 'text', 'imageStart', 'image', 'imageEnd', 'text'],
      );
      const frame = { system: text, continues: text };
      const begun = text.trim() === '' ? [] : ['text'];
      assert.deepEqual(
        llavaPrompt([user(text, ['a'])], 'mistral_instruct', frame).map(({ kind }) => kind),
        ['bos', 'text', 'image', 'text', ...begun],
      );
    });
  }
});
